import { test } from "uvu";
import * as assert from "uvu/assert";
import { definitionKinds } from "../../src/model/definition-kind.ts";
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
