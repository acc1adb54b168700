import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Tally } from "../../src/definitions/tally.ts";
import { factsOf } from "../../src/evaluation/facts.ts";
import { compilePlan, goingOn, planOf, type Plan } from "../../src/evaluation/plan.ts";
import { sharesOf } from "../../src/evaluation/shares.ts";
import { addShare, type Sums } from "../../src/evaluation/sums.ts";
import { clock, closed, counted, day, done, failed, filed, hour, journal, label, minute } from "../fixtures/journal.ts";
import { reported, signed, start, verified, type Step } from "../fixtures/journal.ts";

test("a ticket counts for its ground or its owner, in the month that the tally asks for, by the tenant's wall clock", () => {
  // Shanghai is eight hours ahead: there the first is October still, and nine hours later November.
  const entries = journal(reported, { ...filed, after: 5 * hour }, { ...filed, after: 5 * hour });
  assert.equal(counted({ what: "reported", to: "area", in: "reported" }, entries), ["2026-10 g 1"]);
  assert.equal(counted({ what: "filed", to: "area", in: "reported" }, entries), ["2026-10 g 1"]);
  assert.equal(counted({ what: "filed", to: "owner", in: "filed" }, journal(reported, { ...filed, after: 9 * hour })), ["2026-11 w 1"]);
  assert.equal(counted({ what: "filed", to: "area", in: "closed" }, entries), []);
});

test("what was declined was never filed, and what a command ended can be told apart", () => {
  const declined = journal(reported, { type: "decline", set: { stage: "close", state: "declined", open: false, closedAt: start + hour } });
  assert.equal(counted({ what: "filed", to: "area", in: "filed" }, declined), []);
  assert.equal(counted({ what: "closed", by: ["decline"], to: "area", in: "closed" }, declined), ["2026-10 g 1"]);
  assert.equal(counted({ what: "closed", by: ["close"], to: "area", in: "closed" }, declined), []);
  assert.equal(counted({ what: "filed", without: ["close"], to: "area", in: "filed" }, done()), []);
  assert.equal(counted({ what: "filed", sources: ["grid"], to: "area", in: "filed" }, done()), []);
});

test("a ticket that was reopened is not closed until it is closed again", () => {
  const reopened: Step = {
    type: "reopen",
    set: { stage: "dispatch", state: "dispatching", open: true, closedAt: undefined, counts: { reopenings: 1 } },
  };
  const entries = journal(reported, filed, signed, verified, closed(start + 4 * hour), reopened);
  assert.equal(counted({ what: "closed", to: "owner", in: "closed" }, entries), []);
  assert.equal(counted({ what: "open", to: "owner" }, entries), ["w hal 1"]);
  assert.equal(counted({ what: "counter", counter: "reopenings", to: "owner", in: "happened" }, entries), ["2026-10 w hal 1"]);
});

test("the answers of the form that ended it are counted, and no others", () => {
  assert.equal(counted({ what: "closed", answer: { field: "solved", is: true }, to: "owner", in: "closed" }, done()), ["2026-10 w hal 1"]);
  assert.equal(counted({ what: "closed", answer: { field: "satisfied", is: true }, to: "owner", in: "closed" }, done()), []);
  assert.equal(counted({ what: "closed", answer: { field: "satisfied" }, to: "owner", in: "closed" }, done()), ["2026-10 w hal 1"]);
  assert.equal(counted({ what: "closed", answer: { field: "closing" }, to: "owner", in: "closed" }, done()), []);
  assert.equal(counted({ what: "closed", answer: { field: "constructor" }, to: "owner", in: "closed" }, done()), []);
});

test("done by the deadline, late, and late but exempted are three things", () => {
  const kinds = (set: object) =>
    (["on-time", "late", "exempted"] as const).filter((what) => counted({ what, to: "owner", in: "due" }, done(set)).length > 0);
  assert.equal(kinds({}), []);
  assert.equal(kinds({ due: start + 5 * hour, metAt: start + 3 * hour }), ["on-time"]);
  assert.equal(kinds({ due: start + 3 * hour, metAt: start + 3 * hour }), ["on-time"]);
  assert.equal(kinds({ due: start + 2 * hour, metAt: start + 3 * hour }), ["late"]);
  assert.equal(kinds({ due: start + 2 * hour, metAt: start + 3 * hour, exempted: { at: start + day } }), ["exempted"]);
  assert.equal(kinds({ due: start + 3 * hour }), ["late"], "by the end where no clock met it");
});

test("a clock of the process can be asked for by itself", () => {
  const entries = done({ due: start, metAt: start + hour, clocks: { sign: clock(start + 2 * hour, start + hour) } });
  assert.equal(counted({ what: "on-time", clock: "sign", to: "owner", in: "happened" }, entries), ["2026-10 w hal 1"]);
  assert.equal(counted({ what: "on-time", clock: "other", to: "owner", in: "happened" }, entries), []);
  assert.equal(counted({ what: "late", to: "owner", in: "happened" }, entries), ["2026-10 w hal 1"]);
});

