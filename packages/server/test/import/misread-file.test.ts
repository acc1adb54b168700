import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../engine/test/fixtures/temp.ts";
import { town } from "../cli/town-folder.ts";
import { header, mapping } from "./imported-town.ts";
import { xlsx } from "./xlsx.ts";

test.after(removeTempFolders);

const { muster } = await town();
const row = "a,2024-03-01 08:00,,井盖缺失,east,\n";
const text = header + row;

/** 编号,名称 / 1,井盖 in GB18030: Node encodes no GB, so the bytes stand here. */
const gbk = Uint8Array.from([0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0x31, 0x2c, 0xbe, 0xae, 0xb8, 0xc7, 0x0a]);
const book = xlsx({ first: [header.trim().split(","), ["a"]] });

interface Misread {
  readonly title: string;
  readonly content: string | Uint8Array;
  readonly name?: string;
  readonly file?: object;
  readonly en: string;
  readonly zh: string;
}

const misread: readonly Misread[] = [
  {
    title: "GBK that is declared as UTF-8",
    content: gbk,
    en: 'data.csv is not UTF-8; it looks like GB18030 (GBK): put "file": { "encoding": "gb18030" } into the mapping. [bad-encoding]',
    zh: 'data.csv 不是 UTF-8 编码，看来是 GB18030 (GBK)；请在映射中写 "file": { "encoding": "gb18030" }。',
  },
  {
    title: "UTF-16 with its mark",
    content: Buffer.from(`\uFEFF${text}`, "utf16le"),
    en: 'put "file": { "encoding": "utf-16le" }',
    zh: "看来是 UTF-16",
  },
  {
    title: "UTF-16 without its mark",
    content: Buffer.from(text, "utf16le"),
    en: 'put "file": { "encoding": "utf-16le" }',
    zh: "看来是 UTF-16",
  },
  {
    title: "UTF-8 that another encoding reads without a complaint",
    content: `编号,名称\n${row}`,
    file: { encoding: "windows-1252" },
    en: 'data.csv is not Windows-1252; it looks like UTF-8: put "file": { "encoding": "utf-8" }',
    zh: "看来是 UTF-8",
  },
  {
    title: "bytes of no encoding",
    content: Uint8Array.from([0x61, 0x0a, 0xff, 0x0a]),
    en: 'save it as "CSV UTF-8"',
    zh: "另存为“CSV UTF-8”",
  },
  {
    title: "semicolons for commas",
    content: text.replaceAll(",", ";"),
    en: 'parted by ";": put "file": { "delimiter": ";" } into the mapping. [wrong-delimiter]',
    zh: '各列看来以 ";" 分隔；请在映射中写 "file": { "delimiter": ";" }。',
  },
  {
    title: "quoted columns with tabs between",
    content: text.replaceAll(/[^,\n]+/g, '"$&"').replaceAll(",", "\t"),
    en: 'put "file": { "delimiter": "\\t" }',
    zh: '"delimiter": "\\t"',
  },
  {
    title: "commas where tabs are declared",
    content: text,
    file: { delimiter: "\t" },
    en: 'put "file": { "delimiter": "," }',
    zh: '"delimiter": ","',
  },
  {
    title: "a header with a stray quote",
    content: text.replace("created", 'crea"ted'),
    en: 'A quote in the header is unpaired or in the wrong place: no,crea"ted,closed',
    zh: "表头的引号不成对或位置不对",
  },
  {
    title: "another header",
    content: text.replace("created", "made"),
    en: 'The file has no column "created"; it has no, made, closed, what, area, caller. Please correct the column in the mapping',
    zh: "文件没有“created”列；它有：no、made、closed、what、area、caller。请改映射中的列名",
  },
  {
    title: "a sheet that is named a CSV file",
    content: book,
    en: 'put "file": { "format": "xlsx" } into the mapping',
    zh: "data.csv 是 XLSX",
  },
  {
    title: "an old Excel file",
    content: Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    en: "data.csv is an old Excel file (.xls), no CSV; save it as .xlsx",
    zh: "请另存为 .xlsx",
  },
  {
    title: "a CSV file that is named a sheet",
    content: text,
    name: "data.xlsx",
    en: 'data.xlsx is no XLSX file; save it as .xlsx in a spreadsheet program. If it is CSV, name it .csv, or put "file": { "format": "csv" }',
    zh: "data.xlsx 不是 XLSX；请用表格软件另存为 .xlsx。若它是 CSV",
  },
];

for (const { title, content, name = "data.csv", file, en, zh } of misread) {
  test(`${title}: what is wrong is said once, with what to do, in both languages, and nothing is imported`, async () => {
    const folder = tempFolder();
    const [data, declared] = [join(folder, name), join(folder, "old.mapping.json")];
    writeFileSync(data, content);
    writeFileSync(declared, JSON.stringify({ ...mapping, steps: [], file }, null, 2));
    for (const [lang, words] of [
      ["en", en],
      ["zh", zh],
    ] as const) {
      const { code, stdout } = await muster("import", data, "--mapping", declared, "--lang", lang);
      assert.is(code, 1);
      assert.is(stdout.trim().split("\n").length, 1, stdout);
      assert.ok(stdout.includes(words), stdout);
    }
  });
}

test("a row that cannot be taken apart says how it should be written", async () => {
  const folder = tempFolder();
  const [data, declared] = [join(folder, "old.csv"), join(folder, "old.mapping.json")];
  writeFileSync(data, `${header}a,2024-03-01 08:00,,井"盖,east,\nb,2024-03-01 08:00,,井盖,缺失,east,\n`);
  writeFileSync(declared, JSON.stringify({ ...mapping, steps: [] }));
  const { stdout } = await muster("import", data, "--mapping", declared, "--rejects", join(folder, "r.csv"), "--lang", "zh");
  assert.match(stdout, "第 2 行：引号不成对或位置不对：格中有引号时，整格须加引号，其中的引号写两个");
  assert.match(stdout, "第 3 行：此行有 7 格，表头有 6 列；格中有分隔符时，整格须加引号");
});

test.run();
