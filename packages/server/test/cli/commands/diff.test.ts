import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders } from "../../../../engine/test/fixtures/temp.ts";
import { routing } from "../../../../engine/test/fixtures/town.ts";
import { town, townFolder, write } from "../town-folder.ts";

test.after(removeTempFolders);

/** The town, and a folder in which a row of the routing was put in and another changed. */
async function changed() {
  const { muster } = await town();
  const folder = townFolder();
  const [first, ...others] = routing.rows;
  const rows = [
    first,
    { id: "rest", when: ["-", "3"], then: ['"d"', "false"] },
    ...others.map((row) => (row.id === "r3" ? { ...row, when: ['"01"', "3"] } : row)),
  ];
  write(folder, "routing.table.json", { ...routing, rows });
  return { muster, folder };
}

test("files are compared with what is published, row by row", async () => {
  const { muster, folder } = await changed();
  const english = await muster("diff", folder, "--lang", "en");
  assert.is(english.code, 0, english.stderr);
  assert.match(english.stdout, /table\/routing {2}published → .*routing\.table\.json\n/);
  assert.match(english.stdout, '  + /rows/rest  {"id":"rest","when":["-","3"],"then":["\\"d\\"","false"]}');
  assert.match(english.stdout, '  ~ /rows/r3/when/1  "-" → "3"');
  assert.match(english.stdout, /organisation\/organisation {2}published → .*: no difference/);
  const told = (await muster("diff", `${folder}/routing.table.json`, "--json")).stdout;
  assert.equal((JSON.parse(told) as { readonly changes: readonly object[] }).changes.length, 2);
});

test("versions are compared, and an earlier one is published anew", async () => {
  const { muster, folder } = await changed();
  await muster("init", folder);
  assert.match((await muster("diff", "table/routing", "--lang", "zh-CN")).stdout, /table\/routing {2}@1 → @2\n {2}\+ \/rows\/rest/);
  const dry = await muster("rollback", "table/routing@1", "--dry-run", "--lang", "en");
  assert.match(dry.stdout, /^table\/routing\n {2}- \/rows\/rest[^]*A dry run: nothing was written/);
  assert.match((await muster("diff", "table/routing@1", "--lang", "en")).stdout, "@1 → @2");
  assert.match((await muster("rollback", "table/routing@1")).stdout, "table/routing@3");
  assert.match((await muster("diff", "table/routing@1..3", "--lang", "en")).stdout, "no difference");
  assert.match((await muster("rollback", "table/routing@1", "--lang", "en")).stdout, "It is what is published already");
});

test("a dry run names what each change is about, for people and for programs, and says where nothing would change", async () => {
  const { muster, folder } = await changed();
  const dry = await muster("publish", folder, "--dry-run", "--lang", "en");
  assert.match(dry.stdout, /^table\/routing\n {2}\+ \/rows\/rest/);
  const told = JSON.parse((await muster("publish", folder, "--dry-run", "--json")).stdout) as { readonly changes: readonly object[] };
  assert.equal(
    told.changes.map((change) => (change as { readonly definition: string }).definition),
    ["table/routing", "table/routing"],
  );
  assert.match((await muster("rollback", "table/routing@1", "--dry-run", "--lang", "en")).stdout, "It is what is published already");
  assert.match((await muster("diff", folder, "--lang", "zh-CN")).stdout, /table\/routing {2}已发布的 → /);
});

test("what is no version, or is not there, is said", async () => {
  const { muster } = await changed();
  const none = await muster("rollback", "table/routing@9", "--lang", "en");
  assert.is(none.code, 1);
  assert.match(none.stderr, "table/routing has the versions 1 to 1, and no version 9");
  const unread = await muster("rollback", "routing", "--lang", "zh-CN");
  assert.is(unread.code, 2);
  assert.match(unread.stderr, "请写作 KIND/ID@VERSION");
  const absent = await muster("diff", "table/none", "--lang", "en");
  assert.is(absent.code, 1);
  assert.match(absent.stderr, "There is no published definition table/none; check how it is written");
});

test.run();
