import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../engine/test/fixtures/temp.ts";
import { town } from "../cli/town-folder.ts";
import { run } from "../cli/run.ts";
import { header, mapping } from "./imported-town.ts";

test.after(removeTempFolders);

/** The town of the command line's tests: only `imp` may import there, so only reports come in. */
const reportsOnly = { ...mapping, steps: [] };
const good = "a,2024-03-01 08:00,,井盖缺失,east,\n";
const bad = "b,2024-03-01 08:00,,井盖缺失,north,\n";

function filesOf(csv: string, document: unknown = reportsOnly) {
  const folder = tempFolder();
  const [data, declared, rejects] = [join(folder, "old.csv"), join(folder, "old.mapping.json"), join(folder, "old.rejects.csv")];
  writeFileSync(data, csv);
  writeFileSync(declared, typeof document === "string" ? document : JSON.stringify(document, null, 2));
  return { data, rejects, argv: ["import", data, "--mapping", declared, "--rejects", rejects] };
}

test("the import says how many rows ended how, why, and where the tickets of the source stand", async () => {
  const { muster } = await town();
  const { argv, rejects } = filesOf(header + good + bad);
  const { code, stdout } = await muster(...argv);
  assert.is(code, 0);
  for (const line of [
    "2 rows read; 1 commands",
    "rejected                        1",
    "[unknown-value] area  first on line 3",
    `Line by line: ${rejects}`,
    "1 tickets of this source now",
    "report.reported  1",
  ])
    assert.ok(stdout.includes(line), `${line} is missing in\n${stdout}`);
  assert.match(readFileSync(rejects, "utf8"), "3,rejected,area,");
});

test("it speaks Chinese, and JSON to programs", async () => {
  const { muster } = await town();
  const { argv } = filesOf(header + good);
  assert.match((await muster(...argv, "--dry-run", "--lang", "zh")).stdout, "试运行：什么也没有写入。\n读取 1 行");
  const said = JSON.parse((await muster(...argv, "--json")).stdout) as Readonly<Record<string, unknown>>;
  assert.equal([said["ok"], said["imported"], said["target"]], [true, 1, "reports"]);
});

test("with --strict a rejected row is a failure for scripts", async () => {
  const { muster } = await town();
  assert.is((await muster(...filesOf(header + good).argv, "--strict")).code, 0);
  assert.is((await muster(...filesOf(header + bad).argv, "--strict")).code, 1);
});

test("a mapping that is wrong is told with its line, and nothing is imported", async () => {
  const { muster } = await town();
  const { code, stdout } = await muster(...filesOf(header + good, { ...reportsOnly, key: "{kye}" }).argv);
  assert.is(code, 1);
  assert.match(stdout, /old\.mapping\.json:\d+ {2}error {2}\/key {2}There is no field kye/);
  assert.match(stdout, "Nothing was imported.");
  const syntax = await muster(...filesOf(header, '{\n  "target": reports\n}').argv);
  assert.is(syntax.code, 2);
  assert.match(syntax.stderr, "old.mapping.json:2:13 is not JSON");
  assert.is((await muster("import", "x.csv", "--mapping", join(tempFolder(), "none.json"))).code, 2);
});

test("on a terminal a bar shows how far it is and is gone at the end", async () => {
  const { db } = await town();
  let shown = "";
  const stderr = Object.assign(new Writable({ decodeStrings: false, write: (chunk: string, _, done) => ((shown += chunk), done()) }), {
    isTTY: true,
  });
  const { code } = await run([...filesOf(header + good).argv, "--db", db], { stderr });
  assert.is(code, 0);
  assert.match(shown, "█".repeat(30));
  assert.match(shown, "1 of 1 rows, 0 rejected");
  assert.ok(shown.endsWith("\r\u001B[K"));
});

test.run();
