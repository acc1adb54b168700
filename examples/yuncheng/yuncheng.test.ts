import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { openLibsqlStore } from "@muster/engine";
import { runCli } from "@muster/server";
import { test } from "uvu";
import * as assert from "uvu/assert";

const here = fileURLToPath(new URL(".", import.meta.url));
const data = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "muster-yuncheng-"));
const at = (name: string) => join(folder, name);

test.after(() => rmSync(folder, { recursive: true, force: true }));

async function muster(...argv: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  let out = "";
  const stdout = new Writable({ decodeStrings: false, write: (chunk: string, _, done) => ((out += chunk), done()) });
  const stderr = new Writable({ write: (_chunk, _, done) => done() });
  const { code } = await runCli([...argv, "--json"], { stdout, stderr, env: {}, signal: new AbortController().signal });
  assert.is(code, 0, out);
  return JSON.parse(out) as Readonly<Record<string, unknown>>;
}

const importing = (db: string, file: string, kind: "csv" | "xlsx") =>
  muster("import", file, "--mapping", join(here, `standards-${kind}.mapping.json`), "--db", at(`${db}.db`), "--rejects", at(`${db}.csv`));

const rowsOf = ({ rows, imported, flagged, unchanged, rejected }: Readonly<Record<string, unknown>>) => [
  rows,
  imported,
  flagged,
  unchanged,
  rejected,
];

async function standardsIn(db: string) {
  const store = openLibsqlStore({ file: at(`${db}.db`) });
  const row = (await store.definitions.all("main")).findLast((each) => each.kind === "standards");
  await store.close();
  const { standards } = JSON.parse(row?.body ?? "{}") as {
    readonly standards: readonly { readonly code: string; readonly limit?: unknown }[];
  };
  return standards;
}

test("the sample's limits are read as declared, each alias and reading said by line, and what nobody declared is rejected", async () => {
  await muster("init", "--db", at("sample.db"));
  assert.equal(rowsOf(await importing("sample", join(here, "sample.csv"), "csv")), [11, 2, 6, 0, 3]);
  const limits = Object.fromEntries((await standardsIn("sample")).map(({ code, limit }) => [code, limit]));
  assert.equal(limits, {
    "bj-01-01-1": { amount: 2, unit: "urgent-hour" },
    "bj-01-01-2": { amount: 4, unit: "work-hour" },
    "bj-01-01-3": { amount: 2, unit: "work-day" },
    "bj-01-02-1": { amount: 5, unit: "work-day" },
    "bj-01-03-1": { amount: 2, unit: "work-day" },
    "sj-01-01-1": { amount: 1, unit: "urgent-hour" },
    "sj-01-01-2": { amount: 2, unit: "natural-day" },
    "sj-01-02-1": { amount: 15, unit: "work-day" },
  });
  const listed = readFileSync(at("sample.csv"), "utf8");
  const reasonOf = (line: number) => listed.split("\r\n").find((row) => row.startsWith(`${line},`)) ?? "";
  assert.match(reasonOf(3), "编码“1”补零为“01”");
  assert.match(reasonOf(3), "按映射的别名理解为 work-hour");
  assert.match(reasonOf(5), "首尾有空白");
  assert.match(reasonOf(7), "在第 2 行叫“样例井盖”，此行叫“样例井圈”");
  assert.match(reasonOf(10), "只在种植季节起算");
  assert.match(reasonOf(11), /无法识别“.+”的值 ""尽快""/);
  assert.match(reasonOf(12), "必须有值");
  assert.match(reasonOf(13), "多个单位连写");
});

test("the summary says once, in both languages, for how many names and conditions there is no English", async () => {
  await muster("init", "--db", at("plain.db"));
  const said = await importing("plain", join(here, "sample.csv"), "csv");
  // Two big categories, five small ones, and two conditions of each of the eight standards.
  const count = 23;
  assert.is(said["withoutEnglish"], count);
  for (const [lang, words] of [
    ["en", `${count} names and conditions without English`],
    ["zh", `${count} 个名称和条件没有英文`],
  ] as const) {
    let out = "";
    const stdout = new Writable({ decodeStrings: false, write: (chunk: string, _, done) => ((out += chunk), done()) });
    const argv = ["import", join(here, "sample.csv"), "--mapping", join(here, "standards-csv.mapping.json"), "--db", at("plain.db")];
    await runCli([...argv, "--dry-run", "--lang", lang], { stdout, stderr: stdout, env: {}, signal: new AbortController().signal });
    assert.is(out.split(words).length, 2, out);
  }
});

const hasData = existsSync(data);
const withData = (title: string, body: () => Promise<void>) => (hasData ? test(title, body) : test.skip(title, body));
if (!hasData) process.stdout.write("skipped: ../shared/data is not here\n");

withData("the city's 519 standards come from the CSV file, every trap resolved as declared and said by line", async () => {
  await muster("init", "--db", at("csv.db"));
  const said = await importing("csv", join(data, "yuncheng-standards.csv"), "csv");
  assert.equal(rowsOf(said), [519, 41, 478, 0, 0]);
  assert.is((await standardsIn("csv")).length, 519);
  const joined = readFileSync(at("csv.csv"), "utf8")
    .split("\r\n")
    .filter((row) => row.includes("多个单位连写"));
  assert.equal(
    joined.map((row) => row.split(",")[0]),
    ["278", "279", "280", "281"],
  );
  assert.equal(rowsOf(await importing("csv", join(data, "yuncheng-standards.csv"), "csv")), [519, 0, 0, 519, 0]);
});

withData("the original sheet with its merged cells says the same, but for line breaks that flattening lost", async () => {
  await muster("init", "--db", at("xlsx.db"));
  const said = await importing("xlsx", join(data, "yuncheng-standards.xlsx"), "xlsx");
  assert.equal(rowsOf(said), [519, 19, 500, 0, 0]);
  const [flat, merged] = [await standardsIn("csv"), await standardsIn("xlsx")];
  const differ = merged.filter((standard, i) => JSON.stringify(standard) !== JSON.stringify(flat[i]));
  assert.equal(
    differ.map(({ code }) => code),
    ["bj-03-97-1", "bj-03-97-2", "bj-03-97-3", "bj-03-97-4"],
  );
});

test.run();
