import * as assert from "uvu/assert";
import type { EngineError } from "@muster/engine";
import { chain, noHead } from "../../../src/run/hash.ts";
import { countOf, type Section } from "./harness.ts";
import { added, put, start, tenant, writeOf } from "./writing.ts";

/** Loading, deciding and writing in one transaction. */
export const transact: Section = (add) => {
  add("an accepted command is written once, and found after reopening", async (harness) => {
    const ticket = await put(harness.store, "a", { source: "hotline", sourceKey: "7", due: start + 1 });
    const store = await harness.reopen();
    assert.equal(await store.tickets.get(tenant, "a"), ticket);
    assert.equal(await store.tickets.byNumber(tenant, "N-a"), ticket);
    assert.equal(await store.tickets.bySourceKey(tenant, "hotline", "7"), ticket);
    assert.is(await store.tickets.get("other", "a"), undefined);
    const rows = await store.journal.of(tenant, "a");
    assert.equal(rows, [{ ticket: "a", seq: 1, body: '{"seq":1,"ticket":"a"}', hash: chain(noHead, '{"seq":1,"ticket":"a"}') }]);
  });

  add("a decision sees the ticket, its head, its texts and the tickets it named, as they are", async ({ store }) => {
    const texts = [{ id: "x1", field: "description", body: "“井盖”坏了 🕳 \\ ' \n\u2028", salt: "s" }];
    await put(store, "a", {}, { texts });
    await put(store, "b");
    const asked = { tenant, ticket: "a", refers: ["b", "nobody"], report: { source: "s", sourceKey: "k" }, key: { caller: "c", key: "k" } };
    const [row] = await store.journal.of(tenant, "a");
    await store.transact(asked, (found) => {
      assert.is(found.ticket?.id, "a");
      assert.is(found.head, row?.hash);
      assert.is(found.text("x1"), texts[0]?.body);
      assert.is(found.text("x2"), undefined);
      assert.equal([found.other("b")?.id, found.other("nobody")], ["b", undefined]);
      assert.equal([found.answer, found.reported], [undefined, undefined]);
      return { result: undefined };
    });
    await store.transact({ tenant: "other", ticket: "a", refers: ["b"] }, (found) => {
      assert.equal([found.ticket, found.head, found.other("b")], [undefined, undefined, undefined]);
      return { result: undefined };
    });
    assert.is((await store.journal.of(tenant, "a")).length, 1, "deciding without writing changes nothing");
  });

  add("a command that throws fails alone, while its neighbours of the same moment are written", async ({ store }) => {
    const answers = await Promise.allSettled(
      ["a", "b", "c", "d", "e"].map((id) =>
        store.transact({ tenant, ticket: id }, (found) => {
          if (id === "c") throw new RangeError("c is not to be");
          return { result: id, write: writeOf(id, found) };
        }),
      ),
    );
    const failed = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason as Error] : []));
    assert.equal(failed.length, 1);
    assert.instance(failed[0], RangeError);
    const written = await store.tickets.list(tenant, { all: true }, {}, { limit: 9 });
    assert.equal(
      written.map(({ id }) => id),
      ["a", "b", "d", "e"],
    );
  });

  add("a command whose rows do not fit leaves nothing behind", async (harness) => {
    const { store } = harness;
    await put(store, "a", {}, { texts: [{ id: "x1", field: "f", body: "one", salt: "s" }] });
    const again = { texts: [{ id: "x1", field: "f", body: "two", salt: "s" }], timers: added({ id: "later", generation: 1, due: start }) };
    const failure = await put(store, "b", {}, again).then(
      () => undefined,
      (cause: EngineError) => cause,
    );
    assert.is(failure?.code, "store-failed");
    assert.is(await store.tickets.get(tenant, "b"), undefined);
    assert.equal([await countOf(harness, "journal"), await countOf(harness, "timer")], [1, 0]);
  });

  add("commands on one ticket at one moment are all applied, one after another, without a gap", async ({ store }) => {
    await Promise.all(
      Array.from({ length: 12 }, () =>
        store.transact({ tenant, ticket: "a" }, (found) => {
          const counts = { moves: (found.ticket?.counts["moves"] ?? 0) + 1 };
          return { result: undefined, write: writeOf("a", found, { counts }) };
        }),
      ),
    );
    const ticket = await store.tickets.get(tenant, "a");
    assert.equal([ticket?.revision, ticket?.counts], [12, { moves: 12 }]);
    let head = noHead;
    for (const [i, row] of (await store.journal.of(tenant, "a")).entries()) {
      assert.is(row.seq, i + 1);
      head = chain(head, row.body);
      assert.is(row.hash, head);
    }
    assert.is((await store.journal.of(tenant, "a", 5)).length, 5);
  });

  add("parts, units and timers are removed, replaced and added with their command", async (harness) => {
    const { store } = harness;
    const part = (key: string, due?: number) => ({ kind: "ticket" as const, key, role: "handler", unit: "u", ...(due && { due }) });
    const timer = (id: string, generation: number) => ({ id, generation, due: start + generation });
    const unit = (code: string, why = "owner") => ({ unit: code, why });
    await put(
      store,
      "a",
      {},
      {
        parts: added(part("gone"), part("moved", 1), part("stays")),
        units: added(unit("u1"), unit("u2"), unit("u2", "area")),
        timers: added(timer("gone", 1), timer("moved", 1), timer("stays", 1)),
      },
    );
    await put(store, "b", {}, { parts: added(part("gone")), units: added(unit("u2")), timers: added(timer("gone", 1)) });
    await put(
      store,
      "a",
      {},
      {
        parts: { remove: [part("gone"), part("moved", 1)], add: [part("moved", 2), part("new")] },
        units: { remove: [unit("u1"), unit("u2")], add: [unit("u3")] },
        timers: { remove: [timer("gone", 1), timer("moved", 1)], add: [timer("moved", 2), timer("new", 1)] },
      },
    );
    const [rows, other] = await store.audit.page(tenant, "", 9);
    assert.ok(rows && other);
    assert.equal(rows.parts.map(({ key }) => key).toSorted(), ["moved", "new", "stays"]);
    assert.equal(rows.units.map(({ unit: code, why }) => `${code} ${why}`).toSorted(), ["u2 area", "u3 owner"]);
    assert.equal(rows.timers.map(({ id, generation, due }) => `${id} ${generation} ${due - start}`).toSorted(), [
      "moved 2 2",
      "new 1 1",
      "stays 1 1",
    ]);
    const waiting = await store.tickets.inbox(tenant, "ann", [{ role: "handler", units: ["u"] }], 9);
    assert.is(waiting.find(({ part: { key } }) => key === "moved")?.part.due, 2);
    assert.equal([other.parts.length, other.units.length, other.timers.length], [1, 1, 1], "another ticket's rows stay");
  });

  add("texts, attachments, decisions and deliveries are written beside the ticket", async (harness) => {
    const { store } = harness;
    await put(
      store,
      "a",
      { priority: 1.5 },
      {
        texts: [{ id: "x1", field: "description", body: "井盖", salt: "s" }],
        attachments: [{ id: "f1", name: "hole.jpg", mediaType: "image/jpeg", size: 5_000_000_000, sha256: "00" }],
        decisions: [{ table: "routing", version: 3, row: "r1" }],
        effects: [{ id: "e1", destination: "sms", topic: "assigned", payload: { b: 1, a: "“" } }],
      },
    );
    assert.equal(await store.tickets.texts(tenant, ["x1", "x2"]), new Map([["x1", "井盖"]]));
    const [attachment] = await harness.raw("SELECT ticket, seq, name, size FROM attachment");
    assert.equal(
      [attachment?.["ticket"], Number(attachment?.["seq"]), attachment?.["name"], Number(attachment?.["size"])],
      ["a", 1, "hole.jpg", 5_000_000_000],
    );
    const [decision] = await harness.raw('SELECT table_id, version, "row" FROM decision');
    assert.equal([decision?.["table_id"], Number(decision?.["version"]), decision?.["row"]], ["routing", 3, "r1"]);
    const [delivery] = await store.deliveries.list(tenant, "pending", 9);
    assert.equal([delivery?.id, delivery?.destination, delivery?.attempt, delivery?.payload], ["e1", "sms", 0, { a: "“", b: 1 }]);
  });

  add("a closed store says so, and what was accepted before is kept", async (harness) => {
    const { store } = harness;
    const writes = Array.from({ length: 20 }, (_, i) => put(store, `a${i}`));
    await Promise.all([...writes, store.close()]);
    const late = await put(store, "late").then(
      () => undefined,
      (cause: EngineError) => cause,
    );
    assert.is(late?.code, "store-closed");
    for (const read of [() => store.tickets.get(tenant, "a1"), () => store.deliveries.list(tenant, "done", 9)]) {
      const failure = await read().catch((cause: EngineError) => cause);
      assert.is((failure as EngineError | undefined)?.code, "store-closed", String(read));
    }
    await store.close();
    const again = await harness.reopen();
    assert.is((await again.tickets.list(tenant, { all: true }, {}, { limit: 99 })).length, 20);
  });
};
