import { test } from "uvu";
import * as assert from "uvu/assert";
import { buildTree } from "../../src/model/tree.ts";
import { checkOrganisation } from "../../src/org/check-organisation.ts";
import { organisationSchema } from "../../src/org/organisation.ts";
import { categories, organisation } from "../fixtures/town.ts";

type Plain = typeof organisation & { pairings?: object[]; responsibilities?: object[] };

const { tree } = buildTree(categories.categories);

function codes(change: (document: Plain) => void): string[] {
  const document = structuredClone(organisation);
  change(document);
  return checkOrganisation(organisationSchema.parse(document), tree).map((finding) => `${finding.code} ${finding.place}`);
}

test("the town is sound", () => {
  assert.equal(
    codes(() => {}),
    [],
  );
});

test("units in a cycle, units twice and unknown parents are refused with their place", () => {
  assert.equal(codes((town) => Object.assign(town.units[0] ?? {}, { parent: "g1" }))[0], "unit-cycle /units/0/parent");
  assert.equal(
    codes((town) => town.units.push({ ...(town.units[6] as Plain["units"][0]) })),
    ["duplicate-code /units/7/code"],
  );
  assert.equal(
    codes((town) => Object.assign(town.units[6] ?? {}, { parent: "nowhere" })).includes("unknown-parent-unit /units/6/parent"),
    true,
  );
});

test("of a cycle only the units in it are told, with the way round, and nothing that would follow from it", () => {
  const found = (change: (document: Plain) => void) => {
    const document = structuredClone(organisation);
    change(document);
    return checkOrganisation(organisationSchema.parse(document), tree);
  };
  const told = found((town) => Object.assign(town.units[1] ?? {}, { parent: "c1" }));
  assert.equal(
    told.map(({ code, place }) => `${code} ${place}`),
    ["unit-cycle /units/1/parent", "unit-cycle /units/3/parent"],
  );
  assert.match(told[0]?.message.en ?? "", /\(s1 → c1 → s1\)/);
});

test("a parent that is retired is told as such, with the unit that took its place; a merger into itself names none", () => {
  const retiring = (into: string) => {
    const document: object = { ...organisation, units: organisation.units.filter(({ code }) => code !== "c1") };
    const retired = [{ code: "c1", kind: "community", label: { "zh-CN": "一社区", en: "First community" }, into }];
    return checkOrganisation(organisationSchema.parse({ ...document, retired }), tree);
  };
  const [child] = retiring("s1");
  assert.equal([child?.code, child?.place], ["retired-unit", "/units/3/parent"]);
  assert.match(child?.message.en ?? "", /First community \(c1\) is retired; name s1 instead/);
  const [other] = retiring("c1");
  assert.match(other?.message.en ?? "", /name a unit that is there/);
});

test("a person with an unknown role or unit, or twice, is refused", () => {
  assert.equal(
    codes((town) => Object.assign(town.people[0]?.holds[0] ?? {}, { role: "king" })),
    ["unknown-role /people/0/holds/0/role"],
  );
  assert.equal(
    codes((town) => Object.assign(town.people[0]?.holds[0] ?? {}, { unit: "moon" })),
    ["unknown-unit /people/0/holds/0/unit"],
  );
  assert.equal(
    codes((town) => town.people.push({ ...(town.people[1] as Plain["people"][0]) })),
    ["duplicate-code /people/9/id"],
  );
});

test("a last resort that does not exist is refused: nothing may go to nobody", () => {
  assert.equal(
    codes((town) => Object.assign(town, { lastResort: "nobody" })),
    ["unknown-unit /lastResort"],
  );
});

test("a unit's neighbours are other units that there are", () => {
  const next = (...neighbours: string[]) => codes((town) => Object.assign(town.units[4] ?? {}, { neighbours }));
  assert.equal(next("g2"), []);
  assert.equal(next("moon", "g1"), ["unknown-unit /units/4/neighbours/0", "own-neighbour /units/4/neighbours/1"]);
});

test("a pairing names two units that there are, no unit pairs with itself, and no pair is there twice on one day", () => {
  const pairing = { unit: "water", with: "c1" };
  const paired = (...pairings: object[]) => codes((town) => Object.assign(town, { pairings }));
  assert.equal(paired(pairing, { unit: "water", with: "s1" }), []);
  assert.equal(paired({ unit: "moon", with: "mars" }), ["unknown-unit /pairings/0/unit", "unknown-unit /pairings/0/with"]);
  assert.equal(paired({ unit: "c1", with: "c1" }), ["paired-with-itself /pairings/0/with"]);
  assert.equal(paired(pairing, { ...pairing, from: "2026-05-01" }), ["pairing-twice /pairings/1"]);
  assert.equal(paired({ ...pairing, until: "2026-04-30" }, { ...pairing, from: "2026-05-01" }), []);
  assert.equal(paired({ ...pairing, until: "2026-05-01" }, { ...pairing, from: "2026-05-01" }), ["pairing-twice /pairings/1"]);
  assert.equal(paired({ ...pairing, from: "2026-05-02", until: "2026-05-01" }), ["ends-before-it-begins /pairings/0/until"]);
});

test("who answers for a category is there, and the category too; for one ground it is said once", () => {
  const answering = (...responsibilities: object[]) => codes((town) => Object.assign(town, { responsibilities }));
  const parking = { unit: "area:street/city-management", category: "0201" };
  assert.equal(answering(parking, { ...parking, under: "s1" }, { unit: "d", category: "02" }), []);
  assert.equal(answering({ unit: "moon", category: "77", under: "mars" }), [
    "unknown-unit /responsibilities/0/unit",
    "unknown-category /responsibilities/0/category",
    "unknown-unit /responsibilities/0/under",
  ]);
  assert.equal(answering({ unit: "area:street/brewing", category: "02" }), ["unknown-unit /responsibilities/0/unit"]);
  assert.equal(answering(parking, { unit: "d", category: "0201" }), ["responsibility-twice /responsibilities/1"]);
});

test.run();
