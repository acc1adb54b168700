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

test("cycles, duplicates and unknown parents are named, and the rest of the tree stands", () => {
  const { tree, faults } = buildTree([
    { code: "a", parent: "b" },
    { code: "b", parent: "a" },
    { code: "c", parent: "nobody" },
    { code: "d" },
    { code: "d" },
    { code: "self", parent: "self" },
  ]);
  assert.equal(tree.codes, ["d"]);
  assert.equal(faults.map((fault) => `${fault.type} ${fault.code}`).toSorted(), [
    "cycle a",
    "cycle b",
    "cycle self",
    "duplicate d",
    "unknown-parent c",
  ]);
});

test.run();
