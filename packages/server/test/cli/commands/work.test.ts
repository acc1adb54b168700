import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { lines, run } from "../run.ts";
import { town, write } from "../town-folder.ts";

test.after(removeTempFolders);

const { db, muster, report } = await town();
const number = await report();
const photo = write(tempFolder(), "after.jpg", "x");
for (const [command = "", ...rest] of [
  ["file", "--as", "ann"],
  ["dispatch", "--as", "dan", "--field", "owner=s1-squad"],
  ["sign", "--as", "hal"],
  ["submit", "--as", "hal", "--field", "result=done", "--attach", photo],
  ["pass", "--as", "ina"],
  ["close", "--as", "ann", "--field", "closing=done"],
]) {
  const { code, stderr } = await muster("send", number, command, ...rest);
  if (code !== 0) throw new Error(stderr);
}

test("what waits in the app is delivered and printed once", async () => {
  const { code, stdout } = await muster("work");
  assert.is(code, 0);
  assert.match(stdout, `town  assigned  ${number}  → handler · First Street squad`);
  assert.match(stdout, "0 timers fired");
  assert.match((await muster("work", "--lang", "zh-CN")).stdout, "触发定时器 0 个，投递 0 次");
});

const later = () => Date.now() + 16 * 86_400_000;

test("a ticket is shown where its next steps start from: as its overdue timers will leave it, which it says", async () => {
  const { stdout } = await run(["show", number, "--db", db, "--wait", "0"], { now: later });
  assert.match(stdout, `${number}  Close · Archived`);
  assert.match(stdout, "as 1 overdue timer will leave it, before anything else is done");
  assert.not.match(stdout, "Closed → Archived");
  const chinese = await run(["show", number, "--db", db, "--wait", "0", "--lang", "zh-CN"], { now: later });
  assert.match(chinese.stdout, "已按 1 个到点而未触发的定时器计算；它们先于其他任何操作触发。");
  assert.not.match((await muster("show", number)).stdout, "overdue timer");
});

test("a timer that is due fires", async () => {
  const { stdout } = await run(["work", "--db", db, "--json"], { now: later });
  assert.equal(lines(stdout).at(-1), { type: "done", fired: 1, attempts: 0, published: 0, failed: 0 });
  assert.match((await muster("show", number)).stdout, "Closed → Archived");
});

test("the help says when a delivery is made, and with what code deliveries that nobody read end", async () => {
  const told = async (lang: string) => (await run(["work", "--help", "--lang", lang])).stdout.replaceAll(/\s+/g, "");
  const english = "each delivered when its line was written; where nobody reads on, the rest waits for the next run and the exit code is 3";
  assert.match(await told("en"), english.replaceAll(" ", ""));
  assert.match(await told("zh-CN"), "没有人再读取时，其余的留待下次，退出码3");
});

test("with --watch it goes on until it is told to stop", async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  const { code } = await run(["work", "--db", db, "--watch"], { signal: stop.signal });
  assert.is(code, 0);
});

test.run();
