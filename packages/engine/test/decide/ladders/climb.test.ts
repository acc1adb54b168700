import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Entry } from "@muster/engine";
import { given, handClock } from "@muster/engine/testing";
import { assigned, at, ladderOf, officeTown, wall, workHours } from "../../fixtures/office-town.ts";
import { organisation, person } from "../../fixtures/town.ts";

const [hal, ina, sue] = [person("hal"), person("ina"), person("sue")];

const notify = (topic: string, channel = "sms") => ({
  type: "notify",
  params: { topic, role: "supervisor", at: "owner", ...(channel !== "in-app" && { channel }) },
});

const worldWith = (ladder: object) => officeTown(ladderOf(ladder));

/** What was climbed: when it was written, the rung, and what became of it. */
function climbed(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap(({ at: when, rungs = [] }) =>
    rungs.map(
      ({ rung, outcome, time, late, released, held, refused }) =>
        `${wall(when)} ${rung}${time ? ` again ${time}` : ""}${outcome === "acted" ? "" : ` ${outcome}`}${late ? " late" : ""}${
          released === undefined ? "" : " released"
        }${held ? ` held until ${wall(held[0]?.until ?? 0)}` : ""}${refused ? ` refused ${refused.map(({ code }) => code).join()}` : ""}`,
    ),
  );
}

const fourRungs = {
  rungs: [
    { id: "half", at: { share: 50 }, actions: [notify("half")] },
    { id: "soon", at: { before: workHours(1) }, actions: [notify("soon")] },
    { id: "due", at: "due", actions: [notify("due")] },
    { id: "late", at: { after: workHours(2) }, actions: [notify("late"), { type: "raise-priority" }] },
  ],
};

test("each rung is taken at its moment, counted in working time, and leaves an entry", () => {
  const life = assigned(worldWith(fourRungs), "2026-03-02 16:00");
  assert.equal(life.ticket().timers["ladder.handle"], { generation: 1, due: at("2026-03-03 10:00") });
  life.pass("2026-03-06 12:00");
  assert.equal(climbed(life.entries()), ["03-03 10:00 half", "03-03 15:00 soon", "03-03 16:00 due", "03-03 18:00 late"]);
  assert.is(life.ticket().priority, 2);
  assert.equal(life.ticket().timers, {});
  const [entry] = life.entries().slice(-1);
  assert.equal(entry?.rungs?.[0], {
    clock: "handle",
    ladder: { id: "handling", version: 1 },
    rung: "late",
    due: at("2026-03-03 18:00"),
    outcome: "acted",
  });
  assert.is(entry?.versions["ladder/handling"], 1);
  assert.is(entry?.actor.kind, "system");
});

test("while the clock is paused nothing is taken, and what was taken stays so when it goes on", () => {
  const life = assigned(worldWith(fourRungs), "2026-03-02 16:00");
  life.pass("2026-03-03 11:00");
  life.does(hal, "sign");
  life.does(hal, "submit", { result: "已处置" });
  assert.equal(life.ticket().timers, {}, "in verification");
  life.pass("2026-03-05 08:00");
  life.does(ina, "fail", { reason: "未清理干净" });
  life.pass("2026-03-09 12:00");
  assert.equal(climbed(life.entries()), ["03-03 10:00 half", "03-05 10:00 soon", "03-05 11:00 due", "03-05 15:00 late"]);
});

test("after a downtime everything missed is taken, each marked as late, or the latest alone", () => {
  const all = assigned(worldWith(fourRungs), "2026-03-02 16:00");
  all.sleep("2026-03-03 17:00");
  all.wakeUp();
  all.pass("2026-03-03 18:00");
  assert.equal(climbed(all.entries()), ["03-03 17:00 half late", "03-03 17:00 soon late", "03-03 17:00 due late", "03-03 18:00 late"]);
  const latest = assigned(worldWith({ ...fourRungs, catchUp: "latest" }), "2026-03-02 16:00");
  latest.sleep("2026-03-03 17:00");
  latest.wakeUp();
  latest.pass("2026-03-03 18:00");
  assert.equal(climbed(latest.entries()), [
    "03-03 17:00 half superseded late",
    "03-03 17:00 soon superseded late",
    "03-03 17:00 due late",
    "03-03 18:00 late",
  ]);
});

