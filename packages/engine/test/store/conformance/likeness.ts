import * as assert from "uvu/assert";
import type { Store, Ticket } from "@muster/engine";
import type { Likeness } from "../../../src/model/likeness.ts";
import type { LikenessQuestion } from "../../../src/store/likeness.ts";
import { countOf, type Harness, type Section } from "./harness.ts";
import { added, put, start, tenant } from "./writing.ts";

/** What duplicates are found by. */
export const likeness: Section = (add) => {
  add("tickets are found in their cell, in their area and by their words, each once", async ({ store }) => {
    await likenessPut(store, "a", { cell: 7, words: [1, 2] });
    await likenessPut(store, "b", { area: "g1", words: [2, 3] });
    await likenessPut(store, "c", { words: [-4] });
    assert.equal(await found(store, { cells: [6, 7] }), ["a"]);
    assert.equal(await found(store, { area: "g1" }), ["b"]);
    assert.equal(await found(store, { words: [2, -4, 99] }), ["a", "b", "c"]);
    assert.equal(await found(store, { cells: [7], area: "g1", words: [2] }), ["a", "b"]);
    assert.equal(await found(store, {}), []);
    assert.equal(await found(store, { words: [1] }, { tenant: "other" }), []);
  });

  add("what is found comes with all it is compared by", async ({ store }) => {
    await likenessPut(store, "a", { lng: 115.78, lat: 33.85, cell: 7, area: "g1", words: [1, 2], reportedAt: start, category: "0101" });
    const { alike, heard } = await store.likeness.find(tenant, { all: true }, { ...nothing, words: [1, 9] }, 400);
    assert.equal(alike, [
      { ticket: "a", lng: 115.78, lat: 33.85, area: "g1", reportedAt: start, closedAt: null, words: [1, 2], category: "0101" },
    ]);
    assert.equal(
      [...heard].toSorted(([a], [b]) => a - b),
      [
        [1, 1],
        [9, 0],
      ],
    );
  });

  add("of a word that very many hold the latest reports are found, and it is counted no further", async ({ store }) => {
    for (let i = 0; i < 120; i += 1) await likenessPut(store, `t${String(i).padStart(3, "0")}`, { words: [5], reportedAt: start + i });
    const { alike, heard } = await store.likeness.find(tenant, { all: true }, { ...nothing, words: [5] }, 20);
    assert.is(heard.get(5), 20);
    assert.equal([alike.length, alike[0]?.ticket, alike.at(-1)?.ticket], [100, "t020", "t119"]);
  });

  add("nobody is told of a ticket outside their units, and a reporter only of their own", async ({ store }) => {
    await likenessPut(store, "a", { words: [1] }, { reporter: "rob" }, { units: added({ unit: "g1", why: "area" }) });
    await likenessPut(store, "b", { words: [1] }, {}, { units: added({ unit: "g2", why: "area" }) });
    const of = async (scope: Parameters<Store["likeness"]["find"]>[1]) =>
      (await store.likeness.find(tenant, scope, { ...nothing, words: [1] }, 400)).alike.map(({ ticket }) => ticket);
    assert.equal(await of({ units: ["g1", "g9"] }), ["a"]);
    assert.equal(await of({ reporter: "rob" }), ["a"]);
    assert.equal(await of({ reporter: "ron" }), []);
  });

  add("a ticket moves, ends, and is passed over once it ended too long ago", async ({ store }) => {
    await likenessPut(store, "a", { cell: 7, words: [1, 2] });
    const whereabouts = { lng: 1, lat: 2, cell: 8, area: "g2", category: null, reportedAt: start, closedAt: start + 10 };
    await put(store, "a", { closedAt: start + 10, open: false }, { likeness: { type: "move", whereabouts } });
    assert.equal(await found(store, { cells: [7] }), []);
    assert.equal(await found(store, { cells: [8], closedSince: start + 10 }), ["a"]);
    assert.equal(await found(store, { words: [1], closedSince: start + 11 }), []);
  });

  add("one that is put anew has the new words and none of the old; one that is removed leaves none", async (harness) => {
    const { store } = harness;
    await likenessPut(store, "a", { words: [1, 2] });
    await likenessPut(store, "a", { words: [2, 3], reportedAt: start + 5 });
    assert.equal(await wordsIn(harness), [2, 3]);
    assert.ok(await store.audit.wordsAddUp(tenant));
    await put(store, "a", {}, { likeness: { type: "remove" } });
    assert.equal([await countOf(harness, "likeness"), await countOf(harness, "likeness_word")], [0, 0]);
  });

  add("a likeness is made anew without an entry", async (harness) => {
    const { store } = harness;
    await put(store, "a");
    await store.transact({ tenant, ticket: "a" }, () => ({
      result: undefined,
      likeness: { type: "put", likeness: { ...nowhere, words: [6] } },
    }));
    assert.equal(await found(store, { words: [6] }), ["a"]);
    assert.is(await countOf(harness, "journal"), 1);
  });

  add("those that ended before are forgotten with their words, so many at a time", async (harness) => {
    const { store } = harness;
    for (const [id, closedAt] of [
      ["a", start + 1],
      ["b", start + 2],
      ["c", start + 9],
      ["d", null],
    ] as const)
      await likenessPut(store, id, { words: [1], closedAt });
    assert.is(await store.likeness.forget(start + 9, 1), 1);
    assert.is(await store.likeness.forget(start + 9, 5), 1);
    assert.is(await store.likeness.forget(start + 9, 5), 0);
    assert.equal(await found(store, { words: [1], closedSince: 0 }), ["c", "d"]);
    assert.is(await countOf(harness, "likeness_word"), 2);
  });

  add("those that should have one are told by id", async ({ store }) => {
    for (const [id, closedAt] of [
      ["a", start + 1],
      ["b", undefined],
      ["c", start + 9],
    ] as const)
      await put(store, id, closedAt === undefined ? {} : { closedAt, open: false });
    assert.equal(await store.likeness.due(tenant, "", start + 5, 9), ["b", "c"]);
    assert.equal(await store.likeness.due(tenant, "b", start + 5, 9), ["c"]);
    assert.equal(await store.likeness.due(tenant, "", 0, 1), ["a"]);
  });

  add("erasing a person erases the words of what they reported; where and when it was stays", async (harness) => {
    const { store } = harness;
    await likenessPut(store, "a", { cell: 7, words: [1, 2] }, { reporter: "rob" });
    await likenessPut(store, "b", { words: [2] }, { reporter: "ron" });
    await store.people.erase(tenant, "rob", 9);
    assert.equal(await wordsIn(harness), [2]);
    assert.equal(await found(store, { words: [1, 2] }), ["b"]);
    assert.equal(await found(store, { cells: [7] }), ["a"]);
    assert.ok(await store.audit.wordsAddUp(tenant));
  });

  add("an audit tells a likeness with the words that have their row, and whether there are others", async (harness) => {
    const { store } = harness;
    await likenessPut(store, "a", { cell: 7, words: [1, 2] });
    await harness.raw("DELETE FROM likeness_word WHERE word = 2");
    const [kept] = await store.audit.page(tenant, "", 9);
    assert.equal(
      kept?.likenesses.map(({ cell, words, held }) => [cell, words, held]),
      [[7, "[1,2]", 1]],
    );
    assert.not(await store.audit.wordsAddUp(tenant));
    await harness.raw(`INSERT INTO likeness_word (tenant, word, reported_at, ticket) VALUES ('${tenant}', 3, 1, 'a')`);
    assert.ok(await store.audit.wordsAddUp(tenant), "one is missing, one is too many: the page tells the first");
    await harness.raw("DELETE FROM ticket");
    assert.equal(
      (await store.audit.orphans(tenant)).map(({ tables }) => tables.includes("likeness")),
      [true],
    );
  });
};

const nowhere = { lng: null, lat: null, cell: null, area: null, category: null, reportedAt: start, closedAt: null } as const;
const nothing: LikenessQuestion = { words: [], cells: [], closedSince: 0 };

function likenessPut(
  store: Store,
  id: string,
  of: Partial<Likeness>,
  change: Partial<Ticket> = {},
  rows: Parameters<typeof put>[3] = {},
): Promise<Ticket> {
  return put(store, id, change, { ...rows, likeness: { type: "put", likeness: { ...nowhere, words: [], ...of } } });
}

async function found(store: Store, of: Partial<LikenessQuestion>, { tenant: which = tenant } = {}): Promise<readonly string[]> {
  const { alike } = await store.likeness.find(which, { all: true }, { ...nothing, ...of }, 400);
  return alike.map(({ ticket }) => ticket);
}

async function wordsIn(harness: Harness): Promise<readonly number[]> {
  return (await harness.raw("SELECT word FROM likeness_word ORDER BY word")).map((row) => Number(row["word"]));
}
