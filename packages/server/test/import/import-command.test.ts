import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../engine/test/fixtures/temp.ts";
import { town } from "../cli/town-folder.ts";
import { run } from "../cli/run.ts";
import { header, mapping } from "./imported-town.ts";

test.after(removeTempFolders);

const bin = fileURLToPath(new URL("../../bin/muster.js", import.meta.url));

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
    "2 rows read; 1 command;",
    "rejected                        1",
    "[unknown-value] area  first on line 3",
    `Line by line: ${rejects}`,
    "1 ticket of this source now",
    "Reported  1",
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

test("with --strict a rejected row is a failure for scripts, told with all that was done", async () => {
  const { muster } = await town();
  assert.is((await muster(...filesOf(header + good).argv, "--strict")).code, 0);
  assert.is((await muster(...filesOf(header + bad).argv, "--strict")).code, 1);
  const { code, stdout } = await muster(...filesOf(header + bad).argv, "--strict", "--json");
  assert.is(code, 1);
  const { ok, error, rejected } = JSON.parse(stdout) as {
    readonly ok: boolean;
    readonly error: { readonly code: string };
    readonly rejected: number;
  };
  assert.equal([ok, error.code, rejected], [false, "rejected-rows", 1]);
});

test("a file of which no row could be imported is a failure without --strict too, and the help says so", async () => {
  const { muster } = await town();
  for (const more of [[], ["--dry-run"]]) {
    const { code, stdout, stderr } = await muster(...filesOf(header + bad + bad).argv, ...more);
    assert.is(code, 1);
    assert.match(stdout, "first on line 2");
    assert.match(stderr, "No row could be imported (2 rows rejected); mend");
  }
  const { code, stdout } = await muster(...filesOf(header + bad).argv, "--json", "--lang", "zh");
  assert.is(code, 1);
  const { error, rejected } = JSON.parse(stdout) as { readonly error: { readonly code: string }; readonly rejected: number };
  assert.equal([error.code, rejected], ["rejected-rows", 1]);
  assert.is((await muster(...filesOf(header).argv)).code, 0, "a file without rows has nothing to reject");
  assert.match((await muster("import", "--help")).stdout, "default: where all were");
  assert.match((await muster("import", "--help", "--lang", "zh")).stdout, "默认：全部被拒绝时");
});

test("rejects are listed in the working folder unless a place is named, and a run without any takes an older list away", async () => {
  const { db } = await town();
  const { data, argv } = filesOf(header + bad);
  const folder = dirname(data);
  const importing = (...more: readonly string[]) =>
    spawnSync(process.execPath, [bin, ...argv.slice(0, 4), "--db", db, ...more], { cwd: folder, encoding: "utf8", env: { LC_ALL: "en" } });
  const first = importing();
  assert.is(first.status, 1, first.stderr);
  assert.match(first.stdout, `Line by line: ${join(realpathSync(folder), "old.rejects.csv")}\n`);
  assert.match(readFileSync(join(folder, "old.rejects.csv"), "utf8"), "2,rejected,area,");
  writeFileSync(data, header + good);
  const second = importing("--json");
  assert.is(second.status, 0, second.stderr);
  assert.not("rejects" in (JSON.parse(second.stdout) as object));
  assert.equal(readdirSync(folder).toSorted(), ["old.csv", "old.mapping.json"]);
});

test("a place where rejects cannot be written is said before anything is imported", async () => {
  const { db, muster } = await town();
  const { data, argv } = filesOf(header + good);
  const places = [
    { rejects: join(data, "x.csv"), en: "a part of the path is no folder (ENOTDIR)", zh: "路径中有一段不是文件夹" },
    { rejects: join(dirname(data), "none", "x.csv"), en: "there is no such file or folder (ENOENT)", zh: "没有这个文件或文件夹" },
    { rejects: dirname(data), en: "this is a folder, not a file (EISDIR)", zh: "这是文件夹" },
    { rejects: data, en: "is the file to import", zh: "正是要导入的文件" },
  ];
  for (const { rejects, en, zh } of places) {
    const { code, stdout } = await muster(...argv.slice(0, 4), "--rejects", rejects);
    assert.is(code, 1);
    assert.ok(stdout.includes(en), stdout);
    assert.ok(stdout.includes("--rejects"), stdout);
    assert.match((await muster(...argv.slice(0, 4), "--rejects", rejects, "--lang", "zh")).stdout, zh);
  }
  assert.is((await run(["list", "--db", db, "--json"])).stdout, "");
  assert.equal(readdirSync(dirname(data)).toSorted(), ["old.csv", "old.mapping.json"]);
});

test("a mapping that is wrong is told with its line, and nothing is imported", async () => {
  const { muster } = await town();
  const { code, stdout, stderr } = await muster(...filesOf(header + good, { ...reportsOnly, key: "{kye}" }).argv);
  assert.is(code, 1);
  assert.match(stdout, /old\.mapping\.json:\d+ {2}error {2}\/key {2}There is no field kye/);
  assert.match(stderr, "Nothing was imported.");
  const syntax = await muster(...filesOf(header, '{\n  "target": reports\n}').argv);
  assert.is(syntax.code, 2);
  assert.match(syntax.stderr, "old.mapping.json:2:13 is not JSON");
  assert.is((await muster("import", "x.csv", "--mapping", join(tempFolder(), "none.json"))).code, 2);
});

test("a row that was rejected carries no note of what became of its ticket", async () => {
  const { muster } = await town();
  const { argv, rejects } = filesOf(`${header}d,2024-03-01 08:00,2024-02-01 08:00,井盖缺失,north,\n`);
  const { stdout } = await muster(...argv);
  assert.match(stdout, "[unknown-value] area");
  assert.not.match(stdout, "closed before it was created");
  assert.not.match(readFileSync(rejects, "utf8"), "closed before it was created");
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
