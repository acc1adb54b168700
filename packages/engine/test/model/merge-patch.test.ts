import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { applyPatch, diffPatch } from "../../src/model/merge-patch.ts";
import type { Json } from "../../src/model/json.ts";

/** JSON without null members, which a merge patch cannot hold. */
const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "状态"), tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;
const object = fc.dictionary(fc.constantFrom("a", "b", "c"), value, { noNullPrototype: true });

test("applying the difference of two documents to the first gives the second", () => {
  fc.assert(
    fc.property(object, object, (before, after) => {
      const patch = diffPatch(before, after);
      assert.equal(patch === undefined ? before : applyPatch(before, patch), after);
    }),
  );
});

test("equal documents have no difference", () => {
  fc.assert(fc.property(object, (document) => assert.is(diffPatch(document, structuredClone(document)), undefined)));
});

test("a null deletes, an object merges, anything else replaces, as RFC 7396 says", () => {
  assert.equal(applyPatch({ a: "b", c: { d: "e", f: "g" } }, { a: "z", c: { f: null } }), { a: "z", c: { d: "e" } });
  assert.equal(applyPatch({ a: [1, 2] }, { a: [3] }), { a: [3] });
  assert.equal(applyPatch("text", { a: 1 }), { a: 1 });
});

test.run();
