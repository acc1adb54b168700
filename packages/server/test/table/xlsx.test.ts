import * as fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Change, diffDocuments, type Json, type RuleTable } from "@muster/engine";
import { anyTable } from "../../../engine/test/rules/any-table.ts";
import { routing } from "../../../engine/test/fixtures/town.ts";
import { cellTags, tags } from "../../src/import/rows/sheet-xml.ts";
import { readXlsx } from "../../src/table/read-xlsx.ts";
import { writeXlsx } from "../../src/table/write-xlsx.ts";
import { xlsx } from "../import/xlsx.ts";

async function bytesOf(table: RuleTable): Promise<Uint8Array> {
  const written = await writeXlsx(table);
  if (!written.ok) throw new Error(written.findings.map(({ message }) => message.en).join());
  return written.bytes;
}

async function read(bytes: Uint8Array, taken: readonly string[] = []) {
  const opened = await readXlsx(bytes, () => taken);
  if (!opened.ok) throw new Error(opened.message.en);
  return {
    ...opened,
    codes: opened.findings.map(({ cell, finding }) => `${finding.severity} ${finding.code} ${cell.split("!")[1]}`),
    says: opened.findings.map(({ finding }) => finding.message.en).join("\n"),
  };
}

/** What a sheet cannot tell from nothing: an empty note or default, and a row whose id shows nothing. */
function saysWhatItHolds({ outputs, rows }: RuleTable): boolean {
  return outputs.every((output) => output.default !== "") && rows.every(({ id, note }) => note !== "" && id.trim() !== "");
}

/** Outside of quotes a sheet finds them, whatever they are for. */
const wide = /[\uFF01-\uFF5E\u3000\u201C\u201D\u2018\u2019]/;

test("any table written as a workbook is read back as it was", async () => {
  await fc.assert(
    fc.asyncProperty(anyTable.filter(saysWhatItHolds), async (table) => {
      const { document, codes } = await read(await bytesOf(table));
      assert.equal(document, table);
      if (!wide.test(JSON.stringify(table))) assert.equal(codes, []);
    }),
    { numRuns: 60 },
  );
});

test("every character that XML knows, and some that it does not, comes back from a note", async () => {
  const signs = ["\u007F", "\u0085", "\uFDD0", "\uFFFD", "\uFFFE", "\u{1FFFE}", "\u{10FFFF}", "\u0001", "\u2028", "_x0041_", "constructor"];
  const table = { ...route, rows: route.rows.map((row) => ({ ...row, note: signs.map((sign) => `a${sign}b`).join("") })) };
  assert.equal((await read(await bytesOf(table))).document["rows"], table.rows);
});

const route = routing as RuleTable;
const [head, facts] = [
  [
    ["种类 kind", "条件 input", "条件 input", "结果 output"],
    ["类型 type", "string", "date", "number"],
    ["中文名称 zh-CN", "甲", "乙", "丙"],
    ["英文名称 en", "A", "B", "C"],
    ["编号 id", "a", "b", "c"],
  ],
  [
    ["编号 id", "t"],
    ["中文名称 zh-CN", "表"],
    ["英文名称 en", "Table"],
    ["用途 purpose", "other"],
    ["命中策略 hitPolicy", "first"],
  ],
] as const;

type Cells = Parameters<typeof xlsx>[0][string];

function workbook(rows: Cells, lines: Cells = head, merged: readonly string[] = []): Uint8Array {
  return xlsx({ "规则 rules": [...lines, ...rows], "规则表 table": facts }, merged);
}

test("rows that are moved, edited, added and gone are differences by their ids", async () => {
  const rows = [...route.rows.slice(1).toReversed(), { id: "new", when: ["-", "-"], then: ['"d"', "true"] }];
  const [first, ...others] = rows;
  const edited = { ...route, rows: [{ ...first, when: ["-", "2"] }, ...others] } as RuleTable;
  const { document } = await read(await bytesOf(edited));
  const changes = diffDocuments(route as unknown as Json, document as Json);
  const kinds = new Set(changes.map(({ type }: Change) => type));
  assert.equal([...kinds].toSorted(), ["added", "changed", "moved", "removed"]);
  for (const { place } of changes) assert.match(place, /^\/rows\/[a-z]/);
});

test("a row without an id gets a new one, never one that is or was another's", async () => {
  const { document, codes } = await read(
    workbook([
      ["row-2", '"x"', "-", "1"],
      [null, '"y"', "-", "2"],
      [null, null, null, null],
      [null, '"z"', "-", "3"],
    ]),
    ["row-3"],
  );
  const ids = (document["rows"] as RuleTable["rows"]).map(({ id }) => id);
  assert.is(new Set([...ids, "row-3"]).size, 4);
  assert.is(ids[0], "row-2");
  assert.equal(codes, ["hint new-row A7", "hint new-row A9"]);
});

test("a blank beside an id makes no other row of it, unless a row is called so", async () => {
  const written = workbook([
    ["lane ", '"x"', "-", "1"],
    ["b ", '"y"', "-", "2"],
    ["c ", '"z"', "-", "3"],
  ]);
  const { document } = await read(written, ["lane", "b", "b "]);
  assert.equal(
    (document["rows"] as RuleTable["rows"]).map(({ id }) => id),
    ["lane", "b ", "c "],
  );
});

