import { test } from "uvu";
import * as assert from "uvu/assert";
import { given, handClock, type Step, type Story } from "@muster/engine/testing";
import { smallVersions, state, to } from "../../fixtures/small-world.ts";
import { person } from "../../fixtures/town.ts";
import { moved, refusal } from "./moving.ts";

const [ann, ina, sue] = [person("ann"), person("ina"), person("sue")];
const report: Step = [ann, { type: "report", process: "small", form: { area: "g1" } }];
const day = 86_400_000;
const days = (amount: number) => ({ amount, unit: "natural-day" });
const done = state("done", "close", { type: "final" });

type Config = Readonly<Record<string, unknown>>;

const one = (states: Config, more: Config = {}): Config => ({ initial: Object.keys(states)[0], states, ...more });

/** A story in the first of two versions, and the world that has both. */
function versions(before: Config, after: Config, ...steps: readonly Step[]) {
  const clock = handClock();
  const story = given(smallVersions(before), clock)(report, ...steps);
  return { world: smallVersions(before, after), clock, story };
}

const open = (name: string, target: string, more: Config = {}) => state(name, "handle", { on: { go: to(target, ["acceptor"]) }, ...more });
const at = ({ ticket }: Story) => ticket?.state;
const timers = ({ ticket, entries }: Story) =>
  Object.fromEntries(Object.entries(ticket?.timers ?? {}).map(([id, { due }]) => [id, (due - (entries[0]?.at ?? 0)) / day]));

test("a state that is still there stays itself: nothing is entered, and from then on the new version counts", () => {
  const entry = [{ type: "count", params: { counter: "entered" } }];
  const { world, story } = versions(
    one({ open: open("open", "done"), done }),
    one({ open: { ...open("open", "done", { entry }), on: { stop: to("done", ["acceptor"]) } }, done }),
  );
  const after = moved(world, story);
  assert.equal([at(after), after.ticket?.process, after.ticket?.counts], ["open", { id: "small", version: 2 }, {}]);
  const last = after.entries.at(-1);
  assert.equal([last?.type, last?.repin, last?.versions["process/small"]], ["repin", { from: 1, to: 2, clocks: "keep" }, 2]);
  assert.equal(
    after
      .offers(ann)
      .map(({ command, available }) => [command, available])
      .filter(([command]) => command === "go" || command === "stop"),
    [["stop", true]],
  );
  assert.is(after.and([ann, { type: "stop" }]).ticket?.open, false);
});

test("only the engine moves a ticket, only from the version it is at, and one that has ended not at all", () => {
  const { world, story } = versions(one({ open: open("open", "done"), done }), one({ open: open("open", "done"), done }));
  const form = { from: 1, to: 2, clocks: "keep" };
  const code = (...step: Step) => {
    const answer = story.in(world).when(...step);
    return answer.ok ? "" : answer.refusal.code;
  };
  const system = { kind: "system", tenant: "town" } as const;
  assert.is(code(ann, { type: "repin", form }), "unknown-command");
  assert.is(code(system, { type: "repin", form: { ...form, from: 2 } }), "not-now");
  assert.is(code(system, { type: "repin", form: { ...form, to: 3 } }), "unknown-process");
  assert.is(code(system, { type: "repin", form: { from: 1 } }), "bad-input");
  assert.match(refusal(world, story.and([ann, { type: "go" }])), /not-now: .* has ended/);
});

test("a state that has gone is named, and goes where the mapping says", () => {
  const { world, story } = versions(one({ open: open("open", "done"), done }), one({ started: open("started", "done"), done }));
  assert.is(refusal(world, story), "bad-input: small@2 has no state open; say where each goes (open=STATE).");
  assert.is(at(moved(world, story, { states: { open: "started" } })), "started");
  assert.match(refusal(world, story, { states: { open: "done" } }), /condition-not-met: .* a move closes no ticket/);
  assert.match(refusal(world, story, { states: { open: "nowhere" } }), /no state open/);
});

test("a state that is still there goes elsewhere where the mapping says so", () => {
  const both = one({ open: open("open", "next"), next: open("next", "done"), done });
  const { world, story } = versions(both, { ...both, description: "2" });
  assert.is(at(moved(world, story, { states: { open: "next" } })), "next");
});

const inner = (...names: readonly string[]) =>
  one(Object.fromEntries(names.map((name, i) => [name, open(name, names[i + 1] ?? "#small.done")])));
