import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { diffDocuments } from "../../src/definitions/diff.ts";
import type { Json } from "../../src/model/json.ts";

const said = (before: Json, after: Json) =>
  diffDocuments(before, after).map(({ type, place, before: old, after: young }) =>
    [type, place, ...(old === undefined ? [] : [JSON.stringify(old)]), ...(young === undefined ? [] : [JSON.stringify(young)])].join(" "),
  );

const row = (id: string, then = "a") => ({ id, when: ["-"], then: [then] });

test("equal documents differ in nothing, whatever the order of their members", () => {
  assert.equal(said({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 }), []);
});

test("a row put in between is one change, and a cell that changes is found by its row", () => {
  assert.equal(said({ rows: [row("r1"), row("r2")] }, { rows: [row("r1"), row("new"), row("r2", "b")] }), [
    'added /rows/new {"id":"new","when":["-"],"then":["a"]}',
    'changed /rows/r2/then/0 "a" "b"',
  ]);
});

test("of rows in another order the fewest are called moved", () => {
  const rows = (...ids: readonly string[]) => ({ rows: ids.map((id) => row(id)) });
  assert.equal(said(rows("a", "b", "c", "d"), rows("d", "a", "b", "c")), ["moved /rows/d 3 0"]);
  assert.equal(said(rows("a", "b", "c"), rows("c", "a")), ['removed /rows/b {"id":"b","when":["-"],"then":["a"]}', "moved /rows/c 2 0"]);
});

test("members come and go, lists without names are told item by item or as a whole", () => {
  assert.equal(said({ a: 1, l: [1, 2] }, { b: 2, l: [1, 3] }), ["removed /a 1", "changed /l/1 2 3", "added /b 2"]);
  assert.equal(said({ l: [1, 2] }, { l: [1] }), ["changed /l [1,2] [1]"]);
  assert.equal(said({ x: { "a/b": 1 } }, { x: { "a/b": 2 } }), ["changed /x/a~1b 1 2"]);
  assert.equal(said({ toString: 0 }, {}), ["removed /toString 0"], "what every object has is not what the document has");
});

test("documents differ exactly where something is told, and each the other way round", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (before, after) => {
      const changes = diffDocuments(before as Json, after as Json);
      const back = diffDocuments(after as Json, before as Json);
      assert.is(changes.length === 0, JSON.stringify(sorted(before)) === JSON.stringify(sorted(after)));
      assert.is(changes.filter(({ type }) => type === "added").length, back.filter(({ type }) => type === "removed").length);
    }),
  );
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  // JSON knows one zero.
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? 0 : value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

test.run();
