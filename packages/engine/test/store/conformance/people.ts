import * as assert from "uvu/assert";
import type { Store } from "@muster/engine";
import type { Section } from "./harness.ts";
import type { DeliveryOutcome, Leased } from "../../../src/store/deliveries.ts";
import { put, tenant } from "./writing.ts";

/** Personal data. */
export const people: Section = (add) => {
  add("people are put and replaced; of two rows for one person the later counts", async ({ store }) => {
    await store.people.put(tenant, []);
    await store.people.put(tenant, [
      { id: "rob", kind: "reporter", name: "Rob", phone: "1" },
      { id: "ann", kind: "staff" },
      { id: "rob", kind: "reporter", name: "罗伯", address: "Main St" },
    ]);
    await store.people.put("other", [{ id: "rob", kind: "staff", name: "Another" }]);
    const found = await store.people.get(tenant, ["rob", "ann", "nobody"]);
    assert.equal(
      found.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      [
        { id: "ann", kind: "staff", name: undefined, phone: undefined, address: undefined },
        { id: "rob", kind: "reporter", name: "罗伯", phone: undefined, address: "Main St" },
      ],
    );
  });

  add("an organisation names its staff: telephone and address stay, and whoever was erased stays erased", async ({ store }) => {
    await store.people.put(tenant, [
      { id: "ann", kind: "staff", name: "Ann", phone: "1", address: "Main St" },
      { id: "gone", kind: "staff", name: "Gone" },
    ]);
    await store.people.erase(tenant, "gone", 9);
    await store.people.name(tenant, [
      { id: "ann", name: "安" },
      { id: "gone", name: "Gone" },
      { id: "new", name: "Old" },
      { id: "new", name: "New" },
    ]);
    await store.people.name(tenant, []);
    const found = await store.people.get(tenant, ["ann", "gone", "new"]);
    assert.equal(
      found.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, name, phone, address }) => [id, name, phone, address]),
      [
        ["ann", "安", "1", "Main St"],
        ["gone", undefined, undefined, undefined],
        ["new", "New", undefined, undefined],
      ],
    );
  });

  add("erasing a person empties their row and the texts of what they reported, and nothing else", async (harness) => {
    const { store } = harness;
    const rob = { id: "rob", kind: "reporter", name: "Rob", phone: "1", address: "2" } as const;
    await store.people.put(tenant, [rob]);
    await store.people.put("other", [rob]);
    const texts = (id: string) => ({
      texts: [{ id, field: "description", body: `text ${id}`, salt: "s" }],
      attachments: [{ id: `f-${id}`, name: "photo", mediaType: "image/png", size: 1, sha256: "00" }],
    });
    await put(store, "a", { reporter: "rob" }, texts("x1"));
    await put(store, "b", { reporter: "ann" }, texts("x2"));
    await put(store, "c", {}, texts("x3"));
    await put(store, "a", { reporter: "rob", tenant: "other" }, texts("x1"), { tenant: "other" });
    await store.people.erase(tenant, "rob", 9);
    assert.equal(await store.people.get(tenant, ["rob"]), [
      { id: "rob", kind: "reporter", name: undefined, phone: undefined, address: undefined },
    ]);
    assert.is((await store.people.get("other", ["rob"]))[0]?.name, "Rob");
    assert.equal([...(await store.tickets.texts(tenant, ["x1", "x2", "x3"])).keys()].toSorted(), ["x2", "x3"]);
    assert.is((await store.tickets.texts("other", ["x1"])).size, 1);
    await store.transact({ tenant, ticket: "a" }, (found) => {
      assert.is(found.text("x1"), undefined);
      return { result: undefined };
    });
    const named = await harness.raw("SELECT tenant, id FROM attachment WHERE name IS NOT NULL ORDER BY tenant, id");
    assert.equal(
      named.map((row) => [row["tenant"], row["id"]]),
      [
        ["other", "f-x1"],
        [tenant, "f-x2"],
        [tenant, "f-x3"],
      ],
    );
    assert.equal((await harness.raw("SELECT id FROM text WHERE salt IS NOT NULL")).length, 3);
    const [kept] = await harness.raw(`SELECT size, sha256 FROM attachment WHERE name IS NULL`);
    assert.equal([Number(kept?.["size"]), kept?.["sha256"]], [1, "00"], "the bytes can still be found, and attested");
  });

  add("erasing a person empties the fingerprints of answers on their tickets, and only those", async ({ store }) => {
    const answered = (fingerprint: string) => ({ answer: { caller: "person:ann", key: fingerprint, fingerprint } });
    await put(store, "a", { reporter: "rob" }, answered("f1"));
    await put(store, "a", {}, answered("f2"));
    await put(store, "b", { reporter: "ron" }, answered("f3"));
    await put(store, "a", { reporter: "rob", tenant: "other" }, answered("f4"), { tenant: "other" });
    await store.people.erase(tenant, "rob", 9);
    const answer = (of: string, key: string) =>
      store.transact({ tenant: of, key: { caller: "person:ann", key } }, (found) => ({ result: found.answer }));
    assert.equal(await answer(tenant, "f1"), { fingerprint: "", ticket: "a", seq: 1 });
    assert.equal(await answer(tenant, "f2"), { fingerprint: "", ticket: "a", seq: 2 });
    assert.is((await answer(tenant, "f3"))?.fingerprint, "f3");
    assert.is((await answer("other", "f4"))?.fingerprint, "f4");
  });

  add("erasing a person empties what failed deliveries of their tickets said", async ({ store }) => {
    for (const [id, reporter] of [
      ["a", "rob"],
      ["b", "ron"],
    ] as const) {
      const effects = ["dead", "waits"].map((of) => ({ id: `${id}-${of}`, destination: of, topic: "t", payload: {} }));
      await put(store, id, { reporter }, { effects });
    }
    for (const each of await lease(store, "dead", 0)) await fail(store, each, { type: "dead", error: "no such number 139" });
    for (const each of await lease(store, "waits", 0)) await fail(store, each, { type: "retry", at: 5, error: "no such number 139" });
    await store.people.erase(tenant, "rob", 9);
    assert.equal(await said(store, "dead"), { "a-dead": null, "b-dead": "no such number 139" });
    assert.equal(await said(store, "pending"), { "a-waits": null, "b-waits": "no such number 139" });
  });

  add("what an attempt says that was under way when its person was erased is not kept; what later ones say is", async ({ store }) => {
    await put(store, "a", { reporter: "rob" }, { effects: [{ id: "e", destination: "sms", topic: "t", payload: {} }] });
    const [before] = await lease(store, "sms", 0);
    await store.people.erase(tenant, "rob", 1);
    await fail(store, before, { type: "retry", at: 5, error: "no such number 139" });
    assert.equal(await said(store, "pending"), { e: null });
    const [after] = await lease(store, "sms", 5);
    await fail(store, after, { type: "retry", at: 6, error: "line busy" });
    assert.equal(await said(store, "pending"), { e: "line busy" });
    await store.people.erase(tenant, "rob", 6);
    const [lost] = await lease(store, "sms", 6);
    const [next] = await lease(store, "sms", 16);
    assert.not(await store.deliveries.settle(lost as Leased, 17, { type: "dead", error: "late" }));
    await fail(store, next, { type: "dead", error: "line dead" });
    assert.equal(await said(store, "dead"), { e: "line dead" });
  });
};

function lease(store: Store, destination: string, now: number): Promise<readonly Leased[]> {
  return store.deliveries.lease([destination], now, now + 10, 9);
}

async function fail(store: Store, leased: Leased | undefined, outcome: DeliveryOutcome): Promise<void> {
  if (!leased) throw new Error("nothing was leased");
  assert.ok(await store.deliveries.settle(leased, 4, outcome));
}

async function said(store: Store, state: "pending" | "dead"): Promise<Readonly<Record<string, string | null>>> {
  return Object.fromEntries((await store.deliveries.list(tenant, state, 9)).map(({ id, error }) => [id, error]));
}
