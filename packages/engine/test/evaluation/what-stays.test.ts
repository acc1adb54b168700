import { test } from "uvu";
import * as assert from "uvu/assert";
import { clock, closed, counted, day, filed, hour, journal, reported, signed, start, verified } from "../fixtures/journal.ts";
import type { Step } from "../fixtures/journal.ts";

const given = (owner: string, set: object = {}): Step => ({
  type: "reassign",
  by: "dan",
  set: { owner, state: { handle: "assigned" }, ...set },
});
const handlers = (...ids: readonly string[]) => ids.map((id) => `person:${id}`);

test("each unit that comes to handle a ticket has a first response of its own, and rework begins none", () => {
  const again: Step = { type: "sign", by: "sam", after: 3 * day, set: { state: { handle: "handling" }, movedBy: "person:sam" } };
  const entries = journal(reported, filed, signed, given("s"), again, verified, { ...again, after: hour });
  const responded = (late: boolean) =>
    counted(
      { what: "responded", commands: ["sign"], within: { amount: 1, unit: "natural-day" }, late, to: "owner", in: "reported" },
      entries,
    );
  assert.equal(responded(false), ["2026-10 w hal 1"]);
  assert.equal(responded(true), ["2026-10 s sam 1"]);
});

test("a unit that is given a ticket once more, after it went back to be dispatched, has to respond once more", () => {
  const back: Step = { type: "return", set: { stage: "dispatch", state: "dispatching", owner: "d" } };
  const entries = journal(reported, filed, signed, back, { ...filed, type: "dispatch" }, signed);
  assert.equal(counted({ what: "responded", commands: ["sign"], to: "owner", in: "happened" }, entries), ["2026-10 w hal 2"]);
});

test("a unit from which a ticket is taken while it is late has overrun its clock, whoever is in time afterwards", () => {
  const entries = journal(
    reported,
    { ...filed, set: { ...filed.set, due: start + day, clocks: { handle: clock(start + day) } } },
    { ...signed, set: { ...signed.set, handlers: handlers("hal") } },
    { ...given("s", { due: start + 9 * day, clocks: { handle: clock(start + 9 * day, undefined, 0, 2) } }), after: 5 * day },
    { ...verified, set: { ...verified.set, metAt: start + 6 * day, clocks: { handle: clock(start + 9 * day, start + 6 * day, 0, 2) } } },
    closed(start + 6 * day),
  );
  assert.equal(counted({ what: "late", to: "owner", in: "reported" }, entries), []);
  assert.equal(counted({ what: "overran", to: "owner", in: "reported" }, entries), ["2026-10 w hal 1"]);
  assert.equal(counted({ what: "overran", clock: "other", to: "owner", in: "reported" }, entries), []);
});

test("a ticket that is taken from a unit in time, or waits, was overrun by nobody", () => {
  const taken = (due: number | undefined) => {
    const { due: _due, ...paused } = clock(start);
    const held = due === undefined ? paused : clock(due);
    const first: Step = { ...filed, set: { ...filed.set, clocks: { handle: held } } };
    return journal(reported, first, { ...given("s", { clocks: { handle: clock(start + 9 * day, undefined, 0, 2) } }), after: day });
  };
  for (const due of [start + 3 * day, undefined])
    assert.equal(counted({ what: "overran", to: "owner", in: "happened" }, taken(due)), [], String(due));
  assert.equal(counted({ what: "overran", to: "owner", in: "happened" }, taken(start + hour)), ["2026-11 w 1"]);
});

test("lateness that was forgiven stays visible as such when the ticket is opened again, and what follows is not forgiven with it", () => {
  const late = (generation: number, until: number) => ({ handle: clock(until - hour, until, 0, generation) });
  const reopened = { open: true, closedAt: undefined, exempted: undefined, clocks: { handle: clock(start + day, undefined, 0, 2) } };
  const entries = journal(
    reported,
    { ...filed, set: { ...filed.set, clocks: { handle: clock(start + hour) } } },
    { ...verified, set: { ...verified.set, clocks: late(1, start + 2 * hour) } },
    closed(start + 3 * hour),
    { type: "approve", set: { exempted: { at: start + 4 * hour } } },
    { type: "reopen", set: { ...filed.set, ...reopened } },
    { ...verified, set: { ...verified.set, clocks: late(2, start + 2 * day) } },
  );
  const overran = (exempted: boolean, steps: number) =>
    counted({ what: "overran", exempted, to: "owner", in: "reported" }, entries.slice(0, steps));
  assert.equal([overran(false, 4), overran(true, 4)], [["2026-10 w 1"], []]);
  assert.equal([overran(false, 6), overran(true, 6)], [[], ["2026-10 w 1"]]);
  assert.equal([overran(false, 7), overran(true, 7)], [["2026-10 w 1"], ["2026-10 w 1"]]);
});

const leg = (unit: string, more: object = {}) => ({
  whistle: 1,
  unit,
  role: "support",
  via: "function",
  round: 1,
  state: "called",
  open: true,
  ...more,
});
const whistle = { no: 1, kind: "daily", by: "person:dep", at: start, round: 1, join: { type: "all" } };
const blown = (legs: object): Step => ({ type: "blow", by: "dep", set: { whistle, legs } });
const onLeg = (type: string, by: string, key: string, to: object, set: object = {}): Step => ({
  type,
  by,
  leg: { key, from: "called", to: type },
  set: { movedBy: `person:${by}`, handlers: handlers("hal", by), legs: { [key]: to }, ...set },
});

