import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import readSheets from "read-excel-file/node";
import { test } from "uvu";
import * as assert from "uvu/assert";
import writeSheet, { type Cell } from "write-excel-file/node";
import { removeTempFolders, tempFolder } from "../../../engine/test/fixtures/temp.ts";
import { lines } from "../cli/run.ts";
import { town } from "../cli/town-folder.ts";
import { fileOf } from "./files.ts";
import { header, mapping } from "./imported-town.ts";
import { xlsx } from "./xlsx.ts";

test.after(removeTempFolders);

const { db, muster } = await town();
const bin = fileURLToPath(new URL("../../bin/muster.js", import.meta.url));

/** A file and its mapping in a fresh folder, and imports by it, which answer how many rows ended how. */
function importing(name: string, content: string | Uint8Array, file: object, more: object = {}) {
  const folder = tempFolder();
  const [data, declared] = [join(folder, name), join(folder, "old.mapping.json")];
  const rejects = join(folder, `r.${name.endsWith(".xlsx") ? "xlsx" : "csv"}`);
  writeFileSync(data, content);
  writeFileSync(declared, JSON.stringify({ ...mapping, source: folder, steps: [], file, ...more }));
  const load = async (from: string, to = join(folder, "next.csv")) => {
    const { stdout, stderr } = await muster("import", from, "--mapping", declared, "--rejects", to, "--json");
    const { imported, flagged, unchanged, rejected } = JSON.parse(stdout) as Readonly<Record<string, number>>;
    assert.ok(rejected !== undefined, stdout + stderr);
    return [imported, flagged, unchanged, rejected];
  };
  const first = () => load(data, rejects);
  const reported = async () => lines((await muster("list", "--source", folder, "--json")).stdout).map(({ reportedAt }) => reportedAt);
  return { folder, data, declared, rejects, first, load, reported };
}

/** Corrects a sheet as a person does in a spreadsheet program: what is not touched stays as it is. */
async function corrected(file: string, wrong: string, right: Cell): Promise<void> {
  const [sheet] = await readSheets(file, { trim: false });
  const cell = (value: unknown): Cell => (value instanceof Date ? { value, type: Date, format: "yyyy/m/d h:mm" } : (value as Cell));
  const rows = (sheet?.data ?? []).map((row) => row.map((each) => (each === wrong ? right : cell(each))));
  writeFileSync(file, await writeSheet(rows, { sheet: "Sheet1" }).toBuffer());
}

const columns = header.trim().split(",");
/** 2024-03-01 08:00, as sheets count days. */
const morning = { date: 45352 + 1 / 3 };
const at = Date.parse("2024-03-01T08:00+08:00");

test("the rejects of a sheet are a sheet, with its dates as dates, and corrected there the same mapping imports them", async () => {
  const row = (no: string, area: string) => [no, morning, null, "井盖缺失", area, null];
  const { rejects, first, load, reported } = importing("old.xlsx", xlsx({ one: [columns, row("a", "east"), row("b", "north")] }), {
    format: "xlsx",
  });
  assert.equal(await first(), [1, 0, 0, 1]);
  const [sheet] = await readSheets(rejects);
  assert.equal(sheet?.data[0]?.slice(0, 6), [
    "muster_line",
    "muster_outcome",
    "muster_column",
    "muster_reason_zh",
    "muster_reason_en",
    "@sheet",
  ]);
  assert.equal(sheet?.data[1]?.slice(0, 3), ["one!3", "rejected", "area"]);
  await corrected(rejects, "north", "west");
  assert.equal(await load(rejects), [1, 0, 0, 0]);
  assert.equal(await reported(), [at, at]);
});

test("neither the sheet that was read, nor where its header stood, nor its merged cells are in the way", async () => {
  const sheets = {
    "notes, not read": [["nothing"]],
    books: [
      ["The town's books"],
      columns,
      ["a", morning, null, "井盖缺失", "east", "Li"],
      ["b", { error: "#REF!" }, null, "井盖缺失", null, null],
    ],
  };
  const { rejects, first, load, reported } = importing(
    "old.xlsx",
    xlsx(sheets),
    { sheets: ["books"], headerRow: 2, fillDown: ["area"] },
    { fields: { ...mapping.fields, sheet: { column: "@sheet", map: { books: "books" }, required: true } } },
  );
  assert.equal(await first(), [1, 0, 0, 1]);
  await corrected(rejects, "#REF!", "2024-03-01 08:00");
  assert.equal(await load(rejects), [1, 0, 0, 0]);
  assert.equal(await reported(), [at, at]);
});