const holding = (name: string, config: Config) => ({ ...config, meta: state(name, "handle")["meta"] });

test("a state that was renamed takes along those within that have kept their names", () => {
  const { world, story } = versions(
    one({ work: holding("work", inner("first", "second")), done }),
    one({ task: holding("task", inner("first", "second")), done }),
    [ann, { type: "go" }],
  );
  assert.equal(at(story), { work: "second" });
  assert.equal(at(moved(world, story, { states: { work: "task" } })), { task: "second" });
});

test("a ticket in a state that now has states within is in the first of them, and out of one that has none any more", () => {
  const flat = one({ work: open("work", "done"), done });
  const deep = one({ work: holding("work", inner("first", "second")), done });
  const { world, story } = versions(flat, deep);
  assert.equal(at(moved(world, story)), { work: "first" });
  const back = versions(deep, flat);
  assert.match(refusal(back.world, back.story), /no state work\.first/);
  assert.is(at(moved(back.world, back.story, { states: { "work.first": "work" } })), "work");
});

const region = (name: string, ...names: readonly string[]) =>
  holding(
    name,
    one({
      ...Object.fromEntries(
        names.map((each, i) => [each, open(each, names[i + 1] ?? "end", { on: { [name]: to(names[i + 1] ?? "end", ["acceptor"]) } })]),
      ),
      end: state("end", "handle", { type: "final" }),
    }),
  );
const beside = (regions: Config) =>
  one({ work: { ...holding("work", { states: regions }), type: "parallel", onDone: { target: "done" } }, done });

test("of parallel regions one that is new begins, one that has gone is mapped to what held it, and each keeps its state", () => {
  const [left, right, third] = [region("left", "a", "b"), region("right", "c"), region("third", "d")];
  const { world, story } = versions(beside({ left, right }), beside({ left, third }), [ann, { type: "left" }]);
  assert.match(refusal(world, story), /no state work\.right\.c/);
  assert.equal(at(moved(world, story, { states: { "work.right.c": "work" } })), { work: { left: "b", third: "d" } });
  const single = versions(beside({ left, right }), one({ work: holding("work", inner("b", "c")), done }), [ann, { type: "left" }]);
  const states = { "work.left.b": "work.b", "work.right.c": "work.c" };
  assert.match(refusal(single.world, single.story, { states }), /cannot be in work\.b and in work\.c at once/);
  assert.equal(at(moved(single.world, single.story, { states: { ...states, "work.right.c": "work" } })), { work: "b" });
});

test("a region that has ended stays at its end; where that leaves nothing open, what follows is done at once", () => {
  const [left, right] = [region("left", "a"), region("right", "c")];
  const { world, story } = versions(beside({ left, right }), beside({ left, right: region("right", "c", "e") }), [ann, { type: "left" }]);
  assert.equal(at(moved(world, story)), { work: { left: "end", right: "c" } });
  const less = one({
    work: { ...holding("work", { states: { left } }), type: "parallel", onDone: { target: "after" } },
    after: open("after", "done"),
    done,
  });
  const gone = versions(beside({ left, right }), less, [ann, { type: "left" }]);
  assert.is(at(moved(gone.world, gone.story, { states: { "work.right.c": "work" } })), "after");
});

const remembering = (work: Config, kind: string) => {
  const states = work["states"] as Config;
  return one({
    work: {
      ...work,
      states: { ...states, back: { type: "history", history: kind } },
      on: { leave: to("#small.away", ["acceptor"]), finish: to("#small.done", ["acceptor"]) },
    },
    away: state("away", "handle", { on: { return: to("#small.work.back", ["acceptor"]) } }),
    done,
  });
};

for (const [kind, name] of [
  ["shallow", "second"],
  ["deep", "second"],
] as const) {
  test(`what a ${kind} history remembers is mapped as well, and is gone back to`, () => {
    const before = remembering(holding("work", inner("first", "second")), kind);
    const after = remembering(holding("work", inner("first", "other")), kind);
    const { world, story } = versions(before, after, [ann, { type: "go" }], [ann, { type: "leave" }]);
    assert.match(refusal(world, story), /no state work\.second/);
    assert.match(refusal(world, story, { states: { [`work.${name}`]: "away" } }), /cannot remember away, which lies outside/);
    const there = moved(world, story, { states: { [`work.${name}`]: "work.other" } });
    assert.equal(there.ticket?.history, { "small.work.back": ["small.work.other"] });
    assert.equal(at(there.and([ann, { type: "return" }])), { work: "other" });
  });
}