test("how late a called unit was stays with it when its leg is sent back, and each time it runs counts", () => {
  const late = { sign: clock(start + 3 * hour, start + 6 * hour) };
  const entries = journal(
    reported,
    filed,
    blown({ "1.f": leg("f", { clocks: { sign: clock(start + 3 * hour) } }) }),
    { ...onLeg("sign", "fay", "1.f", leg("f", { state: "signed", clocks: late })), after: 4 * hour },
    { type: "rework-legs", by: "dep", set: { legs: { "1.f": leg("f", { clocks: { sign: clock(start + 9 * hour, undefined, 0, 2) } }) } } },
    onLeg("sign", "fay", "1.f", leg("f", { state: "signed", clocks: { sign: clock(start + 9 * hour, start + 8 * hour, 0, 2) } })),
  );
  const legs = (what: "leg-late" | "leg-on-time", list = entries) => counted({ what, clock: "sign", to: "owner", in: "reported" }, list);
  assert.equal(legs("leg-late", entries.slice(0, 5)), ["2026-10 f fay 1"]);
  assert.equal(legs("leg-on-time", entries.slice(0, 5)), []);
  assert.equal([legs("leg-late"), legs("leg-on-time")], [["2026-10 f fay 1"], ["2026-10 f fay 1"]]);
});

test("a call that bounced stays one when the unit is called again in another role, and the journal keeps legs that the ticket drops", () => {
  const entries = journal(
    reported,
    filed,
    blown({ "1.f": leg("f") }),
    onLeg("bounce", "fay", "1.f", leg("f", { open: false, outcome: "bounced" })),
    { type: "call", by: "dep", set: { legs: { "1.f": leg("f", { role: "lead", round: 2, outcome: undefined }) } } },
    onLeg("finish", "fay", "1.f", leg("f", { role: "lead", round: 2, open: false, outcome: "done" })),
    { type: "blow", set: { whistle: { ...whistle, no: 2 }, legs: { "1.f": undefined, "2.f": leg("f", { whistle: 2 }) } } },
  );
  const called = (more: object) => counted({ what: "called", ...more, to: "owner", in: "reported" }, entries);
  assert.equal(called({ outcome: "bounced" }), ["2026-10 f fay 1"]);
  assert.equal(called({ outcome: "done" }), ["2026-10 f fay 1"]);
  assert.equal(called({ roles: ["lead"] }), ["2026-10 f fay 1"]);
  assert.equal(called({ roles: ["support"] }), ["2026-10 f 1", "2026-10 f fay 1"]);
});

test("what somebody does on a leg of another unit makes nobody of the owner's unit of them", () => {
  const entries = journal(
    reported,
    filed,
    signed,
    blown({ "1.f": leg("f"), "1.w": leg("w") }),
    onLeg("finish", "fay", "1.f", leg("f", { open: false, outcome: "done" }), { stage: "verify", state: "verifying" }),
  );
  assert.equal(counted({ what: "open", to: "owner" }, entries), ["w hal 1"]);
  const own = journal(reported, filed, signed, blown({ "1.w": leg("w") }), onLeg("finish", "wim", "1.w", leg("w", { outcome: "done" })));
  assert.equal(counted({ what: "open", to: "owner" }, own), ["w wim 1"], "of a leg that the owner itself has, they are");
});

test("whoever hands a ticket to another unit is nobody of that unit", () => {
  const up: Step = { type: "raise", by: "hal", set: { owner: "s", state: { handle: "assigned" }, movedBy: "person:hal" } };
  const entries = journal(reported, filed, signed, up);
  assert.equal(counted({ what: "open", to: "owner" }, entries), ["s 1"]);
  const urged: Step = { type: "urge", set: { counts: { urged: 1 } } };
  assert.equal(counted({ what: "counter", counter: "urged", to: "owner", in: "happened" }, journal(reported, filed, signed, up, urged)), [
    "2026-10 s 1",
  ]);
});

test("marks are of those whose work they are of: the called unit and who came, the whistle and who blew it", () => {
  const rated = {
    open: false,
    outcome: "done",
    evaluations: [
      { of: "leg", by: "person:dep", at: start, score: 4, marks: { timely: 5, cooperative: 4, effective: 3 } },
      { of: "whistle", by: "person:fay", at: start, score: 1.5, marks: { rightCall: 1, rightAddress: 2 } },
    ],
  };
  const entries = journal(
    reported,
    filed,
    blown({ "1.f": leg("f") }),
    onLeg("finish", "fay", "1.f", leg("f", { open: false, outcome: "done" })),
    given("s"),
    { type: "rate-leg", by: "dep", leg: { key: "1.f", from: "done", to: "done" }, set: { legs: { "1.f": leg("f", rated) } } },
  );
  assert.equal(counted({ what: "leg-rating", to: "owner", in: "happened" }, entries), ["2026-10 f fay 12"]);
  assert.equal(counted({ what: "whistle-rated", to: "owner", in: "happened" }, entries), ["2026-10 w dep 2"]);
  assert.equal(counted({ what: "whistle-rating", to: "owner", in: "happened" }, entries), ["2026-10 w dep 3"]);
  assert.equal(counted({ what: "whistle-rating", to: "area", in: "happened" }, entries), ["2026-10 g dep 3"]);
});

test.run();
