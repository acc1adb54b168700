import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Draft, type Ticket } from "@muster/engine";
import type { Story } from "@muster/engine/testing";
import { closedLoopDocument } from "../../fixtures/closed-loop.ts";
import { assigned, at, ladderOf, officeTown, wall, workHours } from "../../fixtures/office-town.ts";
import { person, standards } from "../../fixtures/town.ts";
import { moved, refusal } from "./moving.ts";

const [hal, sam, dan] = [person("hal"), person("sam"), person("dan")];
const start = "2026-03-02 09:00";

const process = closedLoopDocument as { readonly meta: { readonly clocks: object } };
const loop = (change: object = {}): Draft => ({ kind: "process", document: { ...process, ...change } });
const limited = (...limits: readonly object[]): Draft => ({
  kind: "standards",
  document: { ...standards, standards: [{ code: "0201-1", category: "0201", limits }] },
});
const notify = { type: "notify", params: { topic: "late", role: "supervisor", at: "owner" } };
const rungs = (...shares: readonly number[]): Draft =>
  ladderOf({ rungs: shares.map((share) => ({ id: `at-${share}`, at: share === 100 ? "due" : { share }, actions: [notify] })) });

const clocks = ({ ticket }: Pick<Story, "ticket">) =>
  Object.entries(ticket?.clocks ?? {}).map(([name, { due, segments, generation }]) => {
    const last = segments.at(-1);
    const does = last?.until !== undefined ? "stopped" : last?.runs ? "runs" : "pauses";
    return `${name} ${does} ${due === undefined ? "—" : wall(due)} #${generation}`;
  });
const rungsTaken = ({ ticket }: Pick<Story, "ticket">) => ticket?.clocks?.["handle"]?.rungs;

test("kept clocks stay to the letter, ladders with them, whatever is published", () => {
  const life = assigned(officeTown(rungs(50)), start);
  life.pass("2026-03-02 15:00");
  const world = officeTown(rungs(50), rungs(60), limited(workHours(2)), loop({ description: "2" }));
  const after = moved(world, life.story(), { clocks: "keep" }, life.clock);
  assert.equal(after.ticket?.clocks, life.ticket().clocks);
  assert.equal([after.ticket?.due, after.ticket?.standard], [life.ticket().due, life.ticket().standard]);
});

test("re-targeted, a clock gets today's limit and carries what it has used; a milestone comes or goes with the standard", () => {
  const life = assigned(officeTown(), start);
  assert.equal(clocks(life.story()), ["handle/stop runs 03-02 15:00 #1", "handle runs 03-03 09:00 #1"].toSorted());
  life.pass("2026-03-02 11:00");
  const world = officeTown(limited(workHours(6), { ...workHours(3), milestone: "fence" }), loop({ description: "2" }));
  const after = moved(world, life.story(), { clocks: "retarget" }, life.clock);
  assert.equal(clocks(after).toSorted(), [
    "handle runs 03-02 17:00 #2",
    "handle/fence runs 03-02 12:00 #1",
    "handle/stop stopped 03-02 15:00 #1",
  ]);
  assert.is(wall(after.ticket?.due ?? 0), "03-02 12:00");
  assert.equal(after.ticket?.standard?.version, 2);
  const last = after.entries.at(-1);
  assert.equal([last?.versions["standards"], last?.versions["calendar/office"]], [2, 1]);
});

test("an extension that was granted is not lost by another limit", () => {
  const life = assigned(officeTown(), start);
  life.does(hal, "extend", { amount: 2, unit: "work-hour", reason: "等待配件" });
  life.does(sam, "approve", { request: "extend" });
  life.does(dan, "approve", { request: "extend" });
  const world = officeTown(limited(workHours(6)), loop({ description: "2" }));
  const after = moved(world, life.story(), { clocks: "retarget" }, life.clock);
  assert.ok(clocks(after).includes("handle runs 03-03 09:00 #2"), clocks(after).join());
});

test("restarted, a clock has its whole limit again from the moment on", () => {
  const life = assigned(officeTown(rungs(50)), start);
  life.pass("2026-03-02 16:00");
  assert.equal(rungsTaken(life.story()), { "at-50": 1 });
  const world = officeTown(rungs(50), rungs(25), limited(workHours(6)), loop({ description: "2" }));
  const after = moved(world, life.story(), { clocks: "restart" }, life.clock);
  assert.ok(clocks(after).includes("handle runs 03-03 12:00 #2"), clocks(after).join());
  assert.equal([rungsTaken(after), after.ticket?.clocks?.["handle"]?.ladder], [undefined, { id: "handling", version: 2 }]);
  assert.is(wall(after.ticket?.timers["ladder.handle"]?.due ?? 0), "03-02 17:30");
});

