import * as assert from "uvu/assert";
import type { Store } from "@muster/engine";
import type { Leased } from "../../../src/store/deliveries.ts";
import type { Section } from "./harness.ts";
import { put, tenant } from "./writing.ts";

/** The outbox and its leases. */
export const deliveries: Section = (add) => {
  add("leases go to the head of each lane, oldest first, for the destinations asked for", async ({ store }) => {
    await send(store, "a", "sms", "a1", "a2");
    await send(store, "b", "sms", "b1");
    await send(store, "a", "mail", "m1");
    await send(store, "b", "fax", "f1");
    assert.equal(await store.deliveries.lease([], 0, 10, 9), []);
    const leased = await store.deliveries.lease(["sms", "mail"], 0, 10, 9);
    assert.equal(ids(leased), ["a1", "b1", "m1"]);
    const first = { tenant, id: "a1", ticket: "a", destination: "sms", topic: "t", payload: { id: "a1" }, attempt: 1, tries: 1 };
    assert.equal(leased[0], first);
    assert.equal((await store.deliveries.list(tenant, "pending", 9))[0], { ...first, state: "pending", error: null });
    assert.equal(await store.deliveries.lease(["sms", "mail"], 9, 19, 9), [], "what waits behind a leased one waits");
    assert.equal(ids(await store.deliveries.lease(["sms", "mail", "fax"], 0, 10, 9)), ["f1"]);
  });

  add("a lease takes no more than its limit", async ({ store }) => {
    for (const id of ["a", "b", "c"]) await send(store, id, "sms", id);
    assert.equal(ids(await lease(store, 0, 2)), ["a", "b"]);
    assert.equal(ids(await lease(store, 0, 2)), ["c"]);
  });

  add("a delivery that is done is over, and the next of its lane follows", async ({ store }) => {
    await send(store, "a", "sms", "a1", "a2");
    assert.ok(await store.deliveries.settle(await one(store, 0), 5, { type: "done" }));
    assert.equal(ids(await lease(store, 5)), ["a2"]);
    assert.equal(await states(store), { pending: ["a2"], done: ["a1"], dead: [], undeliverable: [] });
  });

  add("a lease that ran out lets another attempt be made, and the late result of the first is not recorded", async ({ store }) => {
    await send(store, "a", "sms", "a1");
    const first = await one(store, 0);
    assert.equal(await lease(store, 9), []);
    const second = await one(store, 10);
    assert.equal([second.id, second.attempt], ["a1", 2]);
    assert.equal({ ...second, attempt: 1, tries: 1 }, first, "the envelope is the same");
    assert.not(await store.deliveries.settle(first, 11, { type: "dead", error: "late" }));
    assert.ok(await store.deliveries.settle(second, 12, { type: "done" }));
    assert.not(await store.deliveries.settle(second, 13, { type: "done" }), "a result is recorded once");
  });

  add(
    "a result that comes after its lease has ended is not recorded, also where nobody has taken the delivery up again",
    async ({ store }) => {
      await send(store, "a", "sms", "a1");
      const slow = await one(store, 0);
      for (const outcome of [{ type: "done" }, { type: "dead", error: "late" }, { type: "retry", at: 99, error: "late" }] as const)
        assert.not(await store.deliveries.settle(slow, 10, outcome), outcome.type);
      const again = await one(store, 10);
      assert.equal([again.id, again.attempt], ["a1", 2]);
      assert.ok(await store.deliveries.settle(again, 19, { type: "done" }), "the last moment of a lease");
    },
  );

  add("a retry waits for its time and keeps its place", async ({ store }) => {
    await send(store, "a", "sms", "a1", "a2");
    assert.ok(await store.deliveries.settle(await one(store, 0), 1, { type: "retry", at: 100, error: "no line" }));
    assert.equal(await lease(store, 99), []);
    const [waiting] = await store.deliveries.list(tenant, "pending", 9);
    assert.equal([waiting?.id, waiting?.error, waiting?.attempt], ["a1", "no line", 1]);
    const again = await one(store, 100);
    assert.equal([again.id, again.attempt], ["a1", 2]);
  });

  add("a dead letter and an undeliverable one free their lane, and can be sent again", async ({ store }) => {
    await send(store, "a", "sms", "a1", "a2", "a3");
    assert.ok(await store.deliveries.settle(await one(store, 0), 1, { type: "dead", error: "refused" }));
    assert.ok(await store.deliveries.settle(await one(store, 1), 2, { type: "undeliverable", error: "erased" }));
    assert.equal(await states(store), { pending: ["a3"], done: [], dead: ["a1"], undeliverable: ["a2"] });
    assert.is((await store.deliveries.list(tenant, "dead", 9))[0]?.error, "refused");
    assert.ok(await store.deliveries.redeliver(tenant, "a1", 3, 10));
    assert.not(await store.deliveries.redeliver(tenant, "a1", 3, 10), "it is not dead any more");
    assert.not(await store.deliveries.redeliver(tenant, "nothing", 3, 10));
    assert.not(await store.deliveries.redeliver("other", "a2", 3, 10));
    const again = await one(store, 3);
    assert.equal([again.id, again.attempt, again.tries], ["a1", 2, 1], "attempts are counted on, tries anew");
  });

  add("a delivery put back by hand goes before what waits in its lane, never beside what is under way there", async ({ store }) => {
    await send(store, "a", "sms", "a1", "a2", "a3");
    await send(store, "b", "sms", "b1");
    const [a1, b1] = await lease(store, 0);
    assert.ok(await store.deliveries.settle(a1 as Leased, 1, { type: "dead", error: "refused" }));
    assert.ok(await store.deliveries.settle(b1 as Leased, 1, { type: "dead", error: "refused" }));
    const a2 = await one(store, 2);
    assert.ok(await store.deliveries.redeliver(tenant, "a1", 3, 10));
    assert.equal(ids(await lease(store, 11)), [], "a2 may be under way until its lease ends");
    assert.ok(await store.deliveries.redeliver(tenant, "b1", 11, 10));
    assert.equal(ids(await lease(store, 11)), ["b1"], "another lane does not wait");
    assert.not(await store.deliveries.settle(a2, 12, { type: "done" }));
    const again = await one(store, 12);
    assert.is(again.id, "a1");
    assert.ok(await store.deliveries.settle(again, 13, { type: "done" }));
    assert.is((await one(store, 13)).id, "a2");
  });

  add("a delivery put back by hand does not wait for the retry of another", async ({ store }) => {
    await send(store, "a", "sms", "a1", "a2");
    assert.ok(await store.deliveries.settle(await one(store, 0), 1, { type: "dead", error: "refused" }));
    assert.ok(await store.deliveries.settle(await one(store, 2), 3, { type: "retry", at: 500, error: "busy" }));
    assert.ok(await store.deliveries.redeliver(tenant, "a1", 4, 10));
    const first = await one(store, 4);
    assert.is(first.id, "a1");
    assert.ok(await store.deliveries.settle(first, 5, { type: "done" }));
    assert.equal(ids(await lease(store, 499)), []);
    assert.equal(ids(await lease(store, 500)), ["a2"]);
  });

  add("a result that comes after its delivery was put back by hand is not recorded as the new attempt's", async ({ store }) => {
    await send(store, "a", "sms", "a1");
    const slow = await one(store, 0);
    assert.ok(await store.deliveries.settle(await one(store, 10), 11, { type: "dead", error: "refused" }));
    assert.ok(await store.deliveries.redeliver(tenant, "a1", 12, 10));
    assert.not(await store.deliveries.settle(slow, 13, { type: "done" }));
    const again = await one(store, 14);
    assert.not(await store.deliveries.settle(slow, 15, { type: "done" }));
    assert.equal([again.attempt, again.tries], [3, 1]);
    assert.ok(await store.deliveries.settle(again, 16, { type: "retry", at: 17, error: "busy" }));
    const last = await one(store, 17);
    assert.equal([last.attempt, last.tries], [4, 2]);
    assert.ok(await store.deliveries.settle(last, 18, { type: "done" }));
  });

  add("an error is kept to 500 characters that every store can hold", async ({ store }) => {
    await send(store, "a", "sms", "a1");
    const error = `a\0b${"坏".repeat(496)}😀${"x".repeat(5000)}`;
    assert.ok(await store.deliveries.settle(await one(store, 0), 1, { type: "dead", error }));
    const [dead] = await store.deliveries.list(tenant, "dead", 9);
    assert.is(dead?.error, `a\uFFFDb${"坏".repeat(496)}\uFFFD`);
  });

  add("workers that ask at one moment never get the same delivery", async ({ store }) => {
    for (let i = 0; i < 20; i++) await send(store, `a${i}`, "sms", `d${i}`, `e${i}`);
    const rounds = await Promise.all(Array.from({ length: 6 }, () => lease(store, 0, 5)));
    const leased = rounds.flatMap(ids);
    assert.is(new Set(leased).size, leased.length);
    assert.ok(leased.every((id) => id.startsWith("d")));
    // A worker may come away with less while another holds the rows; what is left is there for the next.
    assert.is(leased.length + (await lease(store, 0, 50)).length, 20);
  });
};

function send(store: Store, ticket: string, destination: string, ...effects: readonly string[]) {
  return put(store, ticket, {}, { effects: effects.map((id) => ({ id, destination, topic: "t", payload: { id } })) });
}

/** A lease of ten milliseconds. */
function lease(store: Store, now: number, limit = 9): Promise<readonly Leased[]> {
  return store.deliveries.lease(["sms"], now, now + 10, limit);
}

async function one(store: Store, now: number): Promise<Leased> {
  const [leased, ...others] = await lease(store, now);
  assert.equal(others, []);
  if (!leased) throw new Error("nothing was leased");
  return leased;
}

async function states(store: Store) {
  const of = async (state: "pending" | "done" | "dead" | "undeliverable") => ids(await store.deliveries.list(tenant, state, 9));
  return { pending: await of("pending"), done: await of("done"), dead: await of("dead"), undeliverable: await of("undeliverable") };
}

function ids(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.map(({ id }) => id);
}
