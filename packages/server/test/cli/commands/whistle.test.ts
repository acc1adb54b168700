import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ExplainedClock, LegOffer, Offer, Ticket, Waiting } from "@muster/engine";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { lines, run } from "../run.ts";
import { jointTownDatabase } from "../joint-town-folder.ts";
import { write } from "../town-folder.ts";

test.after(removeTempFolders);

const { db, muster, blown, photo } = await jointTownDatabase();

/** Sends these; each must be accepted. */
async function sent(number: string, ...steps: readonly (readonly string[])[]): Promise<void> {
  for (const step of steps) {
    const { code, stdout, stderr } = await muster("send", number, ...step);
    assert.is(code, 0, stdout + stderr);
  }
}

const water = ["--as", "wen", "--leg", "water"];
const squad = ["--as", "hal", "--leg", "1.s1-squad"];
const wholeLeg = (of: readonly string[]) => [
  ["sign", ...of],
  ["arrive", ...of, "--attach", photo],
  ["finish", ...of, "--field", "result=已清理"],
];

test("a whistle is told with its kind, who blew it and how far it is, and each leg in a line, in both languages", async () => {
  const number = await blown();
  await sent(number, ["sign", ...water]);
  const { stdout } = await muster("show", number);
  assert.match(stdout, /whistle 1 · Daily · blown by dee .* · round 1 · waits for all of them, 0 of 2 done\n/);
  assert.match(stdout, /1\.s1-squad +First Street squad +lead, by function +Called +due .* left\n/);
  assert.match(stdout, /1\.water +Water bureau +paired, by pairing +Signed +due .* left\n/);
  assert.match(stdout, /Units called: area:street\/city-management lead \+ paired:community paired\n/);
  const chinese = (await muster("show", number, "--lang", "zh-CN")).stdout;
  assert.match(chinese, /吹哨 1 · 日常 · dee 于 .* 吹响 · 第 1 轮 · 须全部办成，2 个中已办成 0 个\n/);
  assert.match(chinese, /1\.water +水务局 +包保，按包保 +已签收 +期限 .* 剩余 .*\n/);
});

test("the story names the leg of each entry with its states, and what a command did to others", async () => {
  const number = await blown();
  await sent(number, ...wholeLeg(squad), ["object", ...water, "--field", "reason=不归我们管"]);
  assert.match((await muster("show", number)).stdout, /1\.water {2}request: Object \(object\), to be agreed by supervisor\n/);
  await sent(number, ["cancel-legs", "--as", "dee", "--field", "legs=water", "--field", "reason=够了"]);
  await sent(number, ["rework-legs", "--as", "ina", "--field", "legs=s1-squad", "--field", "reason=没清干净"]);
  const { stdout } = await muster("show", number);
  for (const part of [
    / hal {2}1\.s1-squad First Street squad {2}Sign \(sign\) {2}Called → Signed\n/,
    / wen {2}1\.water Water bureau {2}Request: Object \(object\)\n/,
    / Let off the rest \(cancel-legs\) {2}Joint handling → Being verified\n +1\.water Water bureau → cancelled by Let off the rest \(cancel-legs\)\n/,
    / Send legs back \(rework-legs\) {2}Being verified → Joint handling\n +1\.s1-squad First Street squad → Called\n +Legs to be done again: s1-squad\n/,
    /waits for all of them, 0 of 1 done\n/,
    /1\.water +Water bureau +paired, by pairing +cancelled by Let off the rest \(cancel-legs\)\n/,
    / {2}sign +--leg 1\.s1-squad +Sign +hal\n/,
  ])
    assert.match(stdout, part);
  const told = JSON.parse((await muster("show", number, "--json")).stdout) as {
    readonly ticket: Ticket;
    readonly next: readonly { readonly command: string; readonly leg?: string; readonly people: readonly string[] }[];
  };
  assert.equal(Object.keys(told.ticket.legs ?? {}), ["1.s1-squad", "1.water"]);
  assert.equal(
    told.next.filter(({ command }) => command === "sign").map(({ leg, people }) => [leg, people]),
    [["1.s1-squad", ["hal"]]],
  );
  const chinese = (await muster("show", number, "--lang", "zh-CN")).stdout;
  assert.match(chinese, / {2}1\.water 水务局 {2}申请异议退回 \(object\)\n/);
  assert.match(chinese, /1\.water 水务局 → 已取消，因 取消其余 \(cancel-legs\)\n/);
});

test("what somebody can do with a leg is listed under it; with --leg all of it, with the reasons against the rest", async () => {
  const number = await blown();
  const { stdout } = await muster("offers", number, "--as", "wen");
  assert.match(
    stdout,
    /Possible with the leg 1\.water Water bureau \(Called\), with --leg 1\.water:\n {2}object .*\n.*\n {2}sign {2}Sign\n/,
  );
  assert.not.match(stdout, "1.s1-squad");
  const offers = JSON.parse((await muster("offers", number, "--as", "wen", "--leg", "water", "--json")).stdout) as readonly (
    | Offer
    | LegOffer
  )[];
  assert.ok(offers.every((offer) => "leg" in offer && offer.leg === "1.water"));
  assert.match((await muster("offers", number, ...water)).stdout, /not in the state the leg is in: .*Finish \(finish\)/);
  assert.match(
    (await muster("offers", number, ...water, "--lang", "zh-CN")).stdout,
    /子任务 1\.water 水务局（已呼叫）可用，加 --leg 1\.water：/,
  );
  const unknown = await muster("offers", number, "--as", "wen", "--leg", "moon");
  assert.is(unknown.code, 1);
  assert.match(unknown.stderr, `Ticket ${number} has no leg moon; there is 1.s1-squad, 1.water.`);
});

