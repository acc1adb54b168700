import * as fc from "fast-check";
import { isXmlText } from "../../src/rules/dmn/xml/write-xml.ts";
import { ruleTableSchema, type RuleTable, type TableInput, type TableOutput } from "../../src/rules/table.ts";

/** Texts that any format must carry as they are: blanks, line ends, marks of XML and of spreadsheets. */
const text = fc.oneof(
  fc.constantFrom(
    "-",
    "",
    " - ",
    '"a"',
    "> 1",
    '"<&>"',
    "a\r\nb",
    "\ttab",
    "_x0041_",
    "]]>",
    "=1+1",
    "'quoted",
    "１２",
    "2026-01-02",
    "1",
    "true",
    "null",
    "井盖",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }).filter(isXmlText),
);
const visible = text.filter((each) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(each) && each.length <= 500);
const label = fc.record({ "zh-CN": visible, en: visible });
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/).filter((each) => !(each in {}));
const id = fc.oneof(text, fc.constantFrom("t", "data_a", "r 1", "1", "route", "table", "definitions")).filter((each) => each !== "");
const values = fc.option(
  fc.oneof(
    fc.array(fc.string({ unit: "grapheme" }).filter(isXmlText), { minLength: 1, maxLength: 3 }),
    fc.array(fc.integer(), { minLength: 1, maxLength: 3 }),
  ),
  {
    nil: undefined,
  },
);

function columns<Type extends string>(types: readonly Type[]) {
  const column = fc.record({ name, label, type: fc.constantFrom(...types), values });
  return fc.uniqueArray(column, { minLength: 1, maxLength: 4, selector: (each) => each.name }).map((list) => list.map(suited));
}

/** Only values of the column's kind can be listed. */
function suited<Column extends { readonly type: string; readonly values?: readonly unknown[] | undefined }>({
  values: listed,
  ...column
}: Column) {
  const expected = column.type === "number" ? "number" : "string";
  return listed && ["string", "number", "unit", "category"].includes(column.type) && typeof listed[0] === expected
    ? { ...column, values: listed }
    : column;
}

const inputs = columns(["string", "number", "boolean", "text", "category", "unit", "date"] as const) as fc.Arbitrary<readonly TableInput[]>;
const outputs = columns(["string", "number", "boolean", "category", "unit", "standard", "units"] as const) as fc.Arbitrary<
  readonly TableOutput[]
>;

/** Rule tables of the right shape with whatever may stand in them, checked or not. */
export const anyTable: fc.Arbitrary<RuleTable> = fc
  .tuple(inputs, outputs, fc.option(text, { nil: undefined }))
  .chain(([ins, outs, otherwise]) => {
    const cells = (count: number) => fc.array(text, { minLength: count, maxLength: count });
    const row = fc.record({ id, when: cells(ins.length), then: cells(outs.length), note: text }, { requiredKeys: ["id", "when", "then"] });
    return fc
      .record(
        {
          id: fc.constantFrom("route", "t", "01", "a/b:c", "表-1", "data_a"),
          label,
          purpose: fc.constantFrom("classification", "routing", "other"),
          hitPolicy: fc.constantFrom("unique", "any", "first", "priority", "rule-order", "output-order", "collect"),
          aggregator: fc.constantFrom("sum", "min", "max", "count"),
          inputs: fc.constant(ins),
          outputs: fc.constant(outs.map((output) => (otherwise === undefined ? output : { ...output, default: otherwise }))),
          rows: fc.uniqueArray(row, { maxLength: 6, selector: (each) => each.id }),
        },
        { requiredKeys: ["id", "label", "purpose", "hitPolicy", "inputs", "outputs", "rows"] },
      )
      .map((table) => ruleTableSchema.parse(table));
  });
