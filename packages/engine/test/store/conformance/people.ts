import * as assert from "uvu/assert";
import type { Section } from "./harness.ts";
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
  });
};
