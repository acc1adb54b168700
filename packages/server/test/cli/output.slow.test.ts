import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../engine/test/fixtures/temp.ts";
import { header, mapping } from "../import/imported-town.ts";
import { run } from "./run.ts";
import { town, townFolder, write } from "./town-folder.ts";

test.after(removeTempFolders);

const bin = fileURLToPath(new URL("../../bin/muster.js", import.meta.url));
const { db, muster, report } = await town();
const number = await report();
const folder = tempFolder();
write(folder, "old.mapping.json", { ...mapping, steps: [] });

/** `muster` stands for the built program; answers the exit code of the first command of the pipe. */
function shell(line: string, locale = "en") {
  // Only the program gets the locale: a shell complains of one that is not installed.
  const script = `muster() { LC_ALL=${locale} "${process.execPath}" "${bin}" "$@"; }\n${line}\nexit \${PIPESTATUS[0]}`;
  return spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8", env: { ...process.env, MUSTER_DB: db } });
}

/** A reader that has left before anything comes: the program takes longer to start. */
const gone = "true";

const oneLine = /^muster: error: Standard output could not be written.*\(ENOSPC\).*\n$/;
for (const command of ["list", "export", "verify", `show ${number}`, "list --json", `offers ${number} --as ann`, "--help", "work"]) {
  test(`muster ${command} on a full disk says so in one line and ends with 3`, () => {
    const { status, stderr } = shell(`muster ${command} > /dev/full`);
    assert.is(status, 3, stderr);
    assert.match(stderr, oneLine);
  });
}

test("a full disk is said in Chinese too", () => {
  assert.match(shell("muster list > /dev/full", "zh_CN.UTF-8").stderr, /^muster: 错误：标准输出没有写完：磁盘已满（ENOSPC）.*\n$/);
});

test("what a full disk took only the beginning of is not taken for all", () => {
  // The limit of a file's size breaks a write in the middle, as a disk does that fills up.
  const { status, stderr } = shell(`ulimit -f 8; muster export > part.ndjson`);
  assert.is(status, 3, stderr);
  assert.match(stderr, "Standard output could not be written to its end");
});

test("what a command that failed could not write is told beside why it failed, and is code 3", () => {
  const unsound = write(folder, "unsound.categories.json", { categories: 3 });
  const shown = number.replace(/\d$/, "9");
  for (const [command, failed] of [
    [`send ${number} pass --as ann --json`, "refused: "],
    [`check ${unsound}`, "This cannot be published"],
    [`show ${shown} --json`, "There is no ticket"],
    ["list --colour --json", "unknown option"],
    ["list --db none.db --json", "There is no database file"],
  ] as const) {
    const { status, stderr } = shell(`muster ${command} > /dev/full`);
    assert.is(status, 3, stderr);
    const [first = "", second = "", ...more] = stderr.split("\n");
    assert.ok(first.startsWith(`muster: error: ${failed}`), stderr);
    assert.match(`${second}\n`, oneLine);
    assert.equal(more, [""]);
  }
  const silent = shell(`muster send ${number} pass --as ann > /dev/full`);
  assert.is(silent.status, 1, "nothing was to be written");
  assert.match(silent.stderr, /^muster: error: refused: .*\n$/);
});

test("whoever stops reading changes nothing about how a command ends", () => {
  const tampered = join(folder, "tampered.db");
  copyFileSync(db, tampered);
  const Database = createRequire(new URL("../../../engine/package.json", import.meta.url))("libsql") as new (file: string) => {
    readonly exec: (sql: string) => void;
    readonly close: () => void;
  };
  const database = new Database(tampered);
  database.exec("DELETE FROM journal");
  database.close();
  write(folder, "wrong.csv", "a,b\n1,2\n");
  for (const [line, code] of [
    ["list", 0],
    ["export", 0],
    ["work", 0],
    ["verify --db tampered.db", 4],
    ["import wrong.csv --mapping old.mapping.json", 1],
    ["import wrong.csv --mapping none.json", 2],
    [`send ${number} pass --as ann --json`, 1],
  ] as const) {
    const { status, stderr } = shell(`muster ${line} | ${gone}`);
    assert.is(status, code, `${line}: ${stderr}`);
    assert.not.match(stderr, /^ +at /m);
  }
});

test("an import goes on to its end where nobody reads its output or its errors", async () => {
  write(folder, "old.csv", `${header}a,2024-03-01 08:00,,井盖缺失,east,\nb,2024-03-01 08:00,,井盖缺失,north,\n`);
  const { status } = shell(`muster import old.csv --mapping old.mapping.json --strict 2>&1 | ${gone}`);
  assert.is(status, 1);
  assert.match((await muster("list", "--source", "books", "--json")).stdout, "books");
  assert.ok(existsSync(join(folder, "old.rejects.csv")));
  assert.not.ok(existsSync(join(folder, "old.rejects.csv.tmp")));
});