test("rework counts for whoever had handled it, as often as it happened or once a ticket", () => {
  const again: Step = { ...failed, set: { ...failed.set, counts: { rework: 2 } } };
  const entries = journal(reported, filed, signed, verified, failed, verified, again);
  assert.equal(counted({ what: "counter", counter: "rework", to: "owner", in: "happened" }, entries), ["2026-10 w hal 2"]);
  assert.equal(counted({ what: "counter", counter: "rework", each: "ticket", to: "area", in: "filed" }, entries), ["2026-10 g hal 1"]);
});

test("what happened under one owner stays theirs when the ticket goes to another", () => {
  const urged: Step = { type: "urge", set: { counts: { urged: 1 } } };
  const given: Step = { type: "reassign", set: { owner: "s", state: { handle: "assigned" } } };
  const entries = journal(reported, filed, signed, urged, given, { ...urged, set: { counts: { urged: 2 } } });
  assert.equal(counted({ what: "counter", counter: "urged", to: "owner", in: "happened" }, entries), ["2026-10 s 1", "2026-10 w hal 1"]);
  assert.equal(counted({ what: "open", to: "owner" }, entries), ["s 1"]);
});

test("suspensions, extensions and orders are counted by what becomes of the ticket, whoever asked for them and however", () => {
  const suspended: Step = { type: "approve", set: { state: { handle: "suspended" } } };
  const resumed: Step = { type: "timer", set: { state: { handle: "handling" } } };
  const entries = journal(
    reported,
    { ...filed, set: { ...filed.set, clocks: { handle: clock(start + day) } } },
    suspended,
    resumed,
    suspended,
    {
      type: "approve",
      set: {
        clocks: { handle: clock(start + 2 * day, undefined, 1) },
        supervisions: [{ by: "person:sue", at: start, due: start, role: "handler", order: { text: "x" } }],
      },
    },
  );
  assert.equal(counted({ what: "entered", state: "handle.suspended", to: "owner", in: "happened" }, entries), ["2026-10 w 2"]);
  assert.equal(counted({ what: "extended", to: "owner", in: "happened" }, entries), ["2026-10 w 1"]);
  assert.equal(counted({ what: "supervised", to: "owner", in: "happened" }, entries), ["2026-10 w 1"]);
  const anew: Step = { type: "reassign", set: { clocks: { handle: clock(start + day, undefined, 0, 2) } } };
  const more: Step = { type: "extend", set: { clocks: { handle: clock(start + 2 * day, undefined, 1, 2) } } };
  const last = journal(reported, { ...filed, set: { ...filed.set, clocks: { handle: clock(start + day, undefined, 1) } } }, anew, more);
  assert.equal(counted({ what: "extended", to: "owner", in: "happened" }, last), ["2026-10 d 1", "2026-10 w 1"]);
});

test("the first response counts from when the owner had it to handle", () => {
  const response = (late: boolean, after: number) =>
    counted(
      { what: "responded", commands: ["sign"], within: { amount: 1, unit: "urgent-hour" }, late, to: "owner", in: "happened" },
      journal(reported, { ...filed, after: day }, { ...signed, after }, verified, failed, { ...signed, after: day }),
    ).length;
  assert.equal([response(false, 59 * minute), response(true, 59 * minute)], [1, 0]);
  assert.equal([response(false, 61 * minute), response(true, 61 * minute)], [0, 1]);
});

test("evaluations are counted by their score, and summed up", () => {
  const evaluations = [
    { by: "reporter:r", at: start + day, score: 5 },
    { by: "person:ann", at: start + 2 * day, score: 3 },
  ];
  assert.equal(counted({ what: "rated", to: "owner", in: "happened" }, done({ evaluations })), ["2026-11 w hal 2"]);
  assert.equal(counted({ what: "rated", least: 4, to: "owner", in: "happened" }, done({ evaluations })), ["2026-11 w hal 1"]);
  assert.equal(counted({ what: "rating", to: "owner", in: "happened" }, done({ evaluations })), ["2026-11 w hal 8"]);
});

