import { test } from "uvu";
import * as assert from "uvu/assert";
import { assigned, at, officeTown, wall, workHours } from "../fixtures/office-town.ts";
import { person, standards, tenant } from "../fixtures/town.ts";

const [hal, hua, sam, dan, ina, ann, sue, wen] = [
  person("hal"),
  person("hua"),
  person("sam"),
  person("dan"),
  person("ina"),
  person("ann"),
  person("sue"),
  person("wen"),
];
const world = officeTown();
const start = "2026-03-02 16:00";
type Life = ReturnType<typeof assigned>;

function extended(life: Life, amount: number, unit: string): void {
  life.does(hal, "extend", { amount, unit, reason: "等待配件" });
  life.does(sam, "approve", { request: "extend" });
  life.does(dan, "approve", { request: "extend" });
}

const dues = (life: Life) =>
  Object.fromEntries(Object.entries(life.ticket().clocks ?? {}).map(([name, { due }]) => [name, due === undefined ? "none" : wall(due)]));

/** Through verification to its end. */
function finish(life: Life, followedUp = () => {}): void {
  life.does(hal, "sign");
  life.does(hal, "submit", { result: "已处置" });
  life.does(ina, "pass");
  followedUp();
  life.does(ann, "close", { closing: "已恢复" });
}

test("extend: adds to the current deadline in any unit, so many times, and not once it has passed", () => {
  const life = assigned(world, start);
  extended(life, 1, "natural-day");
  assert.is(dues(life)["handle"], "03-04 16:00");
  extended(life, 4, "work-hour");
  assert.is(dues(life)["handle"], "03-05 10:00");
  assert.is(life.refused(hal, "extend", { amount: 1, unit: "work-hour", reason: "再延" }), "not-now", "twice at most");
  const late = assigned(world, start);
  late.sleep("2026-03-03 16:30");
  assert.is(late.refused(hal, "extend", { amount: 1, unit: "work-hour", reason: "再延" }), "not-now");
  assert.not.ok(late.offered(hal).includes("extend"));
});

test("reach: ends a milestone's clock, and the matter's own goes on", () => {
  const life = assigned(world, start);
  assert.equal(dues(life), { handle: "03-03 16:00", "handle/stop": "03-03 10:00" });
  assert.is(wall(life.ticket().due ?? 0), "03-03 10:00");
  assert.is(life.refused(hal, "reach", { milestone: "start" }), "bad-input");
  life.sleep("2026-03-02 17:00");
  life.does(hal, "reach", { milestone: "stop" });
  assert.is(wall(life.ticket().due ?? 0), "03-03 16:00");
  assert.is(life.refused(hal, "reach", { milestone: "stop" }), "not-now");
});

test("reach: of several milestones one that was reached is not reached again", () => {
  const limits = [
    { ...workHours(2), milestone: "stop" },
    { ...workHours(4), milestone: "clear" },
  ];
  const document = { ...standards, standards: [{ code: "0201-1", category: "0201", limits }] };
  const life = assigned(officeTown({ kind: "standards", document }), start);
  life.does(hal, "reach", { milestone: "stop" });
  const [when] = life.ticket().clocks?.["handle/stop"]?.segments ?? [];
  life.sleep("2026-03-02 17:00");
  assert.is(life.refused(hal, "reach", { milestone: "stop" }), "bad-input");
  life.does(hal, "reach", { milestone: "clear" });
  assert.equal(life.ticket().clocks?.["handle/stop"]?.segments[0], when);
});

test("urge: tells whoever the ticket waits for, and counts", () => {
  const life = assigned(world, start);
  life.does(sue, "urge", { note: "请尽快" });
  life.does(ann, "urge");
  assert.is(life.ticket().counts["urged"], 2);
  assert.is(life.entries().at(-1)?.effects?.length, 1);
  assert.is(life.refused(hal, "urge"), "not-allowed");
});

test("what has ended is neither urged nor supervised, and whoever would is told so before", () => {
  const life = assigned(world, start);
  finish(life);
  assert.is(life.refused(sue, "urge"), "not-now");
  assert.is(life.refused(sue, "supervise", { order: "说明", replyBy: at("2026-03-05 18:00") }), "not-now");
  for (const command of ["urge", "supervise"]) assert.not.ok(life.offered(sue).includes(command), command);
});

test("a ticket takes so many orders and no more", () => {
  const life = assigned(world, start);
  for (let i = 0; i < 20; i += 1) life.does(sue, "supervise", { order: `第 ${i} 次`, replyBy: at("2026-03-05 18:00") });
  assert.is(life.refused(sue, "supervise", { order: "再", replyBy: at("2026-03-05 18:00") }), "not-now");
  assert.not.ok(life.offered(sue).includes("supervise"));
});

test("supervise: the ticket does not leave its handling before the order is answered in writing", () => {
  const life = assigned(world, start);
  life.does(hal, "sign");
  life.does(sue, "supervise", { order: "三日内书面说明", replyBy: at("2026-03-05 18:00") });
  assert.is(life.refused(hal, "submit", { result: "已处置" }), "not-now");
  assert.not.ok(life.offered(hal).includes("submit"));
  assert.is(life.refused(hal, "reply"), "bad-input", "in writing");
  life.does(hal, "reply", { reply: "已安排" });
  assert.is(life.refused(hal, "reply", { reply: "又" }), "not-now");
  const [given] = life.ticket().supervisions ?? [];
  assert.equal([given?.by, given?.role, given?.reply?.by], ["person:sue", "handler", "person:hal"]);
  life.does(hal, "submit", { result: "已处置" });
  assert.is(life.ticket().stage, "verify");
});

