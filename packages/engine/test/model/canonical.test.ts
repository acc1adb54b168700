import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { canonical } from "../../src/model/canonical.ts";

test("members are sorted by code units and numbers written as ECMAScript writes them", () => {
  // The example of RFC 8785, section 3.2.3, with the characters written out.
  assert.is(
    canonical({ "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u{1f600}": 5, "\u0080": 6, "\u00f6": 7 }),
    '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
  );
  assert.is(canonical([333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0]), "[333333333.3333333,1e+30,4.5,0.002,1e-27,0]");
});

test("the order in which members were written does not show", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue()), (document) => {
      const reversed = Object.fromEntries(Object.entries(document).toReversed());
      assert.is(canonical(reversed), canonical(document));
      assert.equal(JSON.parse(canonical(document)), JSON.parse(JSON.stringify(document)));
    }),
  );
});

test("what the store would cut or replace is refused", () => {
  assert.throws(() => canonical({ a: "x\0y" }), /NUL/);
  assert.throws(() => canonical("\ud800"), /surrogate/);
  assert.throws(() => canonical({ "\udc00": 1 }), /surrogate/);
  assert.throws(() => canonical(Number.NaN), /no JSON form/);
});

test.run();
