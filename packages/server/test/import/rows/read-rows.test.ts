import { fileSchema, uncalculated } from "@muster/engine/sources";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders } from "../../../../engine/test/fixtures/temp.ts";
import { readRows } from "../../../src/import/rows/read-rows.ts";
import { fileOf, rowsIn } from "../files.ts";
import { xlsx } from "../xlsx.ts";

test.after(removeTempFolders);

test("a row is named by its physical line, also after cells with line breaks and after blank lines", async () => {
  const { columns, count, rows } = await rowsIn('a,b\n1,"x\ny"\n\n3,4\n,\n5,6');
  assert.equal(columns, ["a", "b"]);
  assert.is(count, 3);
  assert.equal(rows, [
    ["2", "", "1", "x\ny"],
    ["5", "", "3", "4"],
    ["7", "", "5", "6"],
  ]);
});

test("a byte order mark is no part of the first column's name", async () => {
  assert.equal((await rowsIn("\uFEFFa,b\n1,2\n")).columns, ["a", "b"]);
});

test("lines may end as on any system, and a quoted one keeps its own ending", async () => {
  assert.equal((await rowsIn('a,b\r\n1,2\r\n"3\r\n4",5\r\n')).rows, [
    ["2", "", "1", "2"],
    ["3", "", "3\r\n4", "5"],
  ]);
  assert.equal((await rowsIn("a,b\r1,2\r3,4\r")).rows, [
    ["2", "", "1", "2"],
    ["3", "", "3", "4"],
  ]);
});

test("a stray quote costs its own row and none of those after it", async () => {
  const { rows } = await rowsIn('a,b\n1,5" pipe\n2,"x"y\n3,"never closed\n4,"fine"\n5,6" more\n7,8\n');
  assert.equal(
    rows.map(([place, fault]) => [place, fault]),
    [
      ["2", "bad-quote"],
      ["3", "bad-quote"],
      ["4", "bad-quote"],
      ["5", ""],
      ["6", "bad-quote"],
      ["7", ""],
    ],
  );
});

test("a row with too few or too many cells is told and not shifted", async () => {
  const { rows } = await rowsIn("a,b\n1\n1,2,3\n1,2\n");
  assert.equal(
    rows.map(([place, fault]) => [place, fault]),
    [
      ["2", "cell-count"],
      ["3", "cell-count"],
      ["4", ""],
    ],
  );
});

test("GB18030 is read where it is declared", async () => {
  // 编号,名称 / 1,井盖 in GB18030: Node encodes no GB, so the bytes stand here.
  const bytes = Uint8Array.from([0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0x31, 0x2c, 0xbe, 0xae, 0xb8, 0xc7, 0x0a]);
  const { columns, rows } = await rowsIn(bytes, { encoding: "gb18030" });
  assert.equal(columns, ["编号", "名称"]);
  assert.equal(rows, [["2", "", "1", "井盖"]]);
});

test("bytes of another encoding are found before anything is imported, and the finding names the setting", async () => {
  const read = await readRows(fileOf(Uint8Array.from([0x61, 0x0a, 0xb1, 0xe0, 0x0a])), fileSchema.parse({}));
  assert.equal(read.ok ? [] : read.findings.map(({ code, place }) => [code, place]), [["bad-encoding", "/file/encoding"]]);
});

test("the header may stand further down, or be missing", async () => {
  assert.equal((await rowsIn("Report of 2024\na,b\n1,2\n", { headerRow: 2 })).rows, [["3", "", "1", "2"]]);
  const { columns, rows } = await rowsIn("1;2\n3;4\n", { headerRow: 0, delimiter: ";" });
  assert.equal(columns, ["1", "2"]);
  assert.equal(rows, [
    ["1", "", "1", "2"],
    ["2", "", "3", "4"],
  ]);
});

test("two columns of one name, no header and no file are findings", async () => {
  const codes = async (file: string) => {
    const read = await readRows(file, fileSchema.parse({}));
    return read.ok ? [] : read.findings.map((finding) => finding.code);
  };
  assert.equal(await codes(fileOf("a,a\n1,2\n")), ["column-twice"]);
  assert.equal(await codes(fileOf("")), ["no-header"]);
  assert.equal(await codes("/nowhere/data.csv"), ["no-file"]);
  assert.equal(await codes(fileOf("not a sheet", "data.xlsx")), ["bad-xlsx"]);
});

test("the rows of a sheet have its row numbers, and blank ones are no rows", async () => {
  const bytes = xlsx({ first: [["a", "b"], [1, " x "], [], ["y", null]] });
  const { columns, rows } = await rowsIn(bytes, {}, "data.xlsx");
  assert.equal(columns, ["@sheet", "a", "b"]);
  assert.equal(rows, [
    ["first!2", "", "first", 1, " x "],
    ["first!4", "", "first", "y", null],
  ]);
});

test("an error and a formula without a result are no empty cells, also where nothing else is in their row or column", async () => {
  const bytes = xlsx({
    first: [
      ["a", "b"],
      [1, { error: "#REF!" }],
      [2, { formula: "A1&amp;A2" }],
      [{ error: "#N/A" }, null],
    ],
    second: [["a"], [{ formula: "A1" }]],
  });
  const { rows, count } = await rowsIn(bytes, { sheets: [1, 2] }, "data.xlsx");
  assert.is(count, 4);
  assert.equal(rows, [
    ["first!2", "", "first", 1, "#REF!"],
    ["first!3", "", "first", 2, uncalculated],
    ["first!4", "", "first", "#N/A", null],
    ["second!2", "", "second", uncalculated],
  ]);
});

test("merged cells take the value above within their group, and nothing from the group before", async () => {
  const bytes = xlsx({
    parts: [
      ["code", "name", "unit", "limit"],
      ["01", "cover", "water", "1"],
      [null, null, null, "2"],
      ["02", "lamp", null, "3"],
      [null, null, null, "4"],
      [null, null, "roads", "5"],
    ],
    events: [
      ["code", "name", "unit", "limit"],
      ["01", "noise", "police", "6"],
    ],
  });
  const { rows } = await rowsIn(bytes, { sheets: ["parts", 2], fillDown: ["code", "name", "unit"] }, "data.xlsx");
  assert.equal(rows, [
    ["parts!2", "", "parts", "01", "cover", "water", "1"],
    ["parts!3", "", "parts", "01", "cover", "water", "2"],
    ["parts!4", "", "parts", "02", "lamp", null, "3"],
    ["parts!5", "", "parts", "02", "lamp", null, "4"],
    ["parts!6", "", "parts", "02", "lamp", "roads", "5"],
    ["events!2", "", "events", "01", "noise", "police", "6"],
  ]);
});

test("a sheet that is not there is a finding that lists those that are", async () => {
  const read = await readRows(fileOf(xlsx({ one: [["a"]] }), "data.xlsx"), fileSchema.parse({ sheets: ["two"] }));
  assert.match(read.ok ? "" : (read.findings[0]?.message.en ?? ""), "no sheet two; the file has one");
});

test.run();
