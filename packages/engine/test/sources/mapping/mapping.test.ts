import { parseMapping } from "@muster/engine/sources";
import { test } from "uvu";
import * as assert from "uvu/assert";

const sound = {
  target: "reports",
  time: { zone: "Asia/Shanghai" },
  fields: { key: { column: "编号" }, at: { column: "时间", type: "instant", format: "yyyy-MM-dd HH:mm" } },
  process: "closed-loop",
  source: "s",
  key: "{key}",
  report: { as: "imp", at: "at", form: { description: "{key}" } },
};

function findings(document: object): readonly string[] {
  const parsed = parseMapping(document);
  return parsed.ok ? [] : parsed.findings.map(({ place, code }) => `${place} ${code}`);
}

test("a sound mapping has no findings", () => {
  assert.equal(findings(sound), []);
});

const wrong: readonly (readonly [string, object, string])[] = [
  ["an unknown key", { ...sound, feilds: {} }, " unknown-key"],
  ["an unknown target", { ...sound, target: "people" }, "/target shape"],
  ["no such zone", { ...sound, time: { zone: "Asia/Nowhere" } }, "/time/zone bad-zone"],
  [
    "an instant without its format",
    { ...sound, fields: { ...sound.fields, at: { column: "t", type: "instant" } } },
    "/fields/at/format no-format",
  ],
  [
    "a format without a year",
    { ...sound, fields: { ...sound.fields, at: { column: "t", type: "instant", format: "MM-dd" } } },
    "/fields/at/format bad-format",
  ],
  [
    "an hour of twelve without a half of the day",
    { ...sound, fields: { ...sound.fields, at: { column: "t", type: "instant", format: "yyyy-MM-dd hh:mm" } } },
    "/fields/at/format bad-format",
  ],
  ["a time without any zone", { ...sound, time: undefined }, "/fields/at/zone no-zone"],
  ["a field that is not declared", { ...sound, key: "{kye}" }, "/key no-field"],
  ["a form that names none", { ...sound, report: { ...sound.report, form: { description: "{x}" } } }, "/report/form/description no-field"],
  ["a time that is a text", { ...sound, report: { ...sound.report, at: "key" } }, "/report/at not-instant"],
  ["a column and a text at once", { ...sound, fields: { ...sound.fields, x: { column: "x", from: "{key}" } } }, "/fields/x column-or-from"],
  ["a text over a later field", { ...sound, fields: { x: { from: "{key}" }, ...sound.fields } }, "/fields/x/from no-field"],
  [
    "a pattern without a group",
    { ...sound, fields: { ...sound.fields, x: { column: "x", extract: "a+" } } },
    "/fields/x/extract bad-pattern",
  ],
  ["a pattern that is none", { ...sound, fields: { ...sound.fields, x: { column: "x", extract: "(a" } } }, "/fields/x/extract bad-pattern"],
  [
    "a step that asks for a flag nobody declared",
    { ...sound, steps: [{ command: "file", as: "a", at: "at", when: { flagged: "late" } }] },
    "/steps/0/when no-flag",
  ],
  [
    "a step after no length of time",
    { ...sound, steps: [{ command: "file", as: "a", at: { field: "at", plus: "5m" } }] },
    "/steps/0/at/plus bad-duration",
  ],
  [
    "an unknown condition",
    { ...sound, steps: [{ command: "file", as: "a", at: "at", when: { hsa: "key" } }] },
    "/steps/0/when unknown-key",
  ],
  [
    "keep on a number",
    { ...sound, fields: { ...sound.fields, x: { column: "x", type: "number", otherwise: "keep" } } },
    "/fields/x/otherwise cannot-keep",
  ],
];

for (const [name, document, expected] of wrong) {
  test(`${name} is found, with its place`, () => assert.ok(findings(document).includes(expected), findings(document).join("; ")));
}

const misshapen: readonly object[] = [
  {},
  { ...sound, fields: { "a b": { column: 3 } }, key: undefined, steps: 7 },
  { ...sound, flags: [{ id: "", when: { has: "key", is: {} }, reason: { en: "x" } }] },
  { ...sound, flags: [{ id: "x", when: { not: 3 }, reason: { "zh-CN": "错", en: "wrong" }, reject: "yes" }] },
];

test("every finding is a Chinese sentence and an English one", () => {
  for (const document of [...wrong.map(([, each]) => each), ...misshapen]) {
    const parsed = parseMapping(document);
    assert.not.ok(parsed.ok);
    for (const { message } of parsed.ok ? [] : parsed.findings) {
      assert.match(message["zh-CN"], /^[^A-Z]*\p{Script=Han}.*。$/u);
      assert.not.match(message["zh-CN"], /Invalid|expected|undefined/);
      assert.match(message.en, /^[A-Z].*\.$/);
      assert.not.match(message.en, "undefined");
    }
  }
});

test.run();
