import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders } from "../../../engine/test/fixtures/temp.ts";
import { run } from "./run.ts";
import { town } from "./town-folder.ts";

test.after(removeTempFolders);

const names = [
  "init",
  "check",
  "report",
  "send",
  "show",
  "list",
  "offers",
  "inbox",
  "work",
  "import",
  "export",
  "verify",
  "seal",
  "backup",
  "restore",
];

test("the help lists every command and the exit codes, in both languages", async () => {
  const english = await run(["--help"]);
  assert.is(english.code, 0);
  for (const name of names) assert.match(english.stdout, `\n  ${name} `);
  assert.match(english.stdout, "4  verification found faults");
  const chinese = await run(["--help", "--lang", "zh-CN"]);
  assert.match(chinese.stdout, "用法：");
  assert.match(chinese.stdout, "校验发现问题");
});

for (const name of names) {
  test(`${name} --help is in the language of the run and names the global options`, async () => {
    const { code, stdout } = await run([name, "--help"], { env: { LANG: "zh_CN.UTF-8" } });
    assert.is(code, 0);
    assert.match(stdout, `muster ${name}`);
    assert.match(stdout, "通用选项：");
    // What is left in English would show as a description without one Chinese character.
    for (const line of stdout.split("\n").filter((each) => /^ {2}-/.test(each) && each.trim().split(/ {2,}/).length > 1)) {
      assert.match(line, /\p{Script=Han}/u);
    }
  });
}

test("nothing at all shows the help and is wrong usage", async () => {
  const { code, stdout } = await run([]);
  assert.is(code, 2);
  assert.match(stdout, "Usage:");
});

const wrong = [
  { argv: ["lst"], en: "unknown command 'lst'", zh: "没有命令 lst（是不是 list？）" },
  { argv: ["list", "--colour"], en: "unknown option '--colour'", zh: "没有选项 --colour" },
  { argv: ["show"], en: "missing required argument 'ticket'", zh: "缺少参数 ticket" },
  { argv: ["list", "--db"], en: "argument missing", zh: "缺少值" },
  { argv: ["--json"], en: "Name a command", zh: "请写明命令" },
  { argv: ["list", "--wait", "soon"], en: "--wait takes seconds", zh: "--wait 须为" },
];
for (const { argv, en, zh } of wrong) {
  test(`muster ${argv.join(" ")} is wrong usage, said in both languages`, async () => {
    const english = await run(argv);
    assert.is(english.code, 2);
    assert.is(english.stdout === "", !argv.includes("--json"));
    assert.match(english.stderr, en);
    assert.match((await run(argv, { env: { LC_ALL: "zh_CN.UTF-8" } })).stderr, zh);
  });
}

test("an unknown language is wrong usage", async () => {
  assert.is((await run(["list", "--lang", "fr"])).code, 2);
});

test("a language goes by the name of its locale too, as in LANG", async () => {
  const { db } = await town();
  for (const lang of ["zh_CN", "zh_CN.UTF-8", "zh-Hans", "ZH"])
    assert.match((await run(["verify", "--db", db, "--lang", lang])).stdout, "0 处问题", lang);
  for (const lang of ["en_GB", "en"]) assert.match((await run(["verify", "--db", db, `--lang=${lang}`])).stdout, "faults 0", lang);
  for (const lang of ["zhuang", "english", ""]) assert.is((await run(["verify", "--db", db, "--lang", lang])).code, 2, lang);
});

test("the version is the package's", async () => {
  assert.match((await run(["--version"])).stdout, /^\d+\.\d+\.\d+\n$/);
});

test("the database comes from the environment where no option names it", async () => {
  const { db } = await town();
  assert.is((await run(["verify"], { env: { MUSTER_DB: db } })).code, 0);
});

const from = fileURLToPath(new URL("../../../../", import.meta.url));
const started = ["--import", "tsx", "--conditions=@muster/source", fileURLToPath(new URL("./start.ts", import.meta.url))];

test("a process of its own ends with the code, and says its JSON on standard output only", async () => {
  const { db } = await town();
  const done = spawnSync(process.execPath, [...started, "list", "--count", "stage", "--json", "--db", db], { cwd: from, encoding: "utf8" });
  assert.is(done.status, 0, done.stderr);
  assert.equal(JSON.parse(done.stdout), { by: "stage", counts: [] });
  const refused = spawnSync(process.execPath, [...started, "show", "T-none", "--db", db], { cwd: from, encoding: "utf8" });
  assert.is(refused.status, 1);
  assert.is(refused.stdout, "");
});

test("Ctrl-C ends the watching process cleanly", async () => {
  const { db, muster } = await town();
  const child = spawn(process.execPath, [...started, "work", "--watch", "--db", db], { cwd: from, env: { ...process.env, LC_ALL: "en" } });
  let told = "";
  child.stdout.on("data", (chunk: Buffer) => (told += chunk.toString()));
  // It holds the file once it works.
  for (let tries = 0; tries < 100 && (await muster("work")).code !== 3; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill("SIGINT");
  const [code] = (await once(child, "exit")) as [number | null];
  assert.is(code, 0);
  assert.match(told, "timers fired");
  assert.is((await muster("work")).code, 0);
});

test.run();
