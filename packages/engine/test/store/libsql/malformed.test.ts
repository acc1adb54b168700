import { openLibsqlStore } from "@muster/engine";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { connect } from "../../../src/store/libsql/connection.ts";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";
import { tenant } from "../../fixtures/town.ts";
import { townOn } from "../conformance/town-engine.ts";

const test = suite("store: libsql, malformed");

test.after(removeTempFolders);

/** A text that is cut where it is read, or a value of another class, and what verification says of it: `table.column`. */
const damages: readonly (readonly [sql: string, what: string])[] = [
  ["UPDATE part SET unit = unit || char(0)", "part.unit"],
  ["UPDATE part SET role = role || char(0)", "part.role"],
  ["UPDATE ticket_unit SET unit = unit || char(0)", "ticket_unit.unit"],
  ["UPDATE ticket SET id = CAST(id AS BLOB)", "ticket.id"],
  ["UPDATE ticket SET id = id || char(0)", "ticket.id"],
  ["UPDATE journal SET ticket = CAST(ticket AS BLOB)", "journal.ticket"],
  ["UPDATE part SET ticket = ticket || char(0)", "part.ticket"],
  ["UPDATE answer SET ticket = CAST(ticket AS BLOB)", "answer.ticket"],
  ["UPDATE ticket SET stage = stage || char(0)", "ticket.stage"],
  ["UPDATE ticket SET number = number || char(0)", "ticket.number"],
  ["UPDATE ticket SET document = document || char(0)", "ticket.document"],
  ["UPDATE delivery SET destination = destination || char(0)", "delivery.destination"],
  ["UPDATE delivery SET payload = CAST(payload AS BLOB)", "delivery.payload"],
  ["UPDATE journal SET entry = entry || char(0) || 'x'", "journal.entry"],
  ["UPDATE text SET body = body || char(0)", "text.body"],
  ["UPDATE text SET body = CAST(body AS BLOB)", "text.body"],
  ["UPDATE definition SET body = body || char(0)", "definition.body"],
  ["UPDATE person SET name = 'a' || char(0) || 'b'", "person.name"],
  ["UPDATE answer SET fingerprint = CAST(fingerprint AS BLOB)", "answer.fingerprint"],
];

for (const [sql, what] of damages) {
  test(`verification names ${what} after ${sql}`, async () => {
    const file = join(tempFolder(), "town.db");
    const store = openLibsqlStore({ file });
    const { engine, done, reported } = await townOn(store);
    const ticket = await reported({ category: "0101" });
    await done({ type: "file", ticket }, "ann");
    await done({ type: "dispatch", ticket, form: { owner: "water" } }, "dan");
    await engine.execute(
      { type: "comment", ticket, form: { comment: "see" } },
      { kind: "person", tenant: tenant.id, id: "ann" },
      { key: "k" },
    );
    assert.equal((await engine.verify(tenant.id)).faults, []);
    const behind = connect(file, "rwc");
    behind.exec(sql);
    behind.close();
    const { faults } = await engine.verify(tenant.id);
    assert.ok(
      faults.some((fault) => fault.fault === "malformed" && fault.what === what),
      JSON.stringify(faults),
    );
    assert.ok(
      faults.every((fault) => fault.ticket === undefined || typeof fault.ticket === "string"),
      JSON.stringify(faults),
    );
    await engine.close();
  });
}

test("a tenant's id that is no text is no tenant to look at", async () => {
  const file = join(tempFolder(), "town.db");
  const store = openLibsqlStore({ file });
  const { engine, reported } = await townOn(store);
  await reported();
  const behind = connect(file, "rwc");
  behind.exec("UPDATE ticket SET tenant = CAST(tenant AS BLOB)");
  behind.close();
  assert.equal(await store.audit.tenants(), [tenant.id]);
  await engine.close();
});

test("an entry that was taken out of the feed is named, so that a seal cannot pass over it unseen", async () => {
  const file = join(tempFolder(), "town.db");
  const store = openLibsqlStore({ file });
  const { engine, reported } = await townOn(store);
  const ticket = await reported();
  const behind = connect(file, "rwc");
  behind.exec("UPDATE journal SET position = -position");
  behind.close();
  assert.equal((await engine.verify(tenant.id)).faults, [{ ticket, seq: 1, fault: "entry-differs", what: "position" }]);
  await engine.close();
});

test.run();
