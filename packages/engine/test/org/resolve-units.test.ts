import { test } from "uvu";
import * as assert from "uvu/assert";
import { buildTree } from "../../src/model/tree.ts";
import { compileOrganisation } from "../../src/org/compile-organisation.ts";
import { organisationSchema } from "../../src/org/organisation.ts";
import { categories, organisation } from "../fixtures/town.ts";

const label = { "zh-CN": "某", en: "some" };

/** The town with a second street and a finance bureau, and what it says of pairings and responsibilities. */
function townWith(more: object) {
  const units = [
    ...organisation.units,
    { code: "s2", kind: "street", parent: "d", label },
    { code: "s2-squad", kind: "squad", parent: "s2", function: "city-management", label },
    { code: "finance", kind: "department", parent: "d", label },
  ];
  const document = organisationSchema.parse({ ...organisation, units, ...more });
  return compileOrganisation(document, 1, buildTree(categories.categories).tree);
}

const pairings = [
  { unit: "finance", with: "c1" },
  { unit: "water", with: "c1" },
  { unit: "water", with: "s1" },
];

test("a name is a unit itself, or by the ground a unit of a kind or with a function beneath it", () => {
  const { resolveAll, resolve } = townWith({});
  assert.equal(resolveAll("water", {}), [{ unit: "water", via: "unit" }]);
  assert.equal(resolveAll("area:street", { area: "g1" }), [{ unit: "s1", via: "function" }]);
  assert.equal(resolveAll("area:street/city-management", { area: "g2" }), [{ unit: "s1-squad", via: "function" }]);
  assert.is(resolve("area:street/city-management", { area: "s2" }), "s2-squad");
  assert.equal(resolveAll("area:grid", { area: "c1" }), []);
  assert.equal(resolveAll("area:street", {}), []);
  assert.equal(resolveAll("moon", { area: "g1" }), []);
});

test("a ground has every unit that is paired with it, in the order of the document", () => {
  const { resolveAll, resolve } = townWith({ pairings });
  assert.equal(resolveAll("paired:community", { area: "g1" }), [
    { unit: "finance", via: "pairing" },
    { unit: "water", via: "pairing" },
  ]);
  assert.equal(resolveAll("paired:street", { area: "g1" }), [{ unit: "water", via: "pairing" }]);
  assert.is(resolve("paired:community", { area: "c1" }), "finance");
  assert.equal(resolveAll("paired:community", { area: "s2" }), []);
  assert.equal(resolveAll("paired:community", {}), []);
});

test("who answers for a matter: the most specific category first, then the nearest ground", () => {
  const { resolveAll } = townWith({
    responsibilities: [
      { unit: "d", category: "02" },
      { unit: "s1", category: "02", under: "c1" },
      { unit: "area:street/city-management", category: "0201" },
      { unit: "water", category: "0201", under: "s1" },
      { unit: "finance", category: "0201", under: "g1" },
    ],
  });
  const who = (category: string, area?: string) => resolveAll("category:responsible", { category, area })[0]?.unit;
  assert.is(who("0201", "g1"), "finance");
  assert.is(who("0201", "g2"), "water");
  assert.is(who("0201", "s2"), "s2-squad");
  assert.is(who("02", "g1"), "s1");
  assert.is(who("02", "s2"), "d");
  assert.is(who("02"), "d");
  // On no ground there is no squad of the street.
  assert.is(who("0201"), undefined);
  assert.is(who("01", "g1"), undefined);
  assert.equal(resolveAll("category:responsible", { area: "g1" }), []);
  assert.equal(resolveAll("category:responsible", { category: "02" }), [{ unit: "d", via: "function" }]);
});

test("a relative name is known where there is something that it can stand for", () => {
  const { isRelative } = townWith({ pairings, responsibilities: [{ unit: "d", category: "02" }] });
  for (const name of ["area:street", "area:street/city-management", "paired:community", "category:responsible"])
    assert.ok(isRelative(name), name);
  for (const name of ["water", "area:moon", "area:street/brewing", "paired:grid", "paired:", "category:else"])
    assert.not(isRelative(name), name);
  const bare = townWith({});
  for (const name of ["paired:community", "category:responsible"]) assert.not(bare.isRelative(name), name);
});

test.run();