test("supervise: an order that comes after the handling is answered before the ticket ends", () => {
  const life = assigned(world, start);
  life.does(hal, "sign");
  life.does(hal, "submit", { result: "已处置" });
  life.does(sue, "supervise", { order: "说明原因", replyBy: at("2026-03-05 18:00") });
  life.does(ina, "pass");
  assert.is(life.refused(ann, "close", { closing: "恢复" }), "not-now");
  life.does(hal, "reply", { reply: "已说明" });
  life.does(ann, "close", { closing: "恢复" });
  assert.is(life.ticket().stage, "close");
});

test("supervise: of several orders the earliest is answered first, and each wants its own reply", () => {
  const life = assigned(world, start);
  life.does(hal, "sign");
  for (const order of ["说明原因", "说明进展"]) life.does(sue, "supervise", { order, replyBy: at("2026-03-05 18:00") });
  const answered = () => life.ticket().supervisions?.map(({ reply }) => reply !== undefined);
  life.does(hal, "reply", { reply: "等待配件" });
  assert.equal(answered(), [true, false]);
  assert.is(life.refused(hal, "submit", { result: "已处置" }), "not-now");
  life.does(hal, "reply", { reply: "已到货" });
  assert.equal(answered(), [true, true]);
});

test("supervise: whoever gave the order may end the matter all the same", () => {
  const life = assigned(world, start);
  life.does(sue, "supervise", { order: "书面说明", replyBy: at("2026-03-05 18:00") });
  life.does(sue, "void", { reason: "误报" });
  assert.is(life.ticket().stage, "close");
});

test("claim, delegate and release: one of the owner's people moves it on, and the others leave it to them", () => {
  const life = assigned(world, start);
  life.does(hal, "claim");
  assert.is(life.ticket().assignee, "hal");
  assert.is(life.refused(hua, "claim"), "not-now");
  assert.is(life.refused(hua, "sign"), "not-allowed");
  assert.is(
    life.refused(dan, "reassign", { owner: "water", reason: "职责所在" }),
    "",
    "others than the owner's people are not kept from their part",
  );
  assert.is(life.refused(hal, "delegate", { person: "wen" }), "bad-input", "not of the squad");
  life.does(hal, "delegate", { person: "hua", note: "休假" });
  assert.is(life.refused(hal, "sign"), "not-allowed");
  life.does(hua, "sign");
  life.does(hua, "release");
  life.does(hal, "claim");
  life.does(dan, "reassign", { owner: "water", reason: "职责所在" });
  assert.is(life.ticket().assignee, undefined, "another unit begins afresh");
  life.does(wen, "sign");
});

test("a claim is given away by its claimer or somebody above, and only to somebody who can go on with it", () => {
  const life = assigned(world, start);
  life.does(hal, "claim");
  assert.is(life.refused(hua, "release"), "not-allowed");
  assert.is(life.refused(hua, "delegate", { person: "hua" }), "not-allowed");
  assert.not.ok(life.offered(hua).includes("release"));
  assert.is(life.refused(hal, "delegate", { person: "sam" }), "bad-input", "a supervisor could not sign");
  life.does(sam, "delegate", { person: "hua" });
  assert.is(life.ticket().assignee, "hua");
  life.does(sam, "release");
  life.does(hal, "sign");
});

test("attach: takes at least one file", () => {
  const life = assigned(world, start);
  assert.is(life.refused(hal, "attach", { note: "补照片" }, []), "bad-input");
  life.does(hal, "attach", { note: "补照片" });
  assert.is(life.entries().at(-1)?.attachments?.length, 1);
});

test("evaluate: once it is closed, and whoever says it again changes their mind", () => {
  const life = assigned(world, start);
  assert.is(life.refused(ann, "evaluate", { score: 5 }), "not-now");
  finish(life);
  assert.is(life.refused(ann, "evaluate", { score: 6 }), "bad-input");
  life.does(ann, "evaluate", { score: 2, remark: "慢" });
  life.does(sue, "evaluate", { score: 4 });
  life.does(ann, "evaluate", { score: 5 });
  assert.equal(
    life.ticket().evaluations?.map(({ by, score }) => `${by} ${score}`),
    ["person:sue 4", "person:ann 5"],
  );
});

test("appeal: only against lateness, only after the end; granted, the ticket stays visibly late", () => {
  const inTime = assigned(world, start);
  finish(inTime);
  assert.is(inTime.refused(hal, "appeal", { reason: "无" }), "not-now");
  const late = assigned(world, start);
  late.sleep("2026-03-05 10:00");
  assert.is(late.refused(hal, "appeal", { reason: "道路封闭" }), "not-now", "it is not closed yet");
  finish(late, () => assert.is(late.refused(hal, "appeal", { reason: "道路封闭" }), "not-now", "nor is it while it is followed up"));
  const { due, metAt } = late.ticket();
  assert.ok(due !== undefined && metAt !== undefined && metAt > due);
  late.does(hal, "appeal", { reason: "道路封闭" });
  late.does(sue, "approve", { request: "appeal" });
  assert.ok(late.ticket().exempted);
  assert.equal([late.ticket().due, late.ticket().metAt], [due, metAt]);
  assert.is(late.refused(hal, "appeal", { reason: "再" }), "not-now");
  late.does(ann, "reopen", { reason: "又有车乱停" });
  assert.is(late.ticket().exempted, undefined, "how late it will be then is another matter");
});

test("a reporter sees nothing of requests, orders and evaluations of others", () => {
  const reporter = { kind: "reporter", tenant: tenant.id, id: "r1" } as const;
  const life = assigned(world, start);
  assert.equal(life.offers(reporter), []);
});

test.run();