test("what is overdue is taken before anybody's command", () => {
  const life = assigned(worldWith(fourRungs), "2026-03-02 16:00");
  life.sleep("2026-03-03 10:30");
  life.does(hal, "sign");
  assert.equal(climbed(life.entries()), ["03-03 10:30 half late"]);
  assert.is(life.entries().at(-1)?.type, "sign");
});

test("a clock set back takes no rung a second time", () => {
  const life = assigned(worldWith(fourRungs), "2026-03-02 16:00");
  life.pass("2026-03-03 15:30");
  life.clock.set(at("2026-03-03 09:00"));
  life.pass("2026-03-03 17:00");
  assert.equal(climbed(life.entries()), ["03-03 10:00 half", "03-03 15:00 soon", "03-03 16:00 due"]);
});

const repeating = (repeat: object) => ({
  rungs: [{ id: "late", at: "due", repeat: { every: workHours(2), ...repeat }, actions: [notify("late")] }],
});

test("a rung repeats so many times", () => {
  const life = assigned(worldWith(repeating({ times: 2 })), "2026-03-02 16:00");
  life.pass("2026-03-20 12:00");
  assert.equal(climbed(life.entries()), ["03-03 16:00 late", "03-03 18:00 late again 1", "03-04 10:00 late again 2"]);
});

test("a rung repeats until somebody acknowledges", () => {
  const life = assigned(worldWith(repeating({ until: "acknowledged" })), "2026-03-02 16:00");
  assert.is(life.refused(sue, "acknowledge"), "not-now", "nobody knows yet what is to come");
  life.pass("2026-03-04 11:00");
  life.does(sue, "acknowledge");
  life.pass("2026-03-20 12:00");
  assert.equal(climbed(life.entries()), ["03-03 16:00 late", "03-03 18:00 late again 1", "03-04 10:00 late again 2"]);
  assert.is(life.refused(sue, "acknowledge"), "not-now");
});

test("of a rung that repeats only the last time missed is taken", () => {
  const life = assigned(worldWith(repeating({ until: "acknowledged" })), "2026-03-02 16:00");
  life.sleep("2026-03-05 12:00");
  life.wakeUp();
  assert.equal(climbed(life.entries()), ["03-05 12:00 late again 7"]);
  life.pass("2026-03-05 16:00");
  assert.equal(climbed(life.entries()).slice(1), ["03-05 16:00 late again 8"]);
});

test("a rung whose condition does not hold, or has no answer, is passed over, and the entry says which", () => {
  const world = worldWith({
    rungs: [
      { id: "half", at: { share: 50 }, when: "ticket.tier = 3", actions: [notify("half")] },
      { id: "due", at: "due", when: "clock.generation = 1 and ticket.tier = 2", actions: [notify("due")] },
      { id: "late", at: { after: workHours(1) }, when: "ticket.priority < 2", actions: [notify("late")] },
    ],
  });
  const life = assigned(world, "2026-03-02 16:00");
  life.pass("2026-03-04 12:00");
  assert.equal(climbed(life.entries()), ["03-03 10:00 half unmet", "03-03 16:00 due", "03-03 17:00 late unanswered"]);
  assert.is(life.ticket().priority, undefined);
});

test("a ladder that observes notes what it would do and does nothing", () => {
  const life = assigned(worldWith({ ...fourRungs, observe: true }), "2026-03-02 16:00");
  life.pass("2026-03-04 12:00");
  assert.equal(climbed(life.entries()), [
    "03-03 10:00 half observed",
    "03-03 15:00 soon observed",
    "03-03 16:00 due observed",
    "03-03 18:00 late observed",
  ]);
  assert.is(life.ticket().priority, undefined);
  assert.ok(life.entries().every(({ effects, rungs }) => !rungs || !effects));
});

