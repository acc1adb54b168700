import { uncalculated } from "@muster/engine/sources";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { converted } from "./field.ts";

test("white space is cut in silence, or said, or left", () => {
  assert.equal(converted({}, " a\n"), ["a"]);
  assert.equal(converted({ trim: "report" }, "a\n"), ["a", "flagged trimmed"]);
  assert.equal(converted({ trim: "report" }, "a"), ["a"]);
  assert.equal(converted({ trim: false }, "a\n"), ["a\n"]);
});

test("cells that count as empty are declared, and an empty one is missing only where it is required", () => {
  assert.equal(converted({}, "N/A", { empty: ["N/A"] }), [undefined]);
  assert.equal(converted({}, "N/A"), ["N/A"]);
  assert.equal(converted({ required: true }, ""), [undefined, "rejected missing"]);
  assert.equal(converted({ required: true, default: "x" }, null), ["x"]);
});

test("a value that a map does not know is rejected, flagged, left empty, kept or replaced, as declared", () => {
  const map = { Closed: "closed" };
  assert.equal(converted({ map }, "Closed"), ["closed"]);
  assert.equal(converted({ map }, "closed"), [undefined, "rejected unknown-value"]);
  assert.equal(converted({ map, anyCase: true }, "CLOSED"), ["closed"]);
  assert.equal(converted({ map, otherwise: "flag" }, "Open"), [undefined, "flagged unknown-value"]);
  assert.equal(converted({ map, otherwise: "empty" }, "Open"), [undefined]);
  assert.equal(converted({ map, otherwise: "keep" }, "Open"), ["Open"]);
  assert.equal(converted({ map, otherwise: { use: "other" } }, "Open"), ["other", "flagged unknown-value"]);
  assert.equal(converted({ map, otherwise: { use: "other", flag: false } }, "Open"), ["other"]);
  assert.equal(converted({ map }, "constructor"), [undefined, "rejected unknown-value"], "nothing is inherited from objects");
});

test("a path in one cell is taken apart by level, and a level that is not there is empty", () => {
  const split = { by: "->" };
  assert.equal(converted({ split: { ...split, take: 2 } }, "a -> b -> c"), ["b"]);
  assert.equal(converted({ split: { ...split, take: -1 } }, "a->b->c"), ["c"]);
  assert.equal(converted({ split: { ...split, upTo: 2, join: "/" } }, "a->b->c"), ["a/b"]);
  assert.equal(converted({ split: { ...split, upTo: 3 } }, "a->b"), [undefined]);
  assert.equal(converted({ split: { ...split, take: 3 } }, "a->b"), [undefined]);
});

test("a pattern names the part that counts, and a value without it is unknown", () => {
  assert.equal(converted({ extract: "^K-(\\d+)$" }, "K-17"), ["17"]);
  assert.equal(converted({ extract: "^K-(\\d+)$" }, "L-17"), [undefined, "rejected unknown-value"]);
  assert.equal(converted({ extract: "^(\\d{7,})$", otherwise: "empty" }, "150××××"), [undefined]);
});

test("a short code is filled up with zeros, and said, whether it is a text or a number", () => {
  assert.equal(converted({ pad: 2 }, "1"), ["01", "flagged padded"]);
  assert.equal(converted({ pad: 2 }, 1), ["01", "flagged padded"]);
  assert.equal(converted({ pad: 2 }, "01"), ["01"]);
  assert.equal(converted({ pad: 2 }, "x"), ["x"]);
});

test("line breaks within a cell are joined as declared, and said", () => {
  assert.equal(converted({ lines: "、" }, "one\r\ntwo"), ["one、two", "flagged line-breaks"]);
  assert.equal(converted({}, "one\ntwo"), ["one\ntwo"]);
  assert.equal(converted({ replace: { "、": "-" } }, "a、b、c"), ["a-b-c"]);
});

test("numbers take thousands' commas and nothing else, and one that lost its digits is refused", () => {
  assert.equal(converted({ type: "number" }, "-73.95"), [-73.95]);
  assert.equal(converted({ type: "number" }, "1,234,567.5"), [1_234_567.5]);
  assert.equal(converted({ type: "number" }, "1,5"), [undefined, "rejected unknown-value"]);
  assert.equal(converted({ type: "number" }, "12a"), [undefined, "rejected unknown-value"]);
  assert.equal(converted({}, 2 ** 60), [undefined, "rejected inexact"]);
});

test("true and false are booleans and yes is not, unless a map says so", () => {
  assert.equal(converted({ type: "boolean" }, "TRUE"), [true]);
  assert.equal(converted({ type: "boolean" }, true), [true]);
  assert.equal(converted({ type: "boolean" }, "yes"), [undefined, "rejected unknown-value"]);
  assert.equal(converted({ map: { 解决: true } }, "解决"), [true]);
});

test("what a formula could not say is rejected, unless the mapping knows the text", () => {
  for (const type of ["text", "number"]) {
    assert.equal(converted({ type }, "#REF!"), [undefined, "rejected cell-error"]);
    assert.equal(converted({ type, otherwise: "flag", default: 1 }, " #DIV/0! "), [undefined, "rejected cell-error"]);
    assert.equal(converted({ type }, uncalculated), [undefined, "rejected uncalculated"]);
  }
  assert.equal(converted({ extract: "(x)", otherwise: "empty" }, "#NAME?"), [undefined, "rejected cell-error"]);
  assert.equal(converted({}, "#N/A", { empty: ["#N/A"] }), [undefined]);
  assert.equal(converted({ map: { "#N/A": "none" } }, "#N/A"), ["none"]);
  assert.equal(converted({}, "#REF! in a text"), ["#REF! in a text"]);
});

test.run();
