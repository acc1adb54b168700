import { test } from "uvu";
import * as assert from "uvu/assert";
import { scanJson } from "../../../src/cli/json/scan-json.ts";

const good = ["null", "-0.5e+3", '"\\u4e95"', "[]", "{}", ' { "a" : [ 1 , { "b/c~d" : true } ] } ', "\uFEFF[1]"];
for (const text of good) {
  test(`reads ${text.trim()} as JSON.parse does`, () => {
    const scanned = scanJson(text);
    assert.ok(scanned.ok);
    assert.equal(scanned.ok && scanned.value, JSON.parse(text.replace("\uFEFF", "")));
  });
}

test("knows the line of a value by its pointer, and of its holder where it is missing", () => {
  const scanned = scanJson('{\n  "a": [\n    1,\n    { "b/c~d": true }\n  ]\n}');
  assert.ok(scanned.ok);
  if (!scanned.ok) return;
  assert.is(scanned.lineOf(""), 1);
  assert.is(scanned.lineOf("/a/1"), 4);
  assert.is(scanned.lineOf("/a/1/b~1c~0d"), 4);
  assert.is(scanned.lineOf("/a/7/x"), 2);
});

const bad = [
  { text: "", line: 1, column: 1 },
  { text: '{\n  "a": 1,\n}', line: 3, column: 1 },
  { text: '{\n  "a": 1\n  "b": 2\n}', line: 3, column: 3 },
  { text: "[1, 2", line: 1, column: 6 },
  { text: "[1 2]", line: 1, column: 4 },
  { text: "{'a': 1}", line: 1, column: 2 },
  { text: '{"a" 1}', line: 1, column: 6 },
  { text: '{"a": 井}', line: 1, column: 7 },
  { text: '["a\nb"]', line: 1, column: 2 },
  { text: "[01]", line: 1, column: 2 },
  { text: "[NaN]", line: 1, column: 2 },
  { text: "{} {}", line: 1, column: 4 },
];
for (const { text, line, column } of bad) {
  test(`finds what is wrong with ${JSON.stringify(text)} at ${line}:${column}`, () => {
    assert.throws(() => JSON.parse(text));
    const scanned = scanJson(text);
    assert.not.ok(scanned.ok);
    assert.equal(!scanned.ok && [scanned.line, scanned.column], [line, column]);
  });
}

test("refuses a key that stands twice, of which JSON.parse would silently keep one", () => {
  const scanned = scanJson('{"a": 1, "a": 2}');
  assert.is(!scanned.ok && scanned.message.en, 'the key "a" stands here twice.');
});

test("refuses text nested deeper than any definition", () => {
  assert.not.ok(scanJson("[".repeat(100_000)).ok);
});

test.run();
