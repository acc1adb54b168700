import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { governed } from "../../../../engine/test/fixtures/governed-town.ts";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { xlsx } from "../../import/xlsx.ts";
import { run } from "../run.ts";
import { townFolder, write } from "../town-folder.ts";

test.after(removeTempFolders);

const column = (name: string) => ({ column: name });
const parts = {
  units: {
    of: "单位",
    fields: {
      code: column("编码"),
      kind: { column: "类型", map: { 网格: "grid", 社区: "community", 部门: "department" } },
      zh: column("名称"),
      parent: column("上级"),
      into: column("并入"),
      ended: column("撤销日期"),
    },
  },
  people: {
    of: "人员",
    fields: {
      id: column("工号"),
      name: column("姓名"),
      role: { column: "角色", map: { 网格长: "chief", 核查员: "inspector" }, otherwise: "keep" },
      unit: column("单位"),
      from: column("起"),
      until: column("止"),
    },
  },
  pairings: { of: "包保", fields: { unit: column("部门"), with: column("社区"), from: column("起") } },
  responsibilities: { of: "职责", fields: { unit: column("单位"), category: column("类别"), under: column("范围") } },
};

const units = [
  ["编码", "类型", "名称", "上级", "并入", "撤销日期"],
  ["c2", "社区", "二社区", "s1", null, null],
  ["g2", "网格", "二网格", "c2", null, null],
  ["g1", "网格", "一网格", "c1", "g2", "2026/3/1"],
  ["water", "部门", "水务局", "d", null, null],
] as const;

const people = [
  ["工号", "姓名", "角色", "单位", "起", "止"],
  ["che", null, "网格长", "g2", "2026-03-01", null],
  ["lin", "林", "核查员", "c2", null, "2027年12月31日"],
] as const;

const csv = (rows: readonly (readonly (string | null)[])[]) => rows.map((row) => row.map((cell) => cell ?? "").join(",")).join("\n");

/** The town with people who write and approve rules, and a ticket in its first grid. */
async function governedTown() {
  const [definitions, folder] = [townFolder(), tempFolder()];
  write(definitions, "town.organisation.json", governed);
  const db = join(tempFolder(), "town.db");
  const muster = (...argv: readonly string[]) => run([...argv, "--db", db, "--wait", "0"]);
  assert.is((await muster("init", definitions, "--tenant", "town")).code, 0);
  assert.is((await muster("report", "--as", "ann", "--field", "description=井盖缺失", "--field", "area=g1")).code, 0);
  const mapping = write(folder, "org.mapping.json", { target: "organisation", parts });
  const sheet = (name: string, rows: readonly (readonly (string | null)[])[]) => write(folder, `${name}.csv`, csv(rows));
  const bring = (files: readonly string[], ...more: readonly string[]) => muster("org", "import", ...files, "--mapping", mapping, ...more);
  return { muster, sheet, bring, folder };
}

type Told = Readonly<Record<"rejected" | "findings", readonly Readonly<Record<string, never>>[]>> & {
  readonly changes: Readonly<Record<"units" | "people" | "duties", readonly object[]>>;
  readonly tickets: object;
};

test("sheets are shown as what they would change, with the open tickets concerned, and nothing is written", async () => {
  const { muster, sheet, bring } = await governedTown();
  const files = [
    sheet("单位", units),
    sheet("人员", people),
    sheet("包保", [
      ["部门", "社区", "起"],
      ["water", "c2", "2026-03-01"],
    ]),
    sheet("职责", [
      ["单位", "类别", "范围"],
      ["area:street/city-management", "02", "s1"],
    ]),
  ];
  const ran = await bring(files, "--json");
  const { changes, tickets, rejected } = JSON.parse(ran.stdout) as Told;
  const named = (list: readonly object[], ...keys: readonly string[]) =>
    list.map((each) => keys.map((key) => (each as Readonly<Record<string, unknown>>)[key]));
  assert.equal(named(changes.units, "type", "code", "into", "to"), [
    ["moved", "g2", undefined, "c2"],
    ["added", "c2", undefined, undefined],
    ["merged", "g1", "g2", undefined],
  ]);
  assert.equal(named(changes.people, "type", "id"), [
    ["changes", "che"],
    ["comes", "lin"],
  ]);
  assert.equal(named(changes.duties, "type", "list"), [
    ["added", "pairings"],
    ["added", "responsibilities"],
  ]);
  assert.equal([tickets, rejected], [{ g1: 1 }, []]);
  const told = (await bring(files, "--lang", "zh-CN")).stdout;
  assert.match(told, /并入 {2}一网格 \(g1\) +→ 二网格 \(g2\) +未结案卷 1 件/);
  assert.match(told, /到任 {2}lin +\+ inspector · c2 …2027-12-31/);
  assert.match(told, /什么也没有写入/);
  assert.match((await bring(files, "--lang", "en")).stdout, /moved +Grid 2 \(g2\) +First community → c2/);
  assert.equal(JSON.parse((await muster("proposal", "list", "--json")).stdout || "null"), null);
});

