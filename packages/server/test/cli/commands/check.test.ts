import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { organisation, routing } from "../../../../engine/test/fixtures/town.ts";
import { run } from "../run.ts";
import { town, townFolder, write } from "../town-folder.ts";

test.after(removeTempFolders);

test("a sound folder can be published, checked among itself without any database", async () => {
  const { code, stdout } = await run(["check", townFolder()]);
  assert.is(code, 0);
  assert.match(stdout, "5 files can be published (checked among themselves)");
});

test("a database that is named and not there yet is said, and is no failure", async () => {
  const { code, stdout } = await run(["check", townFolder(), "--db", join(tempFolder(), "new.db"), "--lang", "en"]);
  assert.is(code, 0);
  assert.match(stdout, /there is no database .*new\.db yet: checked among themselves/);
});

test("a finding names file, line, pointer and what to do, in the language asked for", async () => {
  const folder = townFolder();
  const file = write(folder, "town.organisation.json", { ...organisation, lastResort: "nowhere" });
  const english = await run(["check", folder]);
  assert.is(english.code, 1);
  assert.match(english.stdout, new RegExp(`${file}:\\d+  error  /lastResort  There is no unit named nowhere`));
  const chinese = await run(["check", folder, "--lang", "zh-CN"]);
  assert.match(chinese.stdout, "错误  /lastResort  没有名为 nowhere 的单位");
});

test("a mistake in the JSON is found with its line and column", async () => {
  const folder = townFolder();
  const file = write(folder, "routing.table.json", '{\n  "id": "routing",\n}');
  const { code, stdout } = await run(["check", folder]);
  assert.is(code, 1);
  assert.match(stdout, `${file}:3:1  error  This is not JSON, line 3, column 1`);
});

test("others are not blamed for what they miss while a document is misshapen", async () => {
  const folder = townFolder();
  write(folder, "town.organisation.json", { ...organisation, units: "none" });
  const { code, stdout } = await run(["check", folder, "--json"]);
  assert.is(code, 1);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly file: string }[] };
  assert.ok(findings.length > 0 && findings.every(({ file }) => file.endsWith("town.organisation.json")));
});

test("with --json there is one document with every finding", async () => {
  const folder = townFolder();
  write(folder, "town.organisation.json", { ...organisation, lastResort: "nowhere" });
  const { code, stdout } = await run(["check", folder, "--json"]);
  assert.is(code, 1);
  const told = JSON.parse(stdout) as {
    readonly ok: boolean;
    readonly findings: readonly { readonly finding: { readonly place: string } }[];
  };
  assert.is(told.ok, false);
  assert.is(told.findings[0]?.finding.place, "/lastResort");
});

test("one file is checked with what the database has published", async () => {
  const { muster } = await town();
  const folder = townFolder();
  const { code, stdout } = await muster("check", join(folder, "routing.table.json"));
  assert.is(code, 0, stdout);
  assert.match(stdout, "has published");
  const broken = write(folder, "routing.table.json", JSON.stringify(routing).replace("water", "nowhere"));
  assert.is((await muster("check", broken)).code, 1);
});

test("two files that define the same thing are at fault", async () => {
  const folder = townFolder();
  write(folder, "again.table.json", routing);
  const { code, stdout } = await run(["check", folder]);
  assert.is(code, 1);
  assert.match(stdout, "table/routing is defined more than once, by another file or in this one");
});

test("a JSON file of unknown kind is named: left out of a folder, refused by itself", async () => {
  const folder = townFolder();
  const file = write(folder, "routing.tabel.json", routing);
  const all = await run(["check", folder]);
  assert.is(all.code, 0);
  assert.match(all.stderr, "routing.tabel.json");
  const alone = await run(["check", file]);
  assert.is(alone.code, 2);
  assert.match(alone.stderr, "NAME.table.json");
});

test("a file that does not exist is wrong usage", async () => {
  assert.is((await run(["check", "nowhere.table.json"])).code, 2);
});

test.run();