test("a command to a leg is refused where the leg is not there, where it is not theirs, and where it has gone on", async () => {
  const number = await blown();
  assert.match((await muster("send", number, "sign", "--as", "wen", "--leg", "moon")).stderr, "unknown-leg /leg");
  assert.match((await muster("send", number, "sign", "--as", "wen", "--leg", "s1-squad")).stderr, "not-allowed");
  const told = JSON.parse((await muster("send", number, "sign", ...water, "--json")).stdout) as { readonly ticket: Ticket };
  const revision = told.ticket.legs?.["1.water"]?.revision ?? 0;
  await sent(number, ["sign", ...squad]);
  const stale = await muster("send", number, "contact", ...water, "--if-revision", String(revision - 1));
  assert.match(stale.stderr, "stale-revision");
  await sent(number, ["contact", ...water, "--if-revision", String(revision)]);
  const wrong = await muster("send", number, "call-again", "--as", "dee", "--field", "calls=water", "--field", "reason=x");
  assert.is(wrong.code, 2);
  assert.match(wrong.stderr, "unit=role, such as finance=lead");
});

test("a leg's task tells in the inbox which leg of whom it is, and as what; so does the word that is sent", async () => {
  const number = await blown();
  const { stdout } = await muster("inbox", "--as", "wen");
  assert.match(stdout, new RegExp(`${number} +Called .* called: 1\\.water Water bureau \\(paired\\) · handler · Water bureau `));
  const waiting = lines((await muster("inbox", "--as", "wen", "--json")).stdout) as unknown as readonly Waiting[];
  assert.ok(waiting.every(({ leg }) => leg === "1.water"));
  assert.match((await muster("inbox", "--as", "hal", "--lang", "zh-CN")).stdout, "报到：1.s1-squad 一街道城管中队 (主办) · handler");
  const worked = (await muster("work")).stdout;
  assert.match(worked, `town  called  ${number} · 1.water  → handler · Water bureau`);
});

test("the clocks of legs are explained with their arithmetic, each under its leg", async () => {
  const number = await blown();
  const { stdout } = await muster("explain", number);
  assert.match(stdout, /\n1\.water Water bureau · Arrive \(running\) {2}Water bureau {2}whistle\n {2}limit: 5 natural days\n/);
  const { clocks } = JSON.parse((await muster("explain", number, "--json")).stdout) as { readonly clocks: readonly ExplainedClock[] };
  assert.equal(new Set(clocks.map(({ leg }) => leg)), new Set([undefined, "1.s1-squad", "1.water"]));
  const later = await run(["show", number, "--db", db, "--lang", "en"], { now: () => Date.now() + 3 * 3_600_000 });
  assert.match(later.stdout, /1\.water +Water bureau +paired, by pairing +Called +due .* late by 2 h/);
});

test("a leg that a rung moves to another unit says so in the story, and goes on under its own name", async () => {
  const rungs = [{ id: "late", at: "due", actions: ["reassign-up"] }];
  const label = { "zh-CN": "签收超时", en: "Late to sign" };
  const ladder = { id: "signing", label, clocks: [{ process: "joint-leg", clock: "sign" }], rungs };
  const town = await jointTownDatabase({ "signing.ladder.json": ladder });
  const number = await town.blown();
  await run(["work", "--db", town.db], { now: () => Date.now() + 2 * 3_600_000 });
  const { stdout } = await town.muster("show", number);
  assert.match(stdout, / system {2}1\.water District {2}Escalation \(timer\)\n +1\.water → District\n/);
  assert.match(
    (await town.muster("offers", number, "--as", "dee", "--leg", "water")).stdout,
    "Possible with the leg 1.water District (Called)",
  );
});

test("a reporter is shown nothing of legs", async () => {
  const number = await blown();
  await sent(number, ...wholeLeg(squad), ["comment", ...water, "--field", "comment=人手不够"]);
  const { stdout } = await muster("show", number, "--as", "reporter:r1");
  for (const inner of ["whistle 1", "water", "人手", "已清理", "Arrive"]) assert.not.match(stdout, inner);
});

test("steps of a try go to legs, and are told with what those come to", async () => {
  const at = "2026-03-02T10:00+08:00";
  const calls = [{ unit: "paired:community", role: "lead" }];
  const attachments = [{ name: "x.png", mediaType: "image/png", size: 1, sha256: "00".repeat(32) }];
  const steps = write(tempFolder(), "steps.json", [
    { command: "whistle", as: "dee", at, form: { kind: "daily", purpose: "resident", calls, ask: "一起清理巷子" } },
    { command: "sign", as: "hal", leg: "water" },
    { command: "sign", as: "wen", leg: "water" },
    { command: "arrive", as: "wen", leg: "1.water", attachments },
    { command: "finish", as: "wen", leg: "water", form: { result: "已清理" } },
  ]);
  const report = ["--field", "description=巷子里乱停车", "--field", "area=g1", "--as", "ann", "--at", "2026-03-02T09:00+08:00"];
  const { stdout, code, stderr } = await muster("try", ...report, "--steps", steps);
  assert.is(code, 0, stderr);
  assert.match(stdout, / hal {2}water sign: refused, .* \(not-allowed\)\n/);
  assert.match(stdout, / wen {2}1\.water Water bureau {2}Sign {2}→ Signed · Joint handling · /);
  assert.match(stdout, / wen {2}1\.water Water bureau {2}Finish {2}→ Done · Being verified · /);
  assert.match(stdout, /1\.water Water bureau · Sign\n/);
});

test("what was done in legs verifies, and so does a backup", async () => {
  const copy = join(tempFolder(), "copy.db");
  assert.is((await muster("verify")).code, 0);
  assert.is((await muster("backup", copy)).code, 0);
  assert.match((await run(["verify", "--db", copy])).stdout, /faults 0/);
});

test.run();