test("what nobody can go back to any more need not be mapped", () => {
  const before = remembering(holding("work", inner("first", "second")), "deep");
  const { world, story } = versions(before, one({ away: open("away", "done"), done }), [ann, { type: "go" }], [ann, { type: "leave" }]);
  const after = moved(world, story);
  assert.equal([at(after), after.ticket?.history], ["away", undefined]);
});

const waiting = (delay: number, more: Config = {}) =>
  one(
    { open: open("open", "done", { after: { soon: { target: "late" } }, ...more }), late: open("late", "done"), done },
    { delays: { soon: days(delay) } },
  );

test("a delay that has become another counts from when its state was entered; one that is over fires at once", () => {
  const { world, clock, story } = versions(waiting(3), waiting(5));
  clock.advance({ days: 2 });
  const after = moved(world, story, {}, clock);
  assert.equal(timers(after), { "xstate.after.soon.small.open": 5 });
  assert.equal(after.ticket?.generations, { "xstate.after.soon.small.open": 2 });
  assert.equal(after.entries.at(-1)?.repin?.since, { "small.open": story.entries[0]?.at });
  const shorter = versions(waiting(3), waiting(1));
  shorter.clock.advance({ days: 2 });
  const due = moved(shorter.world, shorter.story, {}, shorter.clock);
  assert.equal(timers(due), { "xstate.after.soon.small.open": 1 });
  const fired = due.and([ann, { type: "go" }]);
  assert.equal(
    fired.entries.map(({ type }) => type),
    ["report", "repin", "timer", "go"],
  );
});

test("a delay that is the same runs on in its generation, and begins anew where the move says so", () => {
  const { world, clock, story } = versions(waiting(3), waiting(3, { on: { stop: to("done", ["acceptor"]) } }));
  clock.advance({ days: 2 });
  assert.equal(moved(world, story, {}, clock).ticket?.timers, story.ticket?.timers);
  const anew = moved(world, story, { clocks: "restart" }, clock);
  assert.equal(timers(anew), { "xstate.after.soon.small.open": 5 });
});

test("a delay that is new to a state counts from when that was entered, whatever the state was called", () => {
  const before = one({ first: open("first", "open"), open: open("open", "done"), done });
  const late = { after: { soon: { target: "done" } } };
  const after = one({ first: open("first", "open"), open: open("open", "done", late), done }, { delays: { soon: days(5) } });
  const { world, clock, story } = versions(before, after);
  clock.advance({ days: 1 });
  const second = story.and([ann, { type: "go" }]);
  clock.advance({ days: 1 });
  assert.equal(timers(moved(world, second, {}, clock)), { "xstate.after.soon.small.open": 6 });
  assert.equal(timers(moved(world, story, { states: { first: "open" } }, clock)), { "xstate.after.soon.small.open": 5 });
});

test("a delay counts through several moves from when the ticket came there", () => {
  const [three, five, six] = [waiting(3), waiting(5), waiting(6)];
  const clock = handClock();
  let story = given(smallVersions(three), clock)(report);
  clock.advance({ days: 1 });
  story = moved(smallVersions(three, five), story, {}, clock);
  clock.advance({ days: 1 });
  story = moved(smallVersions(three, five, six), story, {}, clock);
  assert.equal(timers(story), { "xstate.after.soon.small.open": 6 });
  story = moved(smallVersions(three, five, six, three), story, { clocks: "restart" }, clock);
  assert.equal(timers(story), { "xstate.after.soon.small.open": 5 });
  clock.advance({ days: 1 });
  story = moved(smallVersions(three, five, six, three, five), story, {}, clock);
  assert.equal(timers(story), { "xstate.after.soon.small.open": 7 }, "from the third move on, which began it anew");
});

test("a delay that has fired and led nowhere is not waited for again", () => {
  const guard = { type: "feel", params: { when: "ticket.tier = 3" } };
  const shut = (more: Config = {}) => waiting(1, { after: { soon: { target: "late", guard } }, ...more });
  const { world, clock, story } = versions(shut(), shut({ on: { stop: to("done", ["acceptor"]) } }));
  clock.advance({ days: 2 });
  const [timer] = Object.entries(story.ticket?.timers ?? {});
  const fired = story.and([
    { kind: "system", tenant: "town" },
    { type: "timer", form: { timer: timer?.[0] ?? "", generation: 1 } },
  ]);
  assert.equal(fired.ticket?.timers, {});
  assert.equal(moved(world, fired, {}, clock).ticket?.timers, {});
});

