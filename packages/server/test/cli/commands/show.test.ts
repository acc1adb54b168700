import { test } from "uvu";
import * as assert from "uvu/assert";
import { createEngine, openLibsqlStore } from "@muster/engine";
import { removeTempFolders } from "../../../../engine/test/fixtures/temp.ts";
import { classification, organisation } from "../../../../engine/test/fixtures/town.ts";
import { run } from "../run.ts";
import { town, townFolder, write } from "../town-folder.ts";

test.after(removeTempFolders);

const { db, muster, report } = await town();
const number = await report();
await muster("send", number, "file", "--as", "ann");

test("the story tells who did what, the rules' decisions, and who can go on", async () => {
  const { code, stdout } = await muster("show", number);
  assert.is(code, 0);
  for (const part of [
    "To be dispatched · tier 3 · Manhole covers · owner Water bureau",
    "安 (ann)  Report (report)  → Reported",
    "What is wrong: 井盖缺失",
    "Grid: Grid 1 (g1)",
    "Classification (classification@1): row c1",
    'Category = —, Description = "井盖缺失"',
    "→ Category = Manhole covers (0101), Standard = 0101-1, Tier = 3",
    "File (file)  Reported → To be dispatched",
    "Routing (routing@1): row r3",
    "→ Auto = false, Owner = Water bureau (water)",
  ]) {
    assert.match(stdout, part);
  }
  assert.match(stdout, / {2}dispatch +Dispatch +dan\n/);
});

test("--why says of every row what ruled it out", async () => {
  const { stdout } = await muster("show", number, "--why");
  assert.match(stdout, "✓  c1  hit");
  assert.match(stdout, '✗  c2  Description: contains(?, "停车")');
  assert.match(stdout, "·  c9  matches too, but is not hit: row “c1” stands earlier");
});

test("the same in Chinese", async () => {
  const { stdout } = await run(["show", number, "--db", db], { env: { LANG: "zh_CN.UTF-8" } });
  for (const part of [
    "待派遣 · 3 级 · 井盖 · 主办 水务局",
    "问题描述：井盖缺失",
    "分类 (classification@1)：命中 c1",
    '类别 = —，描述 = "井盖缺失"',
    "→ 类别 = 井盖 (0101)，标准 = 0101-1，层级 = 3",
    "主办 = 水务局 (water)",
    "下一步：",
  ])
    assert.match(stdout, part);
  assert.match((await run(["show", number, "--db", db, "--why", "--lang", "zh"])).stdout, '✗  c2  描述：contains(?, "停车")');
});

test("people, units and tickets that were filled in are called by their names and numbers, with the code that commands take", async () => {
  const [first, second] = [await report(), await report()];
  await muster("send", first, "file", "--as", "ann");
  for (const [command = "", ...fields] of [
    ["dispatch", "owner=water"],
    ["return", "reason=x", "receiver=d", "receivedBy=ann"],
  ])
    await muster("send", first, command, "--as", command === "return" ? "wen" : "dan", ...fields.flatMap((field) => ["--field", field]));
  const returned = (await muster("show", first)).stdout;
  for (const part of ["Lead unit: Water bureau (water)", "Receiving unit: District (d)", "安 (ann)\n"]) assert.match(returned, part);
  const { code, stderr } = await muster("send", second, "merge", "--as", "ann", "--field", `mergedInto=${first}`);
  assert.is(code, 0, stderr);
  assert.match((await muster("show", second)).stdout, new RegExp(`: ${first}\n`));
});

test("with --json the ticket, its story and the next steps are one document", async () => {
  const { stdout } = await muster("show", number, "--why", "--json");
  const told = JSON.parse(stdout) as {
    readonly ticket: { readonly number: string };
    readonly story: readonly { readonly texts: object; readonly why: readonly { readonly ok: boolean }[] }[];
    readonly next: readonly { readonly command: string; readonly people: readonly string[] }[];
  };
  assert.is(told.ticket.number, number);
  assert.equal(told.story[0]?.texts, { description: "井盖缺失" });
  assert.is(told.story[0]?.why[0]?.ok, true);
  assert.equal(told.next.find((step) => step.command === "dispatch")?.people, ["dan"]);
});

test("an unknown ticket is refused, and so is one outside the actor's units", async () => {
  assert.is((await muster("show", "T-none")).code, 1);
  const { code, stdout, stderr } = await muster("show", number, "--as", "off");
  assert.is(code, 1);
  assert.is(stdout, "");
  assert.match(stderr, number);
});

test("an erased text is shown as erased, and its decision cannot be explained any more", async () => {
  const { stdout } = await muster(
    "report",
    "--as",
    "ann",
    "--reporter",
    "r9",
    "--field",
    "description=停车",
    "--field",
    "area=g1",
    "--json",
  );
  const { ticket } = JSON.parse(stdout) as { readonly ticket: { readonly number: string } };
  const engine = createEngine({ store: openLibsqlStore({ file: db }) });
  await engine.erase("town", "r9");
  await engine.close();
  const shown = await muster("show", ticket.number, "--why");
  assert.match(shown.stdout, "What is wrong: (erased)");
  assert.match(shown.stdout, "was erased");
});

test("once the table has changed, its rows are not explained by the new version", async () => {
  const folder = townFolder();
  write(folder, "classification.table.json", { ...classification, rows: classification.rows.slice(1) });
  assert.is((await muster("init", folder)).code, 0);
  assert.match((await muster("show", number, "--why")).stdout, "no longer at version 1");
});

test("a claim that was given back since its holder has left is told as that", async () => {
  const other = await town();
  const claimed = await other.report();
  await other.muster("send", claimed, "file", "--as", "ann");
  await other.muster("send", claimed, "dispatch", "--as", "dan", "--field", "owner=s1-squad");
  await other.muster("send", claimed, "sign", "--as", "hal");
  assert.is((await other.muster("send", claimed, "claim", "--as", "hal")).code, 0);
  const people = organisation.people.map((each) => (each.id === "hal" ? { ...each, holds: [{ role: "handler", unit: "water" }] } : each));
  const folder = townFolder();
  write(folder, "town.organisation.json", {
    ...organisation,
    people: [...people, { id: "new", holds: [{ role: "handler", unit: "s1-squad" }] }],
  });
  const again = await other.muster("init", folder, "--tenant", "town");
  assert.is(again.code, 0, again.stdout + again.stderr);
  assert.match((await other.muster("show", claimed, "--lang", "en")).stdout, "Released, since whoever had claimed it has left (adopt)");
  assert.match((await other.muster("show", claimed, "--lang", "zh-CN")).stdout, "认领人已离开，放回 (adopt)");
});

test.run();