test("rows that do not hold are rejected with their line and why, and the others are looked at without them", async () => {
  const { sheet, bring } = await governedTown();
  const files = [
    sheet("单位", [
      units[0],
      ["x1", "网格", "甲", "x2", null, null],
      ["x2", "网格", "乙", "x1", null, null],
      ["c3", "社区", "三社区", "s1", null, null],
      ["c3", "社区", "另一个三社区", "s1", null, null],
      ["g9", "网格", "九网格", "c9", null, null],
      ["g8", "公园", "八", "c1", null, null],
    ]),
    sheet("人员", [
      people[0],
      ["a", "甲", "网格长", "", null, null],
      ["b", "乙", "国王", "c1", null, null],
      ["c", "丙", "网格长", "x1", null, null],
      ["d", "丁", "网格长", "c3", "明天", null],
    ]),
  ];
  const ran = await bring(files, "--json");
  const { rejected, changes } = JSON.parse(ran.stdout) as Told;
  const told = rejected.map(({ part, line, reasons }) => `${String(part)} ${String(line)} ${codesOf(reasons)}`);
  assert.equal(told, [
    "units 2 unit-cycle",
    "units 3 unit-cycle",
    "units 5 twice",
    "units 6 unknown-parent-unit",
    "units 7 unknown-value",
    "people 2 no-unit",
    "people 3 unknown-role",
    "people 4 unknown-unit",
    "people 5 shape",
  ]);
  assert.equal(changes.units.length, 1);
  assert.match((await bring(files, "--lang", "zh-CN")).stdout, /人员\.csv:2 +人员 a 没有单位；请写明在哪里任职。 +\[no-unit\]/);
  assert.match((await bring(files, "--lang", "en")).stdout, /单位\.csv:2 +The parents of unit x1 lead back to itself/);
  const refused = await bring(files, "--publish", "--as", "eve", "--approved-by", "bob", "--lang", "en");
  assert.is(refused.code, 1);
  assert.match(refused.stderr, /9 of the rows are rejected, and nothing was written/);
});

function codesOf(reasons: unknown): string {
  return (reasons as readonly { readonly code: string }[]).map(({ code }) => code).join("+");
}

test("an import is published with four eyes, or proposed for somebody else to approve; again it changes nothing", async () => {
  const { muster, sheet, bring } = await governedTown();
  const files = [sheet("单位", units), sheet("人员", people)];
  assert.is((await bring(files, "--publish", "--as", "eve")).code, 2, "who approved it?");
  assert.is((await bring(files, "--publish", "--as", "eve", "--approved-by", "eve")).code, 1);
  const published = await bring(files, "--publish", "--as", "eve", "--approved-by", "bob", "--lang", "en");
  assert.match(published.stdout, /organisation\/organisation@2/, published.stdout + published.stderr);
  assert.match((await bring(files, "--lang", "en")).stdout, /It is what is published already/);
  const [ticket] = (await muster("list", "--json")).stdout.split("\n");
  assert.is((JSON.parse(ticket ?? "") as { readonly area: string }).area, "g2");
  const more = [sheet("人员", [people[0], ["lin", "林", "核查员", "c1", null, null]])];
  const proposed = await bring(more, "--propose", "--as", "eve", "--title", "林调任", "--lang", "en");
  assert.match(proposed.stdout, /draft {2}林调任 {2}\(organisation\/organisation\)/, proposed.stdout + proposed.stderr);
  assert.match((await muster("proposal", "show", "2", "--lang", "en")).stdout, /lin[^]*c1/);
});

test("one workbook has a sheet for each part; a sheet that replaces retires what it does not name", async () => {
  const { folder, bring } = await governedTown();
  const file = join(folder, "town.xlsx");
  writeFileSync(file, xlsx({ 单位: units.slice(0, 3), 人员: people }));
  const sheets = {
    units: { ...parts.units, mode: "replace", file: { sheets: ["单位"] } },
    people: { ...parts.people, file: { sheets: ["人员"] } },
  };
  const mapping = write(folder, "book.mapping.json", { target: "organisation", parts: sheets });
  const ran = await bring([file], "--mapping", mapping, "--lang", "en");
  // Roles are held at units that the sheet does not name, and no row of it says so.
  assert.is(ran.code, 1);
  assert.match(ran.stdout, /retired/);
});

test("a mapping that lacks what a part needs, and a file that no part is for, are refused in words", async () => {
  const { folder, bring, sheet } = await governedTown();
  const bad = write(folder, "bad.mapping.json", { target: "organisation", parts: { units: { fields: { code: column("编码") } } } });
  const ran = await bring([sheet("单位", units)], "--mapping", bad, "--lang", "en");
  assert.equal([ran.code, /The field zh is missing/.test(ran.stdout)], [1, true], ran.stdout);
  const strange = await bring([sheet("其他", units)], "--lang", "en");
  assert.match(strange.stdout, /No part of the mapping is for .*其他\.csv; a CSV file must be called 单位\.csv, 人员\.csv/);
});

test.run();