test("quiet hours hold word back on their channel, and never a red rung", () => {
  // A limit that runs through the night.
  const ladder = {
    quiet: [{ channel: "sms", from: "11:00", until: "15:30" }],
    rungs: [
      { id: "half", at: { share: 50 }, actions: [notify("half"), notify("half", "in-app")] },
      { id: "most", at: { share: 75 }, actions: [notify("most"), { type: "raise-priority" }] },
      { id: "due", at: "due", actions: [notify("due")] },
    ],
  };
  const life = assigned(worldWith(ladder), "2026-03-02 16:00");
  life.pass("2026-03-04 12:00");
  assert.equal(climbed(life.entries()), [
    "03-03 10:00 half",
    "03-03 12:00 most held until 03-03 15:30",
    "03-03 15:30 most released",
    "03-03 16:00 due",
  ]);
  const sent = life.entries().map(({ effects = [], rungs = [] }) => (rungs.length > 0 ? effects.length : 0));
  assert.equal(
    sent.filter((count) => count > 0),
    [2, 1, 1],
  );
  assert.is(life.ticket().priority, 2);
  const red = assigned(worldWith({ ...ladder, quiet: [{ channel: "sms", from: "15:00", until: "09:00" }] }), "2026-03-02 16:00");
  red.pass("2026-03-05 12:00");
  assert.ok(climbed(red.entries()).includes("03-03 16:00 due"));
  const waits = assigned(
    worldWith({ ...ladder, quiet: [{ channel: "sms", from: "15:00", until: "09:00", red: "wait" }] }),
    "2026-03-02 16:00",
  );
  waits.pass("2026-03-05 12:00");
  assert.equal(climbed(waits.entries()).slice(-2), ["03-03 16:00 due held until 03-04 09:00", "03-04 09:00 due released"]);
});

test("every word of a rung that quiet hours hold back goes out, to each of its people, in every way of catching up", () => {
  const tell = (role: string) => ({ type: "notify", params: { topic: "half", role, at: "owner", channel: "sms" } });
  const ladder = {
    quiet: [{ channel: "sms", from: "09:00", until: "15:30" }],
    rungs: [
      { id: "half", at: { share: 50 }, actions: [tell("handler"), tell("supervisor")] },
      { id: "most", at: { share: 75 }, actions: [notify("most")] },
    ],
  };
  for (const catchUp of ["all", "latest"]) {
    const life = assigned(worldWith({ ...ladder, catchUp }), "2026-03-02 16:00");
    life.pass("2026-03-04 12:00");
    assert.equal(
      climbed(life.entries()),
      [
        "03-03 10:00 half held until 03-03 15:30",
        "03-03 12:00 most held until 03-03 15:30",
        "03-03 15:30 half released",
        "03-03 15:30 most released",
      ],
      "the supervisor hears the later word alone, the handler what nobody told them since",
    );
  }
});

test("two words of a rung for the same people both go out, and so does one whose rung hands the ticket upward", () => {
  const quiet = [{ channel: "sms", from: "09:00", until: "15:30" }];
  const rungs = (...more: readonly unknown[]) => [{ id: "half", at: { share: 50 }, actions: [notify("half"), ...more] }];
  const two = assigned(worldWith({ quiet, rungs: rungs(notify("think of it")) }), "2026-03-02 16:00");
  two.pass("2026-03-04 12:00");
  assert.equal(climbed(two.entries()).slice(1), ["03-03 15:30 half released", "03-03 15:30 half released"]);
  const up = assigned(worldWith({ quiet, rungs: rungs({ type: "reassign-up" }) }), "2026-03-02 16:00");
  up.pass("2026-03-03 15:45");
  assert.is(up.ticket().owner, "s1");
  assert.equal(climbed(up.entries()).slice(0, 2), ["03-03 10:00 half held until 03-03 15:30", "03-03 15:30 half released"]);
});

test("a red word that waits is not lost to one for others, and one for the same people takes its place", () => {
  const tell = (topic: string, role: string) => ({ type: "notify", params: { topic, role, at: "owner", channel: "sms" } });
  const ladder = (roles: readonly [string, string]) => ({
    quiet: [{ channel: "sms", from: "15:00", until: "20:00", red: "wait" }],
    rungs: [
      { id: "due", at: "due", actions: [tell("due", roles[0])] },
      { id: "late", at: { after: workHours(1) }, actions: [tell("late", roles[1])] },
    ],
  });
  const others = assigned(worldWith(ladder(["handler", "supervisor"])), "2026-03-02 16:00");
  others.pass("2026-03-04 12:00");
  assert.equal(climbed(others.entries()).slice(2), ["03-03 20:00 due released", "03-03 20:00 late released"]);
  const same = assigned(worldWith(ladder(["handler", "handler"])), "2026-03-02 16:00");
  same.pass("2026-03-04 12:00");
  assert.equal(climbed(same.entries()).slice(2), ["03-03 20:00 late released"]);
});

