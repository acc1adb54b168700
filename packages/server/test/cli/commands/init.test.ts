import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { classification } from "../../../../engine/test/fixtures/town.ts";
import { run } from "../run.ts";
import { town, townFolder, write } from "../town-folder.ts";

test.after(removeTempFolders);

test("sets up a tenant, publishes a folder and the shipped process, and again changes nothing", async () => {
  const db = join(tempFolder(), "a", "town.db");
  const folder = townFolder();
  const first = await run(["init", folder, "--db", db, "--tenant", "town", "--prefix", "T"]);
  assert.is(first.code, 0, first.stderr);
  assert.match(first.stdout, "tenant town set up");
  assert.match(first.stdout, "process/closed-loop@1  published");
  const second = await run(["init", folder, "--db", db, "--json"]);
  assert.is(second.code, 0);
  const told = JSON.parse(second.stdout) as { readonly tenant: unknown; readonly published: readonly { readonly changed: boolean }[] };
  assert.equal(told.tenant, { id: "town", zone: "Asia/Shanghai", numberPrefix: "T" });
  assert.is(told.published.length, 8);
  assert.ok(told.published.every((each) => !each.changed));
});

test("another zone or prefix of a running tenant is told", async () => {
  const { muster } = await town();
  const tried = await muster("init", "--zone", "Europe/Paris", "--prefix", "XX", "--dry-run", "--lang", "en");
  assert.match(
    tried.stdout,
    /time zone would change from Asia\/Shanghai to Europe\/Paris\n {2}prefix of numbers would change from "T" to "XX"/,
  );
  const done = await muster("init", "--zone", "Europe/Paris", "--lang", "zh-CN");
  assert.match(done.stdout, /时区已由 Asia\/Shanghai 改为 Europe\/Paris/);
  assert.not.match((await muster("init", "--lang", "en")).stdout, /zone|prefix/);
});

test("publishes only what changed, as a new version", async () => {
  const db = join(tempFolder(), "town.db");
  const folder = townFolder();
  await run(["init", folder, "--db", db]);
  write(folder, "classification.table.json", { ...classification, rows: classification.rows.slice(1) });
  const dry = await run(["init", folder, "--db", db, "--dry-run"]);
  assert.match(dry.stdout, "table/classification@2  would be published");
  assert.match(dry.stdout, "table/routing@1  unchanged");
  const again = await run(["init", folder, "--db", db]);
  assert.match(again.stdout, "table/classification@2  published");
  assert.match(again.stdout, "table/routing@1  unchanged");
});

test("a dry run on a new file creates nothing and says what it would do", async () => {
  const db = join(tempFolder(), "town.db");
  const { code, stdout } = await run(["init", townFolder(), "--db", db, "--dry-run"]);
  assert.is(code, 0);
  assert.match(stdout, "would be set up");
  assert.not.ok(existsSync(db));
});

test("definitions with errors leave nothing behind", async () => {
  const db = join(tempFolder(), "town.db");
  const folder = townFolder();
  rmSync(join(folder, "routing.table.json"));
  const { code, stderr } = await run(["init", folder, "--db", db]);
  assert.is(code, 1);
  assert.match(stderr, "nothing was written");
  assert.not.ok(existsSync(db));
});

test("without a folder there is a tenant and a hint", async () => {
  const db = join(tempFolder(), "town.db");
  const { code, stdout } = await run(["init", "--db", db, "--zone", "Europe/Berlin"]);
  assert.is(code, 0);
  assert.match(stdout, "muster init FOLDER");
});

test("of the other files in a folder only a definition with a wrong name is mentioned", async () => {
  const folder = townFolder();
  write(folder, "package.json", { name: "town", private: true });
  write(folder, "old.mapping.json", { target: "standards", standards: { id: "x" } });
  write(folder, "reports.json", [{ form: {} }]);
  write(folder, "broken.json", "{");
  write(folder, "README.md", "# Town");
  const db = join(tempFolder(), "town.db");
  const quiet = await run(["init", folder, "--db", db]);
  assert.equal([quiet.code, quiet.stderr], [0, ""]);
  write(folder, "routing-tables.json", classification);
  const told = await run(["init", folder, "--db", db]);
  assert.is(told.code, 0);
  assert.match(
    told.stderr,
    /^Note: .*routing-tables\.json looks like a definition \(table\).*rename it routing-tables\.table\.json to use it\.\n$/,
  );
  assert.match((await run(["check", folder, "--db", db, "--lang", "zh"])).stderr, /^注意：.*请改名为 routing-tables\.table\.json。\n$/);
});

test("a folder without a definition is wrong usage, with the names that definitions have", async () => {
  const [folder, db] = [tempFolder(), join(tempFolder(), "town.db")];
  write(folder, "package.json", {});
  for (const command of ["init", "check"]) {
    const empty = await run([command, folder, "--db", db]);
    assert.is(empty.code, 2);
    assert.match(empty.stderr, "NAME.table.json");
  }
  write(folder, "routing.json", classification);
  assert.match((await run(["init", folder, "--db", db])).stderr, "rename it routing.table.json");
  assert.not.ok(existsSync(db));
});

test("a second tenant lives beside the first, and then one must be named", async () => {
  const db = join(tempFolder(), "town.db");
  const folder = townFolder();
  await run(["init", folder, "--db", db, "--tenant", "east"]);
  await run(["init", folder, "--db", db, "--tenant", "west"]);
  const unnamed = await run(["list", "--db", db]);
  assert.is(unnamed.code, 2);
  assert.match(unnamed.stderr, "east, west");
  assert.is((await run(["list", "--db", db, "--tenant", "west"])).code, 0);
});

const wrong = [
  { title: "an unknown time zone", argv: ["--zone", "Asia/Bozhou"], says: "Asia/Bozhou" },
  { title: "an offset for a zone", argv: ["--zone", "+08:00"], says: "IANA" },
  { title: "a tenant id with spaces", argv: ["--tenant", "a b"], says: "a b" },
  { title: "a prefix with spaces", argv: ["--prefix", "a b"], says: "--prefix" },
  { title: "a folder that does not exist", argv: ["nowhere"], says: "nowhere" },
];
for (const { title, argv, says } of wrong) {
  test(`${title} is wrong usage, and nothing is created`, async () => {
    const db = join(tempFolder(), "town.db");
    const { code, stderr } = await run(["init", ...argv, "--db", db]);
    assert.is(code, 2);
    assert.match(stderr, says);
    assert.not.ok(existsSync(db));
  });
}

test("a process of the tenant's own is not replaced by the shipped one", async () => {
  const db = join(tempFolder(), "town.db");
  const folder = townFolder();
  await run(["init", folder, "--db", db]);
  const { closedLoop } = await import("@muster/engine");
  const own = { ...(closedLoop[0]?.document as object), description: "ours" };
  const file = write(folder, "ours.process.json", own);
  assert.match((await run(["init", folder, "--db", db])).stdout, "process/closed-loop@2  published");
  rmSync(file);
  const { stdout, stderr } = await run(["init", folder, "--db", db]);
  assert.not.match(stdout, "process/closed-loop");
  assert.match(stderr, "stays as it is");
});

test.run();