test("timers of the old version are cancelled with its states", () => {
  const { world, clock, story } = versions(waiting(3), one({ open: open("open", "done"), done }));
  assert.equal(moved(world, story, {}, clock).ticket?.timers, {});
});

test("a step that the new version takes by itself is taken at once", () => {
  const after = one({
    open: open("open", "done", { always: { target: "next", guard: { type: "feel", params: { when: "ticket.tier = null" } } } }),
    next: open("next", "done"),
    done,
  });
  const { world, story } = versions(one({ open: open("open", "done"), done }), after);
  assert.is(at(moved(world, story)), "next");
});

test("whoever brought a ticket to a state that is now verified cannot verify it", () => {
  const before = one({ work: open("work", "checked"), checked: open("checked", "done"), done });
  const verified = state("checked", "verify", { on: { pass: to("done", ["acceptor", "inspector"]) } });
  const { world, story } = versions(before, one({ work: open("work", "checked"), checked: verified, done }), [ann, { type: "go" }]);
  const after = moved(world, story);
  assert.equal(after.ticket?.handlers, ["person:ann"]);
  const code = (step: Step) => {
    const answer = after.when(...step);
    return answer.ok ? "" : answer.refusal.code;
  };
  assert.is(code([ann, { type: "pass" }]), "separation-of-duty");
  assert.is(code([ina, { type: "pass" }]), "");
});

const approvals = [{ role: "supervisor", at: "anywhere" }];
const asking = (commands: readonly string[], more: Config = {}) =>
  one(
    {
      open: state("open", "handle", {
        on: Object.fromEntries(commands.map((command) => [command, to("done", ["acceptor"], {}, { approvals })])),
      }),
      done,
    },
    more,
  );

test("a request for what is not there any more is void and the entry says so; another goes on", () => {
  const { world, story } = versions(asking(["finish", "drop"]), asking(["finish"]), [ann, { type: "finish" }], [ann, { type: "drop" }]);
  const after = moved(world, story);
  assert.equal(Object.keys(after.ticket?.requests ?? {}), ["finish"]);
  assert.equal(after.entries.at(-1)?.repin?.voided, ["drop"]);
  assert.is(at(after.and([sue, { type: "approve", form: { request: "finish" } }])), "done");
});

test("an order that nobody can answer any more is void, and what could never be given back is everybody's", () => {
  const by = [{ role: "acceptor", at: "anywhere" }];
  const abilities = {
    supervise: { by, options: { role: "handler" } },
    reply: { by },
    claim: { by: [{ role: "handler", at: "owner" }] },
    release: { by: [{ role: "handler", at: "owner" }] },
  };
  const before = one({ open: open("open", "done"), done }, { abilities });
  const after = one({ open: open("open", "done"), done });
  const order: Step = [ann, { type: "supervise", form: { order: "请书面说明", replyBy: handClock().now() + day } }];
  const { world, story } = versions(before, after, order);
  assert.is(story.ticket?.supervisions?.length, 1);
  const free = moved(world, story);
  assert.equal([free.ticket?.supervisions, free.entries.at(-1)?.repin?.orders], [undefined, 1]);
  assert.is(moved(smallVersions(before, { ...before, description: "x" }), story).ticket?.supervisions?.length, 1);
});

test("a ticket of the past goes on sleeping: its timers are moved and wake nobody", () => {
  const clock = handClock();
  const past = { historical: true, at: clock.now() - 10 * day };
  const story = given(smallVersions(waiting(3)), clock)([person("imp"), { ...report[1], ...past }]);
  assert.ok(Object.values(story.ticket?.timers ?? {}).every(({ asleep }) => asleep));
  const after = moved(smallVersions(waiting(3), waiting(5)), story, { historical: true }, clock);
  assert.equal(timers(after), { "xstate.after.soon.small.open": 5 });
  assert.equal(after.in(smallVersions(waiting(3), waiting(5))).and([ann, { type: "go" }]).ticket?.state, "done", "whoever acts wakes them");
  assert.ok(Object.values(after.ticket?.timers ?? {}).every(({ asleep }) => asleep));
});

test.run();
