import { test } from "uvu";
import * as assert from "uvu/assert";
import { buildTree } from "../../src/model/tree.ts";

test("every code knows its lineage, itself first, whatever the order of the nodes", () => {
  const { tree, faults } = buildTree([{ code: "grid", parent: "street" }, { code: "street", parent: "district" }, { code: "district" }]);
  assert.equal(faults, []);
  assert.equal(tree.lineage("grid"), ["grid", "street", "district"]);
  assert.equal(tree.codes, ["district", "street", "grid"]);
  assert.equal(tree.lineage("nowhere"), []);
});

test("cycles, duplicates and unknown parents are named, and stand as roots with what lies beneath them", () => {
  const { tree, faults } = buildTree([
    { code: "a", parent: "b" },
    { code: "b", parent: "a" },
    { code: "beneath", parent: "a" },
    { code: "c", parent: "nobody" },
    { code: "under-c", parent: "c" },
    { code: "d" },
    { code: "d" },
    { code: "self", parent: "self" },
  ]);
  assert.equal(tree.codes, ["a", "b", "c", "d", "self", "beneath", "under-c"]);
  assert.equal([tree.lineage("a"), tree.lineage("beneath"), tree.lineage("under-c")], [["a"], ["beneath", "a"], ["under-c", "c"]]);
  assert.equal(faults.map((fault) => `${fault.type} ${fault.code}`).toSorted(), [
    "cycle a",
    "cycle b",
    "cycle self",
    "duplicate d",
    "unknown-parent c",
  ]);
});

test("who is in a cycle is told with the way round, and who is beneath it is not", () => {
  const { faults } = buildTree([
    { code: "under", parent: "b" },
    { code: "a", parent: "c" },
    { code: "b", parent: "a" },
    { code: "c", parent: "b" },
  ]);
  assert.equal(
    faults.map((fault) => (fault.type === "cycle" ? fault.round.join(" ") : fault.type)),
    ["b a c b", "a c b a", "c b a c"],
  );
});

test.run();
