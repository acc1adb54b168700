import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readDmn } from "../../../../src/rules/dmn/exchange/read-dmn.ts";
import { writeDmn } from "../../../../src/rules/dmn/exchange/write-dmn.ts";
import { readXml } from "../../../../src/rules/dmn/xml/read-xml.ts";
import type { XmlElement } from "../../../../src/rules/dmn/xml/element.ts";
import type { RuleTable } from "../../../../src/rules/table.ts";
import { anyTable } from "../../any-table.ts";
import { sound } from "../../sample-table.ts";

export function written(table: RuleTable): string {
  const dmn = writeDmn(table);
  if (!dmn.ok) throw new Error(dmn.findings.map(({ place, message }) => `${place} ${message.en}`).join());
  return dmn.text;
}

function drafted(text: string, published?: RuleTable) {
  const read = readDmn(text, (id) => (published?.id === id ? published : undefined));
  if (!read.ok) throw new Error(`${read.line} ${read.message.en}`);
  const [draft] = read.drafts;
  if (!draft || read.drafts.length !== 1) throw new Error("not one table");
  return { ...draft, codes: [...read.findings, ...draft.findings].map(({ finding }) => `${finding.code} ${finding.place}`) };
}

test("any table written as DMN is read back as it was, without a word to say", () => {
  fc.assert(
    fc.property(anyTable, (table) => {
      const { table: back, codes } = drafted(written(table));
      assert.equal(back, table);
      assert.equal(codes, []);
    }),
    { numRuns: 300 },
  );
});

test("every id of the document is an XML id, once, and every reference has its element", () => {
  fc.assert(
    fc.property(anyTable, (table) => {
      const read = readXml(written(table));
      if (!read.ok) return assert.unreachable(read.message.en);
      const all: XmlElement[] = [];
      const collect = (element: XmlElement): void => {
        all.push(element);
        element.children.forEach(collect);
      };
      collect(read.root);
      const ids = all.flatMap(({ attributes }) => attributes.get("id") ?? []);
      assert.is(new Set(ids).size, ids.length);
      for (const id of ids) assert.match(id, /^[A-Za-z_][\w.-]*$/);
      const references = all.flatMap(({ attributes }) =>
        [attributes.get("href")?.slice(1) ?? [], attributes.get("dmnElementRef") ?? []].flat(),
      );
      for (const reference of references) assert.ok(ids.includes(reference), reference);
    }),
  );
});

/** As an editor leaves it that keeps DMN's own words only. */
function withoutExtensions(text: string): string {
  return text.replaceAll(/\s*<extensionElements>.*?<\/extensionElements>/gs, "").replaceAll(/ muster:id="[^"]*"/g, "");
}

test("where an editor drops the extension elements, what they said comes from the published table, and that is told", () => {
  const { table, codes } = drafted(withoutExtensions(written(sound)), sound);
  assert.equal(table, sound);
  assert.equal(codes, ["marks-missing "]);
});

test("without them and with nothing published, the rest is taken over and each guess is told", () => {
  const { table, codes } = drafted(withoutExtensions(written(sound)));
  assert.equal(
    table.rows.map(({ id, when }) => [id, when]),
    sound.rows.map(({ id, when }) => [id, when]),
  );
  assert.equal(
    table.inputs.map(({ type }) => type),
    ["string", "number", "string", "string", "boolean", "date", "string"],
  );
  assert.is(table.purpose, "other");
  assert.ok(codes.includes("marks-missing /purpose"));
  assert.equal(
    codes.filter((code) => code.startsWith("one-language")),
    [],
  );
});

test("what an editor changed beside the extension elements wins over them, and is told", () => {
  const edited = written(sound)
    .replace('<input id="input_1" label="表">', '<input id="input_1" label="大类">')
    .replace('<inputExpression id="expression_4" typeRef="string">', '<inputExpression id="expression_4" typeRef="boolean">');
  const { table, codes } = drafted(edited);
  assert.equal(table.inputs[0]?.label, { "zh-CN": "大类", en: "table" });
  assert.is(table.inputs[3]?.type, "boolean");
  assert.equal(codes, ["label-changed /inputs/0/label", "type-changed /inputs/3/type", "values-lost /inputs/3/values"]);
});

test("a control character keeps a table from being written, and its place is told", () => {
  const dmn = writeDmn({ ...sound, rows: sound.rows.map((row) => ({ ...row, note: "a\u0001" })) });
  assert.is(dmn.ok, false);
  assert.equal(
    dmn.findings.map(({ place, code }) => [place, code]),
    [
      ["/rows/0/note", "unwritable"],
      ["/rows/1/note", "unwritable"],
    ],
  );
});

test("columns that another engine reads otherwise are told when a table is written", () => {
  const dmn = writeDmn(sound);
  assert.equal(
    dmn.findings.map(({ place, severity }) => [place, severity]),
    [
      ["/inputs/0", "hint"],
      ["/inputs/2", "hint"],
      ["/inputs/6", "hint"],
    ],
  );
});

test("a draft knows the line of each cell", () => {
  const text = written(sound);
  const { lineOf } = drafted(text);
  const lines = text.split("\n");
  assert.match(lines[lineOf("/rows/1/when/1") - 1] ?? "", "r1_inputEntry_2");
  assert.match(lines[lineOf("/rows/1/note") - 1] ?? "", '<rule id="r1"');
  assert.match(lines[lineOf("/inputs/2/label/en") - 1] ?? "", '<input id="input_3"');
});

test.run();