test("numbers, true and dates become FEEL; a date where none is meant is found, with its cell", async () => {
  const { document, codes, says } = await read(workbook([["r", { date: 46_000 }, { date: 46_000 }, 5]]));
  assert.equal((document["rows"] as RuleTable["rows"])[0], { id: "r", when: ["2025-12-09", '@"2025-12-09"'], then: ["5"] });
  assert.equal(codes, ["error turned-date B6", "hint date-cell C6"]);
  assert.match(says, "B6 was turned into the date 2025-12-09 by the spreadsheet: format the cell as text");
});

test("formulas, errors, full-width signs, merged cells and stray cells are found, each with its cell", async () => {
  const rows: Cells = [
    ["r", { error: "#REF!" }, "＞ 1", { formula: "A1+1" }, "stray"],
    ["q", '"，＞"', "-", { formula: "1+1", result: 2 }],
  ];
  const { document, codes, says } = await read(workbook(rows, head, ["B6:B7"]));
  assert.equal(codes.toSorted(), [
    "error cell-error B6",
    "error cell-error D6",
    "error full-width C6",
    "error merged-cells B6:B7",
    "warning formula D7",
    "warning no-column E6",
  ]);
  assert.match(says, "C6 holds ＞ of full width: outside of quotes write >");
  assert.equal((document["rows"] as RuleTable["rows"])[1]?.then, ["2"]);
});

test("a column that does not say what it is, and values that are no list, are found", async () => {
  const lines = [
    ["种类 kind", "条件 input", "条件", "结果 output"],
    ["类型 type", "string", "date", "number"],
    ["中文名称 zh-CN", "甲", "乙", "丙"],
    ["英文名称 en", "A", "B", "C"],
    ["取值 values", "高、低", null, "1, 2"],
    ["编号 id", "a", "b", "c"],
  ];
  const { document, codes } = await read(workbook([["r", "-", "-", "1"]], lines));
  assert.equal(codes, ["error values B5", "error column-kind C1"]);
  assert.equal((document["outputs"] as RuleTable["outputs"])[0]?.values, [1, 2]);
});

test("a place of the document is a cell of the workbook", async () => {
  const { cellOf } = await read(await bytesOf(route));
  assert.is(cellOf("/rows/0/when/1"), "规则 rules!C8");
  assert.is(cellOf("/rows/0/note"), "规则 rules!A8");
  assert.is(cellOf("/inputs/0/label/en"), "规则 rules!B4");
  assert.is(cellOf("/hitPolicy"), "规则表 table!B5");
});

test("a small file that says it holds a great deal is not unpacked", async () => {
  const bytes = Buffer.from(xlsx({ rules: [["a"]] }));
  // The size of the first part, in the archive's directory (APPNOTE 4.3.12).
  bytes.writeUInt32LE(1_000_000_000, bytes.indexOf("PK\u0001\u0002") + 24);
  const bomb = await readXlsx(bytes);
  assert.match(bomb.ok ? "" : bomb.message.en, "too large once unpacked");
});

test("a cell that says it stands far away is refused in words, and nothing is made for the places before it", async () => {
  for (const far of ["XFD1048576", "A99999999999", "ZZZZZZZZ1", `A${"9".repeat(400)}`])
    for (const cell of ["a", { error: "#REF!" }]) {
      const opened = await readXlsx(movedCell(xlsx({ rules: [[cell]] }), far));
      assert.match(opened.ok ? "" : opened.message.en, "too far to be read", far);
      assert.match(opened.ok ? "" : opened.message["zh-CN"], "范围太大");
    }
});

test("cells that begin and never end do not take long", () => {
  const [open, commented] = ['<c r="A1" '.repeat(200_000), `<!--${'<c r="A1">'.repeat(200_000)}-->`];
  assert.equal(cellTags(open), []);
  assert.equal(cellTags(commented), []);
  assert.equal(tags("<mergeCell ".repeat(200_000), "mergeCell"), []);
});

test("a sheet of tags that never end, or of more rows than a table has, is refused before it is read", async () => {
  const endless = await readXlsx(changedSheet(xlsx({ rules: [["a"]] }), (sheet) => sheet.replace("<c ", '<c r="A90" '.repeat(50_000))));
  assert.match(endless.ok ? "" : endless.message.en, "no whole XML");
  const long = await readXlsx(movedCell(xlsx({ rules: [["a"]] }), "A200000"));
  assert.match(long.ok ? "" : long.message.en, "reach to row 200000");
});

/** The workbook with the only cell of its sheet at another address. */
function movedCell(bytes: Uint8Array, address: string): Uint8Array {
  return changedSheet(bytes, (sheet) => sheet.replace(' r="A1"', ` r="${address}"`));
}

/** The workbook with another sheet; its parts stored as they are. */
function changedSheet(bytes: Uint8Array, changed: (sheet: string) => string): Uint8Array {
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => {
    const text = strFromU8(part);
    return [name, strToU8(name.includes("worksheets/") ? changed(text) : text)] as const;
  });
  return zipSync(Object.fromEntries(parts));
}

test("what is no workbook, or none of a rule table, is said", async () => {
  const no = await readXlsx(new TextEncoder().encode("id,name"));
  assert.match(no.ok ? "" : no.message.en, "no XLSX that can be read");
  const other = await readXlsx(xlsx({ Sheet1: [["a"]] }));
  assert.match(other.ok ? "" : other.message.en, "muster table export");
});

test.run();
