import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { createEngine, openLibsqlStore } from "@muster/engine";
import { runCli } from "@muster/server";
import { test } from "uvu";
import * as assert from "uvu/assert";

const here = fileURLToPath(new URL(".", import.meta.url));
const shared = fileURLToPath(new URL("../../../shared/data/beijing-12345-layout.csv", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "muster-beijing-"));
const at = (name: string) => join(folder, name);
const system = { kind: "system", tenant: "fangshan" } as const;

test.after(() => rmSync(folder, { recursive: true, force: true }));

async function muster(...argv: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  let out = "";
  const stdout = new Writable({ decodeStrings: false, write: (chunk: string, _, done) => ((out += chunk), done()) });
  const stderr = new Writable({ write: (_chunk, _, done) => done() });
  const { code } = await runCli([...argv, "--json"], { stdout, stderr, env: {}, signal: new AbortController().signal });
  assert.is(code, 0, out);
  return JSON.parse(out) as Readonly<Record<string, unknown>>;
}

const init = (name: string) => muster("init", here, "--tenant", "fangshan", "--db", at(`${name}.db`));

/** The categories first, from the same file: reports name them. */
async function both(name: string, file: string) {
  const mapping = (kind: string) => [
    "--mapping",
    join(here, `${kind}.mapping.json`),
    "--db",
    at(`${name}.db`),
    "--rejects",
    at(`${name}.${kind}.csv`),
  ];
  return {
    categories: await muster("import", file, ...mapping("categories")),
    reports: await muster("import", file, ...mapping("reports")),
  };
}

const rowsOf = ({ rows, imported, flagged, unchanged, rejected }: Readonly<Record<string, unknown>>) => [
  rows,
  imported,
  flagged,
  unchanged,
  rejected,
];

test("three levels in one cell become categories, the date in the number the time of the report, and a masked phone is dropped", async () => {
  await init("sample");
  const { categories, reports } = await both("sample", join(here, "sample.csv"));
  assert.equal(rowsOf(categories), [6, 4, 0, 1, 1]);
  assert.equal(rowsOf(reports), [6, 2, 2, 0, 2]);
  const store = openLibsqlStore({ file: at("sample.db") });
  const engine = createEngine({ store });
  const found = (key: string) => engine.bySourceKey("12345", key, system);
  const [first, third] = [await found("热线-240301-900001"), await found("热线-240302-900003")];
  assert.is(first?.category, "城市管理/市政设施/样例破损");
  assert.is(first?.reportedAt, Date.parse("2024-03-01T00:00:00+08:00"));
  assert.is(first?.closedAt, Date.parse("2024-03-04T10:00:00+08:00"));
  assert.is(third?.category, "教育/样例培训/样例-退费");
  assert.equal(third?.state, { handle: "handling" });
  const people = await store.people.get("fangshan", ["12345-热线-240301-900001", "12345-热线-240302-900003"]);
  assert.equal(
    new Map(people.map(({ id, phone }) => [id, phone ?? null])),
    new Map([
      ["12345-热线-240301-900001", null],
      ["12345-热线-240302-900003", "13000000000"],
    ]),
  );
  await engine.close();
  const listed = readFileSync(at("sample.reports.csv"), "utf8");
  assert.match(listed, /^6,rejected,工单编号,/m);
  assert.match(listed, /^7,rejected,.*样例镇/m);
});

const hasData = existsSync(shared);
const withData = (title: string, body: () => Promise<void>) => (hasData ? test(title, body) : test.skip(title, body));
if (!hasData) process.stdout.write("skipped: ../shared/data/beijing-12345-layout.csv is not here\n");

withData("the five hundred orders of the layout come in once, and again change nothing", async () => {
  await init("real");
  assert.equal(rowsOf((await both("real", shared)).reports), [500, 289, 211, 0, 0]);
  const again = await both("real", shared);
  assert.equal(rowsOf(again.categories), [500, 0, 0, 500, 0]);
  assert.equal(rowsOf(again.reports), [500, 0, 0, 500, 0]);
});

test.run();