test("whatever stands in a cell comes back from the rejects as it was", async () => {
  const texts = ["a\nb\r\nc", " lead", "_x0041_", "a\u0001\u000B", "<&\"'>", "=1+1", "007", "😀", "#N/A"];
  const rows = texts.map((text, i) => `${i},never,,"${text.replaceAll('"', '""')}",east,\n`).join("");
  const { folder, data, load } = importing("old.csv", header + rows, {});
  const rejects = join(folder, "r.xlsx");
  assert.equal(await load(data, rejects), [0, 0, 0, texts.length]);
  const [sheet] = await readSheets(rejects, { trim: false });
  assert.equal(
    sheet?.data.slice(1).map((row) => row[8]),
    texts,
  );
  await corrected(rejects, "never", "2024-03-01 08:00");
  assert.equal(await load(rejects), [texts.length - 1, 0, 0, 1], "a failed formula stays one");
});

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");
const rows = "a,2024-03-01 08:00,,井盖缺失,east,\nb,2024-03-01 08:00,,井盖缺失,north,\n";
const numbered = Object.fromEntries(
  Object.entries(mapping.fields).map(([name, field]) => [name, { ...field, column: String(columns.indexOf(field.column) + 1) }]),
);
const layouts = [
  { what: "semicolons between", content: (header + rows).replaceAll(",", ";"), file: { delimiter: ";" } },
  { what: "another encoding", content: utf16(header + rows), file: { encoding: "utf-16le" } },
  { what: "other quotes", content: header + rows.replaceAll("井盖缺失", "'井盖,缺失'"), file: { quote: "'" } },
  { what: "a title above its header", content: `books\n${header}${rows}`, file: { headerRow: 2 } },
  { what: "no header", content: rows, file: { headerRow: 0 }, more: { fields: numbered } },
];
for (const { what, content, file, more } of layouts) {
  test(`the rejects of a file with ${what} can be imported with the same mapping`, async () => {
    const { rejects, first, load } = importing("old.csv", content, file, more);
    assert.equal(await first(), [1, 0, 0, 1]);
    writeFileSync(rejects, readFileSync(rejects, "utf8").replace(",north,", ",west,"));
    assert.equal(await load(rejects), [1, 0, 0, 0]);
  });
}

test("rejects that a spreadsheet program saved again, with semicolons or without the mark, are read as such", async () => {
  const { rejects, first, load } = importing("old.csv", header + rows, {});
  assert.equal(await first(), [1, 0, 0, 1]);
  const text = readFileSync(rejects, "utf8").replace(",north,", ",west,");
  writeFileSync(rejects, text.replaceAll(/(?<!,which.*),/g, ";").slice(1));
  assert.equal(await load(rejects), [1, 0, 0, 0]);
});

test("a list is named after the file and the mapping, so that two mappings of one file have one each", () => {
  const { folder, declared } = importing("old.xlsx", xlsx({ one: [columns, ["b", morning, null, "井盖缺失", "north", null]] }), {});
  writeFileSync(join(folder, "other.mapping.json"), readFileSync(declared));
  writeFileSync(join(folder, "new.csv"), header + rows);
  for (const [data, by] of [
    ["old.xlsx", "old"],
    ["old.xlsx", "other"],
    ["new.csv", "other"],
  ] as const)
    spawnSync(process.execPath, [bin, "import", data, "--mapping", `${by}.mapping.json`, "--db", db], { cwd: folder });
  const listed = readdirSync(folder).filter((name) => name.includes("rejects"));
  assert.equal(listed.toSorted(), ["new.other.rejects.csv", "old.other.rejects.xlsx", "old.rejects.xlsx"]);
});

test("a workbook that is no list of rejects is never overwritten, and what a killed run left of one is", async () => {
  const { data, declared, rejects, first } = importing(
    "old.xlsx",
    xlsx({ one: [columns, ["b", morning, null, "井盖缺失", "north", null]] }),
    {},
  );
  const mine = xlsx({ one: [["mine"]] });
  for (const place of [rejects, `${rejects}.tmp`]) {
    writeFileSync(place, mine);
    const { code, stdout } = await muster("import", data, "--mapping", declared, "--rejects", rejects);
    assert.is(code, 1);
    assert.match(stdout, "is no rejects file and is not overwritten");
    assert.ok(readFileSync(place).equals(mine));
    writeFileSync(place, mine.subarray(0, place === rejects ? 0 : 40));
    if (place === rejects) writeFileSync(rejects, readFileSync(fileOf(await writeSheet([["muster_line"]]).toBuffer())));
  }
  assert.equal(await first(), [0, 0, 0, 1]);
  assert.not.ok(existsSync(`${rejects}.tmp`));
});

test.run();
