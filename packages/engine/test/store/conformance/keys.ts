import * as assert from "uvu/assert";
import type { Store } from "@muster/engine";
import type { Section } from "./harness.ts";
import { put, tenant, writeOf } from "./writing.ts";

/** What keeps things single: idempotency keys, source keys, numbers. */
export const keys: Section = (add) => {
  add("the first answer to a key is found by its caller, in its tenant, only", async ({ store }) => {
    await put(store, "a", {}, { answer: { caller: "person:ann", key: "k", fingerprint: "f" } });
    const answerTo = (of: string, caller: string, key: string) =>
      store.transact({ tenant: of, key: { caller, key } }, (found) => ({ result: found.answer }));
    assert.equal(await answerTo(tenant, "person:ann", "k"), { fingerprint: "f", ticket: "a", seq: 1 });
    assert.is(await answerTo(tenant, "person:bob", "k"), undefined);
    assert.is(await answerTo(tenant, "person:ann", "K"), undefined);
    assert.is(await answerTo("other", "person:ann", "k"), undefined);
  });

  add("answers are forgotten by their age, no more than asked for at once, and the younger ones stay", async ({ store }) => {
    for (const [i, at] of [1, 2, 3, 50].entries()) {
      const answer = { caller: "c", key: `k${i}`, fingerprint: "f" };
      await put(store, `t${i}`, { at }, { answer });
    }
    assert.is(await store.answers.forget(10, 2), 2);
    assert.is(await store.answers.forget(10, 2), 1);
    assert.is(await store.answers.forget(10, 2), 0);
    const left = await store.transact({ tenant, key: { caller: "c", key: "k3" } }, (found) => ({ result: found.answer?.ticket }));
    assert.is(left, "t3");
  });

  add("of several commands under one key at one moment the first writes, and the others find its answer", async ({ store }) => {
    await put(store, "a");
    const send = () =>
      store.transact({ tenant, ticket: "a", key: { caller: "c", key: "k" } }, (found) => {
        if (found.answer) return { result: `replayed ${found.answer.seq} at ${found.ticket?.revision}` };
        return { result: "written", write: writeOf("a", found, {}, { answer: { caller: "c", key: "k", fingerprint: "f" } }) };
      });
    const answers = await Promise.all(Array.from({ length: 6 }, send));
    assert.equal(answers.toSorted(), [...Array.from({ length: 5 }, () => "replayed 2 at 2"), "written"]);
  });

  add("of several reports with one source key at one moment the first is written, and the others find it", async ({ store }) => {
    const report = (id: string) =>
      store.transact({ tenant, report: { source: "hotline", sourceKey: "7" } }, (found) => {
        if (found.reported !== undefined) return { result: `known as ${found.reported.id}` };
        return { result: "written", write: writeOf(id, found, { source: "hotline", sourceKey: "7" }) };
      });
    const answers = await Promise.all(["a", "b", "c", "d"].map(report));
    const [ticket] = await store.tickets.list(tenant, { all: true }, {}, { limit: 9 });
    assert.equal(answers.toSorted(), [...Array.from({ length: 3 }, () => `known as ${ticket?.id}`), "written"]);
  });

  add("numbers are never given twice, however many reports come at once", async ({ store }) => {
    await putTenants(store);
    const numbers = await Promise.all(Array.from({ length: 25 }, (_, i) => numbered(store, tenant, `a${i}`)));
    assert.is(new Set(numbers).size, 25);
    assert.equal(Math.min(...numbers), 1);
    assert.equal(await numbered(store, "other", "o"), 1, "each tenant counts by itself");
  });

  add("a report that was refused, or failed, leaves no gap while one process works alone", async (harness) => {
    await putTenants(harness.store);
    const draw = (store: Store, end: "refuse" | "throw" | "unused") =>
      store
        .transact({ tenant, numbered: true }, (found) => {
          if (end !== "unused") found.number();
          if (end === "throw") throw new Error("no");
          return { result: undefined };
        })
        .catch(() => undefined);
    assert.is(await numbered(harness.store, tenant, "a"), 1);
    await draw(harness.store, "unused");
    await draw(harness.store, "throw");
    assert.is(await numbered(harness.store, tenant, "b"), 2);
    const store = await harness.reopen();
    assert.is(await numbered(store, tenant, "c"), 3, "the count goes on after reopening");
  });
};

async function putTenants(store: Store): Promise<void> {
  for (const id of [tenant, "other"]) await store.definitions.putTenant({ id, zone: "UTC", numberPrefix: "N" });
}

function numbered(store: Store, of: string, id: string): Promise<number> {
  return store.transact({ tenant: of, numbered: true }, (found) => {
    const result = found.number();
    return { result, write: writeOf(id, found, { tenant: of, number: `N${result}` }) };
  });
}