test("what was held back waits on where the channel is quiet again by the time it may go out", () => {
  const quiet = [
    { channel: "sms", from: "09:30", until: "12:00" },
    { channel: "sms", from: "12:00", until: "15:30" },
  ];
  const ladder = { quiet, rungs: [{ id: "half", at: { share: 50 }, actions: [notify("half")] }] };
  const life = assigned(worldWith(ladder), "2026-03-02 16:00");
  life.pass("2026-03-03 10:05");
  life.sleep("2026-03-04 11:00");
  life.wakeUp();
  life.pass("2026-03-05 12:00");
  assert.equal(climbed(life.entries()), [
    "03-03 10:00 half held until 03-03 15:30",
    "03-04 11:00 half late released held until 03-04 15:30",
    "03-04 15:30 half released",
  ]);
});

test("a repetition after the due time is red, whatever its rung was; a reminder waits as any word does", () => {
  const quiet = [{ channel: "sms", from: "16:30", until: "15:00" }];
  const repeat = { every: { amount: 2, unit: "urgent-hour" }, times: 1 };
  const urge = { type: "urge", params: { channel: "sms" } };
  const rungs = [
    { id: "half", at: { share: 50 }, actions: [urge] },
    { id: "soon", at: { before: workHours(1) }, repeat, actions: [notify("soon")] },
  ];
  const life = assigned(worldWith({ quiet, rungs }), "2026-03-02 16:00");
  life.pass("2026-03-06 12:00");
  assert.equal(climbed(life.entries()), [
    "03-03 10:00 half held until 03-03 15:00",
    "03-03 15:00 soon",
    "03-03 15:00 half released",
    "03-03 17:00 soon again 1",
  ]);
});

test("rungs of one moment are all taken where only the latest is caught up with, in a downtime too", () => {
  const rungs = [
    { id: "half", at: { share: 50 }, actions: [notify("half")] },
    { id: "tell", at: "due", actions: [notify("due")] },
    { id: "raise", at: "due", actions: [{ type: "raise-priority" }] },
  ];
  const awake = assigned(worldWith({ catchUp: "latest", rungs }), "2026-03-02 16:00");
  awake.pass("2026-03-04 12:00");
  assert.equal(climbed(awake.entries()), ["03-03 10:00 half", "03-03 16:00 tell", "03-03 16:00 raise"]);
  const asleep = assigned(worldWith({ catchUp: "latest", rungs }), "2026-03-02 16:00");
  asleep.sleep("2026-03-04 12:00");
  asleep.wakeUp();
  assert.equal(climbed(asleep.entries()), ["03-04 12:00 half superseded late", "03-04 12:00 tell late", "03-04 12:00 raise late"]);
});

test("a later word on a channel takes the place of one that is held back for the same people", () => {
  const ladder = {
    quiet: [
      { channel: "sms", from: "22:00", until: "07:00" },
      { channel: "sms", from: "09:00", until: "15:30" },
    ],
    rungs: [
      { id: "half", at: { share: 50 }, actions: [notify("half")] },
      { id: "soon", at: { before: workHours(1) }, actions: [notify("soon")] },
    ],
  };
  const life = assigned(worldWith(ladder), "2026-03-02 16:00");
  life.pass("2026-03-04 12:00");
  assert.equal(climbed(life.entries()), [
    "03-03 10:00 half held until 03-03 15:30",
    "03-03 15:00 soon held until 03-03 15:30",
    "03-03 15:30 soon released",
  ]);
});

test("rungs that begin the clock anew at its very start are taken once, and do not go round at one instant", () => {
  const rungs = [
    { id: "route", at: { before: workHours(8) }, actions: [{ type: "route", params: { table: "routing" } }] },
    { id: "up", at: { before: workHours(8) }, actions: ["reassign-up"] },
  ];
  const life = assigned(worldWith({ rungs }), "2026-03-02 16:00");
  life.wakeUp();
  assert.equal(climbed(life.entries()), ["03-02 16:00 route", "03-02 16:00 up"]);
  assert.equal(life.ticket().timers, {});
  assert.is(life.ticket().owner, "s1");
});

const supervise = (more: object = {}) => ({
  type: "supervise",
  params: { order: "书面说明超时原因", within: workHours(4), role: "handler", ...more },
});

