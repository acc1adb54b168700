import * as assert from "uvu/assert";
import type { DefinitionRow } from "../../../src/store/definitions.ts";
import type { Section } from "./harness.ts";
import { tenant } from "./writing.ts";

/** Tenants and what they publish. */
export const definitions: Section = (add) => {
  add("definitions are published all or none", async ({ store }) => {
    assert.ok(await store.definitions.publish(tenant, { rows: [], author: "ann", at: 1, seen: 0 }));
    assert.ok(await store.definitions.publish(tenant, { rows: [row("a", 1), row("b", 1)], author: "ann", at: 1, seen: 0 }));
    const published = await store.definitions
      .publish(tenant, { rows: [row("a", 2), row("b", 1), row("c", 1)], author: "bob", at: 2, seen: 2 })
      .then(
        () => true,
        () => false,
      );
    assert.not(published, "b@1 was there already");
    assert.equal(await store.definitions.all(tenant), [row("a", 1), row("b", 1)]);
  });

  add("what was checked against other definitions than there are now is not published", async ({ store }) => {
    assert.ok(await store.definitions.publish("other", { rows: [row("z", 1)], author: "ann", at: 1, seen: 0 }));
    const answers = await Promise.all(
      ["a", "b", "a", "c"].map((id) => store.definitions.publish(tenant, { rows: [row(id, 1)], author: "ann", at: 1, seen: 0 })),
    );
    assert.is(answers.filter(Boolean).length, 1);
    const there = await store.definitions.all(tenant);
    assert.is(there.length, 1);
    assert.not(await store.definitions.publish(tenant, { rows: [row("d", 1)], author: "ann", at: 1, seen: 2 }));
    assert.ok(await store.definitions.publish(tenant, { rows: [row("d", 1)], author: "ann", at: 1, seen: 1 }));
  });

  add("every version of every definition is kept, in order, for its tenant alone", async ({ store }) => {
    const rows = [row("b", 2), row("a", 10), row("B", 1), row("a", 9), row("b", 1, "process")];
    assert.ok(await store.definitions.publish(tenant, { rows: rows, author: "ann", at: 1, seen: 0 }));
    assert.ok(await store.definitions.publish("other", { rows: [row("z", 1)], author: "ann", at: 1, seen: 0 }));
    const found = await store.definitions.all(tenant);
    assert.equal(
      found.map(({ kind, id, version }) => `${kind} ${id} ${version}`),
      ["process b 1", "table B 1", "table a 9", "table a 10", "table b 2"],
    );
  });

  add("a tenant's settings can be changed", async (harness) => {
    await harness.store.definitions.putTenant({ id: "b", zone: "UTC", numberPrefix: "X" });
    await harness.store.definitions.putTenant({ id: "B", zone: "UTC", numberPrefix: "X" });
    await harness.store.definitions.putTenant({ id: "b", zone: "Asia/Shanghai", numberPrefix: "海" });
    const store = await harness.reopen();
    assert.equal(await store.definitions.tenants(), [
      { id: "B", zone: "UTC", numberPrefix: "X" },
      { id: "b", zone: "Asia/Shanghai", numberPrefix: "海" },
    ]);
  });
};

function row(id: string, version: number, kind: "table" | "process" = "table"): DefinitionRow {
  return { kind, id, version, body: `{"id":"${id}"}`, hash: `${id}${version}` };
}
