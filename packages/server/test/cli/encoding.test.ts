import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../engine/test/fixtures/temp.ts";
import { header, mapping } from "../import/imported-town.ts";
import { run } from "./run.ts";
import { town, townFolder, write } from "./town-folder.ts";

test.after(removeTempFolders);

const { db, muster } = await town();
const folder = tempFolder();

/** 井盖 in GB18030: Node encodes no GB, so the bytes stand here. */
const gbk = Buffer.from([0xbe, 0xae, 0xb8, 0xc7]);

/** A text with GBK in the place of 井盖. */
function inGbk(text: string): Buffer {
  const parts = text.split("井盖").map((part) => Buffer.from(part));
  return Buffer.concat(parts.flatMap((part, i) => (i === 0 ? [part] : [gbk, part])));
}

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const form = '{\n"description": "井盖",\n"area": "g1"}';
const declared = JSON.stringify({ ...mapping, steps: [], source: "井盖" }, null, 2);
const data = file("old.csv", `${header}a,2024-03-01 08:00,,井盖缺失,east,\n`);

const misread = [
  { what: "a form in a file", argv: ["report", "--as", "ann", "--form", `@${file("form.json", inGbk(form))}`], line: 2 },
  { what: "a mapping", argv: ["import", data, "--mapping", file("gbk.mapping.json", inGbk(declared))] },
  { what: "seals", argv: ["verify", "--seals", file("seals.ndjson", inGbk('{"tenant":"井盖"}\n')), "--public-key", data], line: 1 },
  { what: "a public key", argv: ["verify", "--seals", data, "--public-key", file("key.pem", gbk)], line: 1 },
];
for (const { what, argv, line } of misread) {
  test(`${what} in another encoding is refused, with what to do, in both languages`, async () => {
    const { code, stderr } = await muster(...argv);
    assert.is(code, 2);
    assert.match(stderr, /^muster: error: \/.* is not UTF-8 \(line \d+\); save it as UTF-8 and try again\.\n$/);
    if (line !== undefined) assert.match(stderr, `(line ${line})`);
    assert.match((await muster(...argv, "--lang", "zh")).stderr, "请另存为 UTF-8 再试");
  });
}

test("a form on standard input in another encoding is refused", async () => {
  const stdin = Readable.from([inGbk(form)]);
  const { code, stderr } = await run(["report", "--as", "ann", "--form", "-", "--db", db], { stdin });
  assert.is(code, 2);
  assert.match(stderr, "Standard input is not UTF-8 (line 2)");
});

test("a definition in another encoding is a finding on its line, and nothing is published", async () => {
  const definitions = townFolder();
  const name = readdirSync(definitions).find((each) => each.endsWith(".categories.json")) ?? "";
  const sound = readFileSync(join(definitions, name), "utf8");
  writeFileSync(join(definitions, name), Buffer.concat([Buffer.from('{\n"x": "'), gbk, Buffer.from('"}')]));
  const { code, stdout } = await run(["check", definitions]);
  assert.is(code, 1);
  assert.match(stdout, `${name}:2:1  error  `);
  assert.match(stdout, "is not UTF-8 (line 2); save it as UTF-8 and try again. [encoding]");
  assert.is((await muster("init", definitions)).code, 1);
  write(definitions, name, `\uFEFF${sound}`);
  assert.is((await run(["check", definitions])).code, 0, "a byte order mark is taken off");
});

test("a byte order mark stands in the way of nothing", async () => {
  const taken = await muster("report", "--as", "ann", "--form", `@${file("bom.json", `\uFEFF${form}`)}`, "--json");
  assert.is(taken.code, 0, taken.stderr);
  assert.is((await muster("import", data, "--mapping", file("bom.mapping.json", `\uFEFF${declared}`), "--dry-run")).code, 0);
});

test("bytes on the command line that are not UTF-8 are refused and not stored", () => {
  const started = fileURLToPath(new URL("./start.ts", import.meta.url));
  const line = `"${process.execPath}" --import tsx --conditions=@muster/source "${started}" report --as ann --field area=g1 --db "${db}"`;
  const cwd = fileURLToPath(new URL("../../../../", import.meta.url));
  for (const [more, said] of [
    ["--field description=$'\\xbe\\xae'", 'The argument "description=\uFFFD\uFFFD" is not UTF-8; type it in a UTF-8 terminal'],
    ["--field description=x --source $'\\xbe'", "is not UTF-8"],
  ]) {
    const { status, stderr } = spawnSync("bash", ["-c", `${line} ${more}`], {
      cwd,
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
    });
    assert.is(status, 2, stderr);
    assert.match(stderr, said ?? "");
  }
});

test.run();