test("a clock that is paused stays so, with another limit or anew", () => {
  const life = assigned(officeTown(), start);
  life.does(hal, "sign");
  life.does(dan, "suspend", { until: at("2026-03-05 09:00"), reason: "等配件" });
  const world = officeTown(limited(workHours(6)), loop({ description: "2" }));
  for (const how of ["retarget", "restart"] as const) {
    const after = moved(world, life.story(), { clocks: how }, life.clock);
    assert.ok(clocks(after).includes("handle pauses — #2"), clocks(after).join());
    const resumed = after.and([dan, { type: "resume" }]);
    assert.ok(clocks(resumed).includes("handle runs 03-02 17:00 #2"), clocks(resumed).join());
  }
});

test("a deadline that somebody set by hand is no limit of a standard", () => {
  const life = assigned(officeTown(), start, { due: at("2026-03-04 12:00") });
  const world = officeTown(limited(workHours(6)), loop({ description: "2" }));
  for (const how of ["retarget", "restart"] as const)
    assert.ok(clocks(moved(world, life.story(), { clocks: how }, life.clock)).includes("handle runs 03-04 12:00 #1"));
});

test("with a new ladder a rung whose moment is past is not taken twice, one that now comes later is", () => {
  const life = assigned(officeTown(rungs(25, 50)), start);
  life.pass("2026-03-02 15:30");
  assert.equal(rungsTaken(life.story()), { "at-25": 1, "at-50": 1 });
  const same = officeTown(rungs(25, 50), rungs(25, 50, 100), loop({ description: "2" }));
  const after = moved(same, life.story(), { clocks: "retarget" }, life.clock);
  assert.equal([rungsTaken(after), clocks(after).includes("handle runs 03-03 09:00 #2")], [{ "at-25": 1, "at-50": 1 }, true]);
  assert.is(wall(after.ticket?.timers["ladder.handle"]?.due ?? 0), "03-03 09:00");
  const longer = officeTown(rungs(25, 50), limited(workHours(12)), loop({ description: "2" }));
  const later = moved(longer, life.story(), { clocks: "retarget" }, life.clock);
  assert.equal(rungsTaken(later), { "at-25": 1 });
  assert.is(wall(later.ticket?.timers["ladder.handle"]?.due ?? 0), "03-02 17:00");
});

test("rungs of a paused clock that were taken stay taken", () => {
  const life = assigned(officeTown(rungs(25, 50)), start);
  life.does(hal, "sign");
  life.pass("2026-03-02 15:30");
  life.does(dan, "suspend", { until: at("2026-03-05 09:00"), reason: "等配件" });
  const world = officeTown(rungs(25, 50), rungs(25, 50, 100), loop({ description: "2" }));
  assert.equal(rungsTaken(moved(world, life.story(), { clocks: "retarget" }, life.clock)), { "at-25": 1, "at-50": 1 });
});

test("within one version only clocks change; where nothing does, there is no entry", () => {
  const life = assigned(officeTown(), start);
  const world = officeTown(limited(workHours(6)));
  const after = moved(world, life.story(), { clocks: "retarget" }, life.clock);
  assert.ok(clocks(after).includes("handle runs 03-02 17:00 #2"));
  assert.equal([after.ticket?.process.version, after.entries.at(-1)?.repin], [1, { from: 1, to: 1, clocks: "retarget" }]);
  assert.match(refusal(world, after, { clocks: "retarget" }, life.clock), /not-now: Nothing changes/);
  assert.match(refusal(world, after, { clocks: "keep" }, life.clock), /not-now/);
  const sameLimits = officeTown(limited({ ...workHours(4), milestone: "stop" }, workHours(8)));
  assert.match(refusal(sameLimits, life.story(), { clocks: "retarget" }, life.clock), /not-now/, "a newer edition that says the same");
});

test("a clock that the new version has not is stopped, one that it has besides begins", () => {
  const life = assigned(officeTown(), start);
  life.pass("2026-03-02 11:00");
  const document = structuredClone(closedLoopDocument) as {
    meta: { clocks: object };
    states: Record<string, { meta: { clock?: object }; states?: Record<string, { meta: { clock?: object } }> }>;
  };
  const label = { "zh-CN": "办理", en: "Work" };
  document.meta.clocks = { work: { label, limit: workHours(1) } };
  for (const state of Object.values(document.states)) {
    delete state.meta.clock;
    for (const inner of Object.values(state.states ?? {})) delete inner.meta.clock;
  }
  Object.assign(document.states["handle"]?.meta ?? {}, { clock: { work: "run" } });
  const abilities = Object.fromEntries(
    Object.entries((closedLoopDocument as { meta: { abilities: object } }).meta.abilities).filter(
      ([name]) => !["extend", "reach", "acknowledge"].includes(name),
    ),
  );
  Object.assign(document.meta, { abilities });
  const after = moved(officeTown({ kind: "process", document }), life.story(), { clocks: "keep" }, life.clock);
  assert.equal(clocks(after).toSorted(), [
    "handle stopped 03-03 09:00 #1",
    "handle/stop stopped 03-02 15:00 #1",
    "work runs 03-02 12:00 #1",
  ]);
  assert.is(wall((after.ticket as Ticket).due ?? 0), "03-02 12:00");
});

test.run();
