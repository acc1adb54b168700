import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { governed } from "../../../../engine/test/fixtures/governed-town.ts";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { routing } from "../../../../engine/test/fixtures/town.ts";
import { run } from "../run.ts";
import { townFolder, write } from "../town-folder.ts";

test.after(removeTempFolders);

/** The town with a rule admin and an approver, and a file that routes manhole covers elsewhere. */
async function governedTown() {
  const folder = townFolder();
  write(folder, "town.organisation.json", governed);
  const db = join(tempFolder(), "town.db");
  const muster = (...argv: readonly string[]) => run([...argv, "--db", db, "--wait", "0"]);
  assert.is((await muster("init", folder, "--tenant", "town")).code, 0);
  const rows = routing.rows.map((row) => (row.id === "r3" ? { ...row, then: ['"d"', "false"] } : row));
  return { muster, db, file: write(folder, "routing.table.json", { ...routing, rows }), folder };
}

test("a file is proposed, submitted, approved by another person and published, each told in both languages", async () => {
  const { muster, file } = await governedTown();
  const proposed = await muster("proposal", "new", file, "--title", "井盖归区", "--as", "eve", "--lang", "zh-CN");
  assert.match(proposed.stdout, "#1  草稿  井盖归区  (table/routing)");
  assert.is((await muster("proposal", "submit", "1", "--as", "eve")).code, 0);
  const shown = (await muster("proposal", "show", "1", "--lang", "zh-CN")).stdout;
  assert.match(shown, /~ \/rows\/r3\/then\/0[^]*伊 \(eve\) {2}起草[^]*伊 \(eve\) {2}提交[^]*下一步：另一个人/);
  const own = await muster("proposal", "approve", "1", "--as", "eve", "--lang", "en");
  assert.is(own.code, 1);
  assert.match(own.stderr, "the privilege approve-rules");
  assert.is((await muster("proposal", "approve", "1", "--as", "bob", "--opinion", "可以")).code, 0);
  const published = await muster("publish", "1", "--as", "eve", "--lang", "en");
  assert.match(published.stdout, /#1 {2}published {2}井盖归区[^]*table\/routing@2/);
  assert.match((await muster("proposal", "show", "1", "--lang", "en")).stdout, /@1 → @2[^]*bob {2}approved {2}“可以”/);
  const listed = await muster("proposal", "list", "--state", "published", "--json");
  assert.is((JSON.parse(listed.stdout) as { readonly id: number }).id, 1);
});

test("a proposal is scheduled, sent back, withdrawn and given up", async () => {
  const { muster, file } = await governedTown();
  await muster("proposal", "new", file, "--title", "井盖归区", "--as", "eve");
  await muster("proposal", "submit", "1", "--as", "eve");
  assert.is((await muster("proposal", "disapprove", "1", "--as", "bob")).code, 1, "an opinion is due");
  assert.is((await muster("proposal", "disapprove", "1", "--as", "bob", "--opinion", "再议")).code, 0);
  await muster("proposal", "submit", "1", "--as", "eve");
  await muster("proposal", "approve", "1", "--as", "bob");
  const past = await muster("publish", "1", "--at", "2020-01-01T00:00+08:00", "--as", "eve", "--lang", "en");
  assert.match(past.stderr, "The time of publication is past");
  const scheduled = await muster("publish", "1", "--at", "2099-01-01T00:00+08:00", "--as", "eve", "--lang", "en");
  assert.match(scheduled.stdout, "#1  scheduled");
  assert.match((await muster("proposal", "show", "1", "--lang", "en")).stdout, "to be published at 2099-01-01 00:00");
  await muster("proposal", "withdraw", "1", "--as", "bob");
  assert.match((await muster("proposal", "discard", "1", "--as", "eve", "--lang", "en")).stdout, "#1  discarded");
  assert.match((await muster("proposal", "revise", "1", file, "--as", "eve", "--lang", "en")).stderr, "Proposal 1 is discarded");
});

test("files whose approval was given elsewhere are published at once with both names, or not at all", async () => {
  const { muster, file, folder } = await governedTown();
  assert.match((await muster("publish", file, "--dry-run", "--lang", "en")).stdout, /~ \/rows\/r3[^]*A dry run/);
  const alone = await muster("publish", file, "--as", "eve", "--lang", "en");
  assert.is(alone.code, 2);
  assert.match(alone.stderr, "--approved-by");
  const refused = await muster("publish", file, "--as", "eve", "--approved-by", "ann", "--lang", "en");
  assert.is(refused.code, 1);
  assert.match(refused.stderr, "ann has no role with the privilege approve-rules");
  assert.match((await muster("publish", file, "--as", "bob", "--approved-by", "bob", "--lang", "en")).stderr, "name another person");
  assert.is((await muster("proposal", "list")).stdout, "", "nothing was written");
  assert.match((await muster("diff", file, "--lang", "en")).stdout, "~ /rows/r3");
  const done = await muster("publish", folder, "--as", "eve", "--approved-by", "bob", "--title", "井盖归区", "--lang", "en");
  assert.match(done.stdout, "table/routing@2");
  assert.match(
    (await muster("publish", folder, "--as", "eve", "--approved-by", "bob", "--lang", "en")).stdout,
    "It is what is published already",
  );
});

test("muster work keeps schedules, and says which it could not keep", async () => {
  const { muster, file, db } = await governedTown();
  const later = Date.now() + 3_600_000;
  const work = (...argv: readonly string[]) => run(["work", "--db", db, "--wait", "0", "--lang", "en", ...argv], { now: () => later });
  const at = new Date(later - 60_000).toISOString();
  await muster("publish", file, "--as", "eve", "--approved-by", "bob", "--at", at);
  assert.match((await work()).stdout, "1 scheduled proposal published.");
  await muster("rollback", "table/routing@1");
  await muster("publish", file, "--as", "eve", "--approved-by", "bob", "--at", at);
  await muster("rollback", "table/routing@2");
  const failed = await work();
  assert.match(failed.stderr, "1 scheduled proposal could not be published; muster proposal list --state failed");
  assert.match((await muster("proposal", "list", "--state", "failed")).stdout, "#2");
});

test("what is proposed is tried and backtested before anybody approves", async () => {
  const { muster, file } = await governedTown();
  const report = ["--as", "ann", "--field", "description=井盖缺失", "--field", "area=g1"];
  await muster("report", ...report);
  await muster("proposal", "new", file, "--title", "井盖归区", "--as", "eve");
  const tried = await muster("try", "--proposal", "1", ...report, "--lang", "en");
  assert.is(tried.code, 0, tried.stderr);
  assert.match(tried.stdout, /What differs from what is published:[^]*Water bureau[^]*→ District/);
  const tested = await muster("backtest", "--proposal", "1", "--lang", "en");
  assert.is(tested.code, 0, tested.stderr);
  assert.match(tested.stdout, "1 ticket reported from");
  assert.match((await muster("backtest", "--proposal", "7", "--lang", "en")).stderr, "There is no proposal 7");
  assert.match((await muster("backtest", "--lang", "en")).stderr, "Name files of drafts");
  assert.match((await muster("backtest", file, "--proposal", "1", "--lang", "en")).stderr, "goes without files");
});

test("rolling back is for whoever may approve", async () => {
  const { muster, folder } = await governedTown();
  await muster("publish", folder, "--as", "eve", "--approved-by", "bob");
  const refused = await muster("rollback", "table/routing@1", "--as", "eve", "--lang", "en");
  assert.is(refused.code, 1);
  assert.match(refused.stderr, "roll back definitions");
  assert.match((await muster("rollback", "table/routing@1", "--as", "bob")).stdout, "table/routing@3");
});

test("what is no proposal, or no file, is said", async () => {
  const { muster, folder } = await governedTown();
  const none = await muster("proposal", "show", "9", "--lang", "en");
  assert.is(none.code, 1);
  assert.match(none.stderr, "There is no proposal 9");
  assert.match((await muster("publish", "9", "--as", "eve", "--lang", "en")).stderr, "There is no proposal 9");
  assert.is((await muster("proposal", "show", "one")).code, 2);
  assert.is((await muster("proposal", "new", join(folder, "none.table.json"), "--title", "x", "--as", "eve")).code, 2);
  const broken = write(folder, "routing.table.json", "{");
  assert.match((await muster("proposal", "new", broken, "--title", "x", "--as", "eve", "--lang", "en")).stderr, "This is not JSON");
  assert.match((await muster("proposal", "list", "--lang", "zh-CN")).stderr, "没有变更申请");
});

test.run();
