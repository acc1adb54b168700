import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { run } from "../run.ts";

test.after(removeTempFolders);

test("the demo plays the whistle with its times, in both languages, and prints the board", async () => {
  const zh = await run(["demo", "--lang", "zh-CN"]);
  assert.is(zh.code, 0, zh.stderr);
  for (const said of [
    /08:05 {2}.*吹哨 → 联合处置/,
    /叫 .*城管中队 \(主办\)/,
    /叫 财政局 \(包保\)/,
    /09:34 .*办结 → 已办结；案卷 → 核查中/,
    /已结案/,
    /财政局 +包保 +7 分钟 +11 分钟 +33 分钟/,
    /报到得分：财政局 97\.\d \/ 100 A；柳湖.*100 \/ 100 A/,
    /问题 0 处/,
  ])
    assert.match(zh.stdout, said);
  const en = await run(["demo", "--lang", "en"]);
  assert.match(en.stdout, /08:31 .*Arrive → Arrived/);
  assert.match(en.stdout, /Finance bureau +paired +7 min/);
});

test("with --json each step and the board are lines of JSON", async () => {
  const { stdout, code } = await run(["demo", "--json"]);
  assert.is(code, 0);
  const lines = stdout
    .trim()
    .split("\n")
    .map(
      (line) =>
        JSON.parse(line) as { readonly command?: string; readonly board?: readonly { readonly unit: string; readonly rated: number }[] },
    );
  assert.is(lines.filter(({ command }) => command === "sign").length, 2);
  assert.equal(
    lines.at(-1)?.board?.map(({ unit }) => unit),
    ["finance", "liuhu-city-management"],
  );
});

test("what was played can be kept, and is never written over another file", async () => {
  const file = join(tempFolder(), "demo.db");
  assert.is((await run(["demo", "--keep", file])).code, 0);
  assert.ok(existsSync(file));
  const { stdout } = await run(["list", "--db", file]);
  assert.match(stdout, "SF20260310-00001");
  const again = await run(["demo", "--keep", file, "--lang", "en"]);
  assert.is(again.code, 1);
  assert.match(again.stderr, "is there already");
});

test.run();
