import { test } from "uvu";
import * as assert from "uvu/assert";
import { definitionKinds, type DefinitionKind } from "../../src/model/definition-kind.ts";
import { parseDefinition } from "../../src/definitions/definition.ts";

const misshapen: readonly unknown[] = [
  3,
  {},
  { id: "a b", label: { en: "x" }, rows: 3, purpose: "none", categories: [{ code: "" }], units: {}, roles: [{ code: "-" }] },
  { id: "X", label: { "zh-CN": "", en: "x" }, states: { a: { on: { go: 3 } } }, standards: [{ code: "1", limit: { amount: -1 } }] },
];

for (const kind of definitionKinds) {
  test(`what keeps a document from being a ${kind} is a Chinese sentence and an English one`, () => {
    for (const document of misshapen) {
      const parsed = parseDefinition(kind, document);
      assert.not.ok(parsed.ok);
      for (const { message } of parsed.ok ? [] : parsed.findings) {
        assert.match(message["zh-CN"], /\p{Script=Han}.*。$/u);
        assert.not.match(message["zh-CN"], /Invalid|expected|undefined/);
        assert.match(message.en, /^[A-Z].*\.$/);
        assert.not.match(message.en, /undefined|\p{Script=Han}/u);
      }
    }
  });
}

test("a code that is none says what a code is", () => {
  const parsed = parseDefinition("table", { id: "a b" });
  const said = parsed.ok ? [] : parsed.findings.filter(({ place }) => place === "/id").map(({ message }) => message);
  assert.equal(said, [
    {
      "zh-CN": "此处的内容不对：编码须以字母或数字开头，不含空格；请按文档改正。",
      en: "What stands here does not fit: a code starts with a letter or digit and has no spaces; correct it as documented.",
    },
  ]);
});

test("where several kinds of value are allowed and another stands, all of them are told", () => {
  const label = { "zh-CN": "日历", en: "Calendar" };
  const parsed = parseDefinition("calendar", { id: "office", label, week: {}, workDay: "tomorrow" });
  assert.equal(parsed.ok ? [] : parsed.findings.map(({ place, message }) => [place, message.en]), [
    [
      "/workDay",
      "What stands here does not fit: an object belongs here, not a text, or it must be same-time, or it must be end-of-day; correct it as documented.",
    ],
  ]);
});

test("what has to look a certain way says how, in words and one language at a time", () => {
  const label = { "zh-CN": "名", en: "Name" };
  const calendar = { id: "office", label, week: { mon: [["8", "12:00"]] } };
  const holidays = { id: "cn", label, names: {}, years: { "26": { off: {}, makeUp: [] } } };
  const table = {
    id: "t",
    label,
    purpose: "other",
    hitPolicy: "first",
    inputs: [{ name: "a b", label, type: "text" }],
    outputs: [],
    rows: [],
  };
  const categories = { id: "c", label, categories: [{ code: "01", label: { "zh-CN": " ", en: "x" } }] };
  const says = (kind: DefinitionKind, document: object, place: string) => {
    const parsed = parseDefinition(kind, document);
    const found = parsed.ok ? undefined : parsed.findings.find((finding) => finding.place === place);
    return [found?.message["zh-CN"] ?? "", found?.message.en ?? ""];
  };
  for (const [[zh = "", en = ""], wantedZh, wantedEn] of [
    [
      says("calendar", calendar, "/week/mon/0/0"),
      "应为 00:00 到 24:00 的时刻，如 08:30",
      "a time of the day from 00:00 to 24:00, such as 08:30",
    ],
    [says("holidays", holidays, "/years/26"), "年份应为四位数字，如 2026", "a year has four digits, such as 2026"],
    [says("table", table, "/inputs/0/name"), "名称只用字母、数字和下划线", "a name has letters, digits and underscores"],
    [says("categories", categories, "/categories/0/label/zh-CN"), "只有空白，请写上文字", "it is blank; write some words"],
  ] as const) {
    assert.ok(zh.includes(wantedZh) && !/[a-z]{4}|正则/.test(zh), zh);
    assert.ok(en.includes(wantedEn) && !/\p{Script=Han}/u.test(en), en);
  }
});

test("a code is not what every object answers to anyway", () => {
  const label = { "zh-CN": "类", en: "Category" };
  for (const code of ["constructor", "toString", "hasOwnProperty"]) {
    const parsed = parseDefinition("categories", { id: "categories", label, categories: [{ code, label }] });
    const said = parsed.ok ? [] : parsed.findings.map(({ place, message }) => `${place} ${message.en}`);
    assert.is(said.length, 1);
    assert.match(said[0] ?? "", /^\/categories\/0\/code .*every object has a member of this name/);
  }
});

test.run();