test("a delivery is made when its line was written: what no reader took waits for the next run", async () => {
  for (const each of [await report(), await report(), await report()])
    for (const [command = "", ...rest] of [
      ["file", "--as", "ann"],
      ["dispatch", "--as", "dan", "--field", "owner=s1-squad"],
    ])
      assert.is((await muster("send", each, command, ...rest)).code, 0);
  const full = shell("muster work > /dev/full");
  assert.is(full.status, 3, full.stderr);
  assert.match(full.stderr, /^muster: error: Standard output can no longer be written: the disk is full \(ENOSPC\); the deliveries .*\n$/);
  const closed = shell(`muster work | ${gone}`);
  assert.is(closed.status, 3, closed.stderr);
  assert.match(closed.stderr, /^muster: error: Standard output can no longer be written: nobody reads it any longer; the deliveries .*\n$/);
  const later = (seconds: number) => ({ now: () => Date.now() + seconds * 1000 });
  let taken = "";
  const stdout = new Writable({
    decodeStrings: false,
    write: (chunk: string, _, done) => {
      if (taken !== "") return done(Object.assign(new Error("EPIPE"), { code: "EPIPE" }));
      taken = chunk;
      return done();
    },
  });
  assert.is((await run(["work", "--db", db], { stdout, ...later(10) })).code, 3);
  assert.match(taken, "assigned");
  const rest = (await run(["work", "--db", db], later(60))).stdout;
  assert.is(rest.match(/assigned/g)?.length, 2);
  assert.match(rest, "2 deliveries tried");
});

test("a path that is no database file is told as what it is", () => {
  mkdirSync(join(folder, "place"));
  for (const command of ["list", "init", "verify", "work", "backup b.db"]) {
    const said = shell(`muster ${command} --db place`);
    assert.is(said.status, 3);
    assert.match(
      said.stderr,
      /^muster: error: place is a folder, not a database file; name a file in it, such as --db place\/muster\.db\.\n$/,
    );
    const inFile = shell(`muster ${command} --db old.mapping.json/x.db`);
    assert.is(inFile.status, 3);
    assert.match(inFile.stderr, /^muster: error: The path of the database .* a part of the path is no folder \(ENOTDIR\).*\n$/);
  }
  assert.not.ok(existsSync(join(folder, "place-owner")));
});

/** A run of somebody to whom little is permitted: nothing is forbidden to root. */
function asNobody(argv: readonly string[], locale = "en") {
  const script = `process.${process.getuid?.() === 0 ? "setuid(65534)" : "title"}; const { runCli } = await import(${JSON.stringify(new URL("../../dist/bundle/muster.js", import.meta.url).href)}); process.exitCode = (await runCli(${JSON.stringify(argv)}, process)).code;`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, LC_ALL: locale },
  });
}

test("a database that may not be read is told so", () => {
  copyFileSync(db, join(folder, "secret.db"));
  chmodSync(join(folder, "secret.db"), 0);
  chmodSync(folder, 0o755);
  const { status, stderr } = asNobody(["list", "--db", "secret.db"]);
  assert.match(stderr, /^muster: error: The database file secret\.db cannot be read: permission is denied \(EACCES\).*\n$/);
  assert.is(status, 3);
});

test("a folder that may not be written is told so, to whoever reads and to whoever sets up", () => {
  const locked = join(folder, "locked");
  mkdirSync(locked);
  copyFileSync(db, join(locked, "town.db"));
  chmodSync(locked, 0o555);
  chmodSync(folder, 0o755);
  for (const [argv, en, zh] of [
    [["list"], "the folder it is in may not be written", "它所在的文件夹不可写"],
    [["verify"], "the folder it is in may not be written", "它所在的文件夹不可写"],
    [
      ["init", "--db", "locked/new.db"],
      "the file cannot be opened; check that it, and the folder it is in,",
      "请检查它和它所在的文件夹是否可读写",
    ],
  ] as const) {
    const words = ["--db", "locked/town.db", ...argv];
    const { status, stderr } = asNobody(words);
    assert.is(status, 3, stderr);
    assert.ok(stderr.includes(en), stderr);
    assert.not.match(stderr, /ConnectionFailed|UNKNOWN/);
    assert.ok(asNobody(words, "zh_CN.UTF-8").stderr.includes(zh), words.join(" "));
  }
  assert.equal(readdirSync(locked), ["town.db"]);
  chmodSync(locked, 0o755);
});

test("a setting up that fails leaves nothing behind, and touches nothing that was there", () => {
  const place = join(folder, "halfway");
  mkdirSync(join(place, "new.db-wal"), { recursive: true });
  assert.is(shell(`muster init ${townFolder()} --db halfway/new.db`).status, 3);
  assert.equal(readdirSync(place), ["new.db-wal"]);
});

test("what a killed import left is taken away by the next, and nobody else's file is written over", () => {
  write(folder, "good.csv", `${header}c,2024-03-01 08:00,,井盖缺失,east,\n`);
  const left = join(folder, "good.old.rejects.csv.tmp");
  writeFileSync(left, "\uFEFFmuster_line,muster_outcome,muster_col");
  assert.is(shell("muster import good.csv --mapping old.mapping.json").status, 0);
  assert.not.ok(existsSync(left));
  writeFileSync(left, "mine");
  const refused = shell("muster import good.csv --mapping old.mapping.json");
  assert.is(refused.status, 1);
  assert.match(refused.stdout, "is no rejects file and is not overwritten");
});

test("a benchmark without the file that its JSON goes to is wrong usage", () => {
  const script = fileURLToPath(new URL("../../../../scripts/bench.js", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, "decide", "--json"], { encoding: "utf8" });
  assert.is(status, 2);
  assert.match(stderr, /^muster: --json needs a file\. Usage: .*\n$/);
});

test.run();