test("whistles count for the ground, and called units for themselves, round by round", () => {
  const leg = (unit: string, more: object = {}) => ({
    unit,
    role: "support",
    via: "function",
    round: 1,
    state: "called",
    open: true,
    ...more,
  });
  const legs = { "1.w": leg("w"), "1.f": leg("f", { role: "paired", via: "pairing" }) };
  const blown: Step = {
    type: "blow",
    set: { whistle: { no: 1, kind: "daily", by: "person:dep", at: start, round: 1, join: { type: "all" } }, legs },
  };
  const second: Step = { type: "call", set: { legs: { ...legs, "1.f": leg("f", { role: "paired", round: 2 }) } } };
  const ended: Step = {
    type: "sign",
    set: {
      legs: {
        "1.w": leg("w", {
          outcome: "done",
          clocks: { sign: clock(start + 4 * hour, start + 3 * hour), arrive: clock(start + 4 * hour, start + 5 * hour) },
          evaluations: [
            { of: "leg", by: "person:dep", at: start + day, score: 4, marks: { timely: 5, cooperative: 4, effective: 3 } },
            { of: "whistle", by: "person:hal", at: start + day, score: 1, marks: { rightCall: 1, rightAddress: 1 } },
          ],
        }),
        "1.f": leg("f", { role: "paired", round: 2, outcome: "bounced" }),
      },
    },
  };
  const entries = journal(reported, filed, blown, second, ended);
  assert.equal(counted({ what: "whistled", to: "area", in: "happened" }, entries), ["2026-10 g dep 1"]);
  assert.equal(counted({ what: "whistled", kinds: ["urgent"], to: "area", in: "happened" }, entries), []);
  assert.equal(counted({ what: "called", to: "owner", in: "happened" }, entries), ["2026-10 f 2", "2026-10 w 1"]);
  assert.equal(counted({ what: "called", outcome: "bounced", to: "owner", in: "happened" }, entries), ["2026-10 f 1"]);
  assert.equal(counted({ what: "called", roles: ["paired"], to: "area", in: "happened" }, entries), ["2026-10 g 2"]);
  assert.equal(counted({ what: "leg-on-time", clock: "sign", to: "owner", in: "happened" }, entries), ["2026-10 w 1"]);
  assert.equal(counted({ what: "leg-late", clock: "arrive", to: "owner", in: "happened" }, entries), ["2026-10 w 1"]);
  assert.equal(counted({ what: "leg-rated", to: "owner", in: "happened" }, entries), ["2026-11 w 3"]);
  assert.equal(counted({ what: "leg-rating", to: "owner", in: "happened" }, entries), ["2026-11 w 12"]);
});

test("a share counts for its unit and all above it, together and by each dimension; taken away, nothing is left", () => {
  const documents = [
    {
      id: "e",
      label,
      tallies: [
        { name: "n", label, what: "filed", to: "area", in: "filed" },
        { name: "o", label, what: "overdue", to: "area" },
      ] as Tally[],
    },
  ];
  const plan = compilePlan({ ...planOf("UTC", documents, []), parents: { d: null, s: "d", g: "s" } });
  const facts = factsOf(journal(reported, { ...filed, set: { ...filed.set, due: start + day } }));
  assert.ok(facts);
  const sums: Sums = new Map();
  for (const share of sharesOf(plan, facts)) addShare(sums, plan, share, 1);
  const told = [...sums.values()].map(
    ({ unit, month, dimension, value, amounts }) => `${unit} ${month} ${dimension} ${value} ${JSON.stringify(amounts)}`,
  );
  assert.is(told.length, 2 * 4 * 4);
  for (const unit of ["g", "s", "d", ""])
    assert.ok(told.includes(`${unit} 2026-10 category 01 {"0":1}`) && told.includes(`${unit} late 2026-11-01   {"1":1}`), unit);
  assert.equal(
    sharesOf(plan, facts).map(({ month, lateFrom }) => [month, lateFrom]),
    [
      ["2026-10", null],
      ["late 2026-11-01", start + day],
    ],
  );
  for (const share of sharesOf(plan, facts)) addShare(sums, plan, share, -1);
  assert.ok([...sums.values()].every(({ amounts }) => Object.values(amounts).every((amount) => amount === 0)));
});

test("only another zone, another tree or something more to count makes a new plan; names, weights and new units do not", () => {
  const tally = { name: "a", label, what: "filed", to: "area", in: "filed" } as const;
  const more = { name: "b", label, what: "open", to: "area" } as const;
  const units = (...list: readonly (readonly [string, string?])[]) => ({
    units: list.map(([code, parent]) => ({ code, kind: "k", label, ...(parent !== undefined && { parent }) })),
    kinds: [],
    roles: [],
    people: [],
    lastResort: "d",
  });
  const plan = (tallies: readonly Tally[], organisations = [units(["d"], ["g", "d"])], zone = "UTC") =>
    planOf(zone, [{ id: "e", label, tallies: [...tallies] }], organisations);
  const before = plan([tally, more]);
  const goesOn = (next: Plan) => goingOn(before, next) !== undefined;
  assert.ok(goesOn(plan([{ ...tally, name: "other" }, more])));
  assert.ok(goesOn(plan([tally])), "what is no longer asked for goes on");
  assert.ok(goesOn(plan([tally, more], [units(["d"], ["g", "d"]), units(["d"], ["h", "d"])])), "a unit that is gone stays where it was");
  assert.not(goesOn(plan([tally, more, { ...more, name: "c", to: "owner" }])));
  assert.not(goesOn(plan([tally, more], undefined, "Asia/Shanghai")));
  assert.not(goesOn({ ...before, counting: before.counting + 1 }), "counted when a tally meant something else");
  assert.not(goesOn(plan([tally, more], [units(["d"], ["g", "d"]), units(["d"], ["s", "d"], ["g", "s"])])));
});

test.run();
