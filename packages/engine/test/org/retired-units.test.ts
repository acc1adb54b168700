import { test } from "uvu";
import * as assert from "uvu/assert";
import { buildTree } from "../../src/model/tree.ts";
import { checkOrganisation } from "../../src/org/check-organisation.ts";
import { compileOrganisation } from "../../src/org/compile-organisation.ts";
import { organisationSchema } from "../../src/org/organisation.ts";
import { categories, organisation } from "../fixtures/town.ts";

const label = { "zh-CN": "旧", en: "Old" };
const { tree } = buildTree(categories.categories);

const parsed = (more: object) => organisationSchema.parse({ ...organisation, ...more });

const codes = (more: object) => checkOrganisation(parsed(more), tree).map(({ code, place }) => `${code} ${place}`);

const old = (code: string, into?: string) => ({ code, kind: "grid", label, ...(into !== undefined && { into }) });

test("a retired unit has its matters where it was merged, through any number of mergers, else at the last resort", () => {
  const { successor, heirOf, labelOf, retired } = compileOrganisation(
    parsed({ retired: [old("g7", "g8"), old("g8", "g1"), old("g9")] }),
    1,
    tree,
  );
  assert.equal(["g7", "g8", "g9", "g1", "moon"].map(successor), ["g1", "g1", undefined, "g1", undefined]);
  assert.equal(["g7", "g9", "g1", "moon"].map(heirOf), ["g1", "d", "g1", undefined]);
  assert.equal([labelOf("g7"), labelOf("moon"), retired("g1")], [label, undefined, undefined]);
});

test("a retired code is nobody's else, and mergers lead to a unit and never round", () => {
  assert.equal(codes({ retired: [old("g7", "g8"), old("g8", "g1")] }), []);
  assert.equal(codes({ retired: [old("g1")] }), ["retired-and-there /retired/0/code"]);
  assert.equal(codes({ retired: [old("g7"), old("g7")] }), ["duplicate-code /retired/1/code"]);
  assert.equal(codes({ retired: [old("g7", "moon")] }), ["unknown-unit /retired/0/into"]);
  assert.equal(codes({ retired: [old("g7", "g7")] }), ["merger-cycle /retired/0/into"]);
  assert.equal(codes({ retired: [old("g7", "g8"), old("g8", "g7")] }), ["merger-cycle /retired/0/into", "merger-cycle /retired/1/into"]);
  assert.equal(codes({ retired: [{ ...old("g7"), kind: "moon" }] }), ["unknown-kind-of-unit /retired/0/kind"]);
});

test("who holds a role at a retired unit is moved by the same document, and so are its pairings and duties", () => {
  const people = [...organisation.people, { id: "zoe", holds: [{ role: "chief", unit: "g7" }] }];
  const retired = [old("g7", "g1")];
  const message = checkOrganisation(parsed({ people, retired }), tree)[0]?.message.en;
  assert.is(message, "The unit Old (g7) is retired; name g1 instead, or remove the entry.");
  assert.equal(codes({ people, retired }), ["retired-unit /people/9/holds/0/unit"]);
  assert.equal(codes({ retired, pairings: [{ unit: "water", with: "g7" }] }), ["retired-unit /pairings/0/with"]);
  assert.equal(codes({ retired, responsibilities: [{ unit: "g7", category: "02", under: "g7" }] }), [
    "retired-unit /responsibilities/0/unit",
    "retired-unit /responsibilities/0/under",
  ]);
  assert.equal(codes({ retired, lastResort: "g7" }), ["retired-unit /lastResort"]);
});

test.run();