test("a rung orders a written reply: it waits for the owner's people, and the ticket does not leave its handling before", () => {
  const life = assigned(worldWith({ rungs: [{ id: "order", at: "due", actions: [supervise({ channel: "sms" })] }] }), "2026-03-02 16:00");
  life.does(hal, "sign");
  life.pass("2026-03-03 16:00");
  const [order] = life.ticket().supervisions ?? [];
  assert.equal(
    [order?.by, order?.role, wall(order?.due ?? 0), order?.rung],
    ["system", "handler", "03-04 10:00", { clock: "handle", rung: "order" }],
    "four work-hours on",
  );
  const entry = life.entries().at(-1);
  assert.equal(entry?.form?.["order"], order?.order, "its text stands in the entry");
  assert.is(entry?.effects?.length, 1);
  assert.is(life.refused(hal, "submit", { result: "已处置" }), "not-now");
  life.does(hal, "reply", { reply: "配件已到" });
  life.does(hal, "submit", { result: "已处置" });
  assert.is(life.ticket().stage, "verify");
});

test("while a rung's order waits it reminds of it; whoever could have given it may end the matter", () => {
  const repeat = { every: workHours(1), times: 2 };
  const rungs = [{ id: "order", at: "due", repeat, actions: [supervise(), supervise({ order: "另附照片" })] }];
  const life = assigned(worldWith({ rungs }), "2026-03-02 16:00");
  life.pass("2026-03-03 18:00");
  assert.is(life.ticket().supervisions?.length, 2);
  assert.is(life.entries().at(-1)?.effects?.length, 2);
  life.does(sue, "void", { reason: "误报" });
  assert.is(life.ticket().stage, "close");
});

test("a rung sends a command of the process, and what that does to the clock begins the ladder anew", () => {
  const ladder = {
    rungs: [
      {
        id: "up",
        at: { after: workHours(1) },
        actions: [{ type: "command", params: { command: "raise-tier", form: { reason: "超时未处置，自动升级" } } }],
      },
    ],
  };
  const life = assigned(worldWith(ladder), "2026-03-02 16:00");
  assert.is(life.ticket().tier, 2);
  life.pass("2026-03-03 17:00");
  assert.is(life.ticket().tier, 3);
  assert.equal(climbed(life.entries()), ["03-03 17:00 up"]);
  const last = life.entries().at(-1);
  assert.is(last?.type, "timer");
  assert.ok(last?.form?.["reason"], "what the command was filled in with");
});

test("a command that the process refuses now leaves everything as it was, and the entry says so", () => {
  const ladder = {
    rungs: [
      {
        id: "up",
        at: { after: workHours(1) },
        actions: [notify("up"), { type: "command", params: { command: "raise-tier", form: { reason: " " } } }, { type: "raise-priority" }],
      },
    ],
  };
  const life = assigned(worldWith(ladder), "2026-03-02 16:00");
  life.pass("2026-03-03 17:00");
  assert.equal(climbed(life.entries()), ["03-03 17:00 up refused bad-input"]);
  assert.is(life.ticket().tier, 2);
  assert.is(life.ticket().priority, 2);
});

test("a rung that hands the ticket upward starts the clock and its ladder anew, for the unit above", () => {
  const ladder = { rungs: [{ id: "up", at: "due", actions: [{ type: "reassign-up" }, { type: "urge" }] }] };
  const life = assigned(worldWith(ladder), "2026-03-02 16:00");
  assert.is(life.ticket().owner, "s1-squad");
  life.pass("2026-03-03 16:00");
  assert.is(life.ticket().owner, "s1");
  assert.is(life.ticket().clocks?.["handle"]?.generation, 2);
  assert.is(life.ticket().counts["urged"], 1);
  life.pass("2026-03-05 16:00");
  assert.is(life.ticket().owner, "d");
  assert.equal(climbed(life.entries()), ["03-03 16:00 up", "03-04 16:00 up"].concat(["03-05 16:00 up"]));
});

test("what happened in the past arms nothing", () => {
  const clerk = {
    id: "imp",
    holds: [
      { role: "importer", unit: "d" },
      { role: "acceptor", unit: "d" },
    ],
  };
  const people = [...organisation.people.filter(({ id }) => id !== "imp"), clerk];
  const world = officeTown(ladderOf(fourRungs), { kind: "organisation", document: { ...organisation, people } });
  const clock = handClock(at("2026-03-10 09:00"));
  const imp = person("imp");
  const past = (when: string) => ({ at: at(when), historical: true });
  const { ticket } = given(world, clock)(
    [imp, { type: "report", process: "closed-loop", form: { description: "有车乱停车", area: "g1" }, ...past("2026-03-02 16:00") }],
    [imp, { type: "file", ...past("2026-03-02 16:00") }],
  );
  assert.equal(ticket?.clocks?.["handle"]?.ladder, { id: "handling", version: 1 });
  assert.equal(ticket?.timers, {});
});

test.run();
