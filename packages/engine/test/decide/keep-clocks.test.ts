import { test } from "uvu";
import * as assert from "uvu/assert";
import { chineseHolidays, type Draft, type Ticket } from "@muster/engine";
import { given, handClock, worldOf, type Step } from "@muster/engine/testing";
import { closedLoopDocument, legLoops } from "../fixtures/closed-loop.ts";
import { office } from "../time/offices.ts";
import { organisation, person, standards, tenant, town } from "../fixtures/town.ts";

const [ann, dan, hal, ina] = [person("ann"), person("dan"), person("hal"), person("ina")];

type Move = readonly [when: string, ...step: Step];

const limits = [
  { milestone: "stop-work", amount: 4, unit: "work-hour" },
  { areaClass: "core", season: { from: "06-01", until: "09-30" }, amount: 4, unit: "work-hour" },
  { tier: 3, amount: 1, unit: "urgent-hour" },
  { amount: 8, unit: "work-hour" },
];

const changed: readonly Draft[] = [
  ...town.filter(({ kind }) => !["organisation", "standards"].includes(kind)),
  {
    kind: "organisation",
    document: { ...organisation, units: organisation.units.map((unit) => (unit.code === "g2" ? { ...unit, areaClass: "core" } : unit)) },
  },
  {
    kind: "standards",
    document: {
      ...standards,
      standards: [
        { code: "0201-1", category: "0201", limits },
        { code: "0101-1", category: "0101", limit: { amount: 2, unit: "work-hour" } },
      ],
    },
  },
  { kind: "calendar", document: office },
  chineseHolidays,
];

const world = worldOf({ ...tenant, zone: "Asia/Shanghai" }, changed);

const at = (wall: string) => Date.parse(`${wall.replace(" ", "T")}:00+08:00`);
const wall = (instant: number | undefined) =>
  instant === undefined ? "none" : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");

/** Plays steps at wall times, in a world of the clock's own. */
function play(...steps: readonly Move[]) {
  return playIn(world, ...steps);
}

function playIn(within: typeof world, ...steps: readonly Move[]) {
  const clock = handClock(at(steps[0]?.[0] ?? ""));
  let story = given(within, clock)();
  for (const [when, ...step] of steps) {
    clock.set(at(when));
    story = story.and(step);
  }
  const { ticket, entries } = story;
  if (!ticket) throw new Error("nothing was reported");
  return { ticket, entries };
}

const report = (when: string, form: object = {}): Move => [
  when,
  ann,
  { type: "report", process: "closed-loop", form: { description: "有车乱停车", area: "g1", ...form } },
];
const evidence = [{ name: "after.jpg", mediaType: "image/jpeg", size: 1, sha256: "00".repeat(32) }];
const file = (when: string): Move => [when, ann, { type: "file" }];
const sign = (when: string): Move => [when, hal, { type: "sign" }];
const submit = (when: string): Move => [when, hal, { type: "submit", form: { result: "已处置" }, attachments: evidence }];
const inspect = (when: string, type: string, form: object = {}): Move => [when, ina, { type, form: form as Record<string, string> }];

const states = (ticket: Ticket) =>
  Object.fromEntries(
    Object.entries(ticket.clocks ?? {}).map(([name, { segments, due }]) => {
      const last = segments.at(-1);
      return [name, `${last?.until !== undefined ? "stopped" : last?.runs ? "running" : "paused"} ${wall(due)}`];
    }),
  );

test("handling starts the standard's clock with its milestones, and the ticket is due with the first of them", () => {
  const { ticket, entries } = play(report("2026-03-02 09:00"), file("2026-03-02 10:00"));
  assert.equal(states(ticket), { handle: "running 2026-03-03 10:00", "handle/stop-work": "running 2026-03-02 16:00" });
  assert.is(wall(ticket.due), "2026-03-02 16:00");
  assert.equal(
    Object.entries(entries.at(-1)?.versions ?? {}).filter(([name]) => /calendar|holidays/.test(name)),
    [
      ["calendar/office", 1],
      ["holidays/cn", 1],
    ],
  );
});

test("of the limits for one milestone the first whose tier, ground and season fit counts", () => {
  const due = (...steps: readonly Move[]) => wall(play(...steps).ticket.clocks?.["handle"]?.due);
  assert.is(due(report("2026-06-01 09:00", { area: "g2" }), file("2026-06-01 10:00")), "2026-06-01 16:00", "in the core, in season");
  assert.is(due(report("2026-05-29 09:00", { area: "g2" }), file("2026-05-29 10:00")), "2026-06-01 10:00", "out of season");
  assert.is(
    due(
      report("2026-06-01 09:00"),
      [`2026-06-01 10:00`, ann, { type: "file", form: { tier: 3 } }],
      [`2026-06-01 10:30`, dan, { type: "dispatch", form: { owner: "s1-squad" } }],
    ),
    "2026-06-01 11:30",
    "tier 3",
  );
});

test("a limit may hang on the level that a form put onto the ticket", () => {
  const meta = closedLoopDocument as { readonly meta: { readonly report: { readonly form: object } } };
  const level = {
    type: "choice",
    label: { "zh-CN": "级别", en: "Level" },
    values: ["a", "b"].map((code) => ({ code, label: { "zh-CN": code, en: code } })),
  };
  const reported = { ...meta.meta.report.form, level };
  const process = { ...meta, meta: { ...meta.meta, report: { ...meta.meta.report, form: reported } } };
  const byLevel = [
    { level: "a", amount: 1, unit: "work-hour" },
    { amount: 8, unit: "work-hour" },
  ];
  const levelled = worldOf({ ...tenant, zone: "Asia/Shanghai" }, [
    ...changed.filter(({ kind }) => !["process", "standards"].includes(kind)),
    { kind: "process", document: process },
    ...legLoops,
    {
      kind: "standards",
      document: { ...standards, standards: [{ code: "0201-1", category: "0201", limits: byLevel }, ...standards.standards.slice(0, 1)] },
    },
  ]);
  const due = (form: object) => {
    const { ticket } = playIn(levelled, report("2026-03-02 09:00", form), file("2026-03-02 10:00"));
    return wall(ticket.clocks?.["handle"]?.due);
  };
  assert.is(due({ level: "a" }), "2026-03-02 11:00");
  assert.is(due({ level: "b" }), "2026-03-03 10:00");
  assert.is(due({}), "2026-03-03 10:00");
});

test("verification pauses the clock, rework to the same unit resumes it, and closing stops it", () => {
  const steps = [report("2026-03-02 09:00"), file("2026-03-02 10:00"), sign("2026-03-02 11:00"), submit("2026-03-02 12:00")];
  const submitted = play(...steps).ticket;
  assert.equal(states(submitted), { handle: "paused none", "handle/stop-work": "paused none" });
  assert.is(submitted.due, undefined);
  const rework = inspect("2026-03-04 09:00", "fail", { reason: "不合格" });
  const again = play(...steps, rework).ticket;
  assert.equal(states(again), { handle: "running 2026-03-04 17:00", "handle/stop-work": "running 2026-03-04 11:00" });
});

test("another tier with the same unit has its own limit, of which what has run is used", () => {
  const { ticket } = play(
    report("2026-03-02 09:00"),
    file("2026-03-02 10:00"),
    sign("2026-03-02 10:10"),
    ["2026-03-02 10:20", hal, { type: "raise-tier", form: { reason: "涉及多部门" } }],
    ["2026-03-02 10:40", dan, { type: "dispatch", form: { owner: "s1-squad" } }],
  );
  assert.equal(
    ticket.clocks?.["handle"]?.grants.map(({ amount, unit }) => [amount, unit]),
    [[1, "urgent-hour"]],
  );
  assert.is(states(ticket)["handle"], "running 2026-03-02 11:20", "twenty minutes were used before, and twenty did not count");
});

test("milestones without a limit for the matter as a whole run on when the ticket moves", () => {
  const milestones = [{ milestone: "stop-work", amount: 4, unit: "work-hour" }];
  const only = [...standards.standards.filter(({ code }) => code !== "0201-1"), { code: "0201-1", category: "0201", limits: milestones }];
  const drafts = changed.map((draft) =>
    draft.kind === "standards" ? { kind: draft.kind, document: { ...standards, standards: only } } : draft,
  );
  const clock = handClock(at("2026-03-02 10:00"));
  const [, ...reported] = report("2026-03-02 10:00");
  const started = given(worldOf({ ...tenant, zone: "Asia/Shanghai" }, drafts), clock)(reported, [ann, { type: "file" }]);
  clock.set(at("2026-03-02 15:00"));
  const { ticket } = started.and([hal, { type: "sign" }]);
  assert.equal(ticket && states(ticket), { "handle/stop-work": "running 2026-03-02 16:00" });
  assert.is(ticket?.clocks?.["handle/stop-work"]?.generation, 1);
});

test("milestones that were all reached stay so when the ticket moves, until a state ends their clock", () => {
  const milestones = [{ milestone: "stop-work", amount: 4, unit: "work-hour" }];
  const only = [...standards.standards.filter(({ code }) => code !== "0201-1"), { code: "0201-1", category: "0201", limits: milestones }];
  const drafts = changed.map((draft) =>
    draft.kind === "standards" ? { kind: draft.kind, document: { ...standards, standards: only } } : draft,
  );
  const clock = handClock(at("2026-03-02 10:00"));
  const [, ...reported] = report("2026-03-02 10:00");
  const started = given(worldOf({ ...tenant, zone: "Asia/Shanghai" }, drafts), clock)(reported, [ann, { type: "file" }]);
  clock.set(at("2026-03-02 11:00"));
  const reached = started.and([hal, { type: "sign" }], [hal, { type: "reach", form: { milestone: "stop-work" } }]);
  assert.is(reached.ticket?.clocks?.["handle/stop-work"]?.reached, true);
  clock.set(at("2026-03-02 15:00"));
  const { ticket } = reached.and(
    [hal, { type: "submit", form: { result: "已处置" }, attachments: evidence }],
    [ina, { type: "fail", form: { reason: "不合格" } }],
  );
  assert.equal(ticket && states(ticket), { "handle/stop-work": "stopped 2026-03-02 16:00" });
  assert.is(ticket?.clocks?.["handle/stop-work"]?.generation, 1);
});

/** A process in which the standard may be changed while its clock runs. */
const refiling = {
  id: "refiling",
  initial: "handling",
  meta: {
    label: standards.label,
    report: {
      by: [{ role: "acceptor", at: "anywhere" }],
      form: { owner: { type: "unit", label: standards.label }, standard: { type: "standard", label: standards.label } },
    },
    clocks: { handle: { label: standards.label, standard: true } },
    abilities: { reach: { by: [{ role: "acceptor", at: "anywhere" }], options: { clock: "handle" } } },
  },
  states: {
    handling: {
      meta: { label: standards.label, stage: "handle", clock: { handle: "run" } },
      on: {
        refile: {
          meta: {
            label: standards.label,
            by: [{ role: "acceptor", at: "anywhere" }],
            form: { standard: { type: "standard", label: standards.label } },
          },
        },
        end: { target: "ended", meta: { label: standards.label, by: [{ role: "acceptor", at: "anywhere" }] } },
      },
    },
    ended: { type: "final", meta: { label: standards.label, stage: "close" } },
  },
};

test("another standard brings its milestones and takes those it has not, and a milestone that was reached stays so", () => {
  const hours = (amount: number, milestone?: string) => ({ amount, unit: "work-hour", ...(milestone !== undefined && { milestone }) });
  const filed = [
    { code: "A", category: "0201", limits: [hours(8), hours(4, "stop-work"), hours(1, "seen"), hours(6, "fine")] },
    { code: "B", category: "0201", limits: [hours(16), hours(3, "stop-work"), hours(2, "seen"), hours(5, "photo")] },
    { code: "C", category: "0201" },
  ];
  const drafts = [
    ...changed.map((draft) =>
      draft.kind === "standards" ? { kind: draft.kind, document: { ...standards, standards: [...standards.standards, ...filed] } } : draft,
    ),
    { kind: "process", document: refiling } as const,
  ];
  const clock = handClock(at("2026-03-02 08:00"));
  const refile = (standard: string) => [ann, { type: "refile", form: { standard } }] as const;
  const started = given(
    worldOf({ ...tenant, zone: "Asia/Shanghai" }, drafts),
    clock,
  )([ann, { type: "report", process: "refiling", form: { owner: "water", standard: "A" } }]);
  clock.set(at("2026-03-02 09:00"));
  const reached = started.and([ann, { type: "reach", form: { milestone: "seen" } }], refile("B"));
  assert.equal(reached.ticket && states(reached.ticket), {
    handle: "running 2026-03-03 18:00",
    "handle/stop-work": "running 2026-03-02 11:00",
    "handle/seen": "stopped 2026-03-02 09:00",
    "handle/fine": "stopped 2026-03-02 16:00",
    "handle/photo": "running 2026-03-02 15:00",
  });
  const unlimited = reached.and(refile("C"));
  assert.ok(Object.values(states(unlimited.ticket ?? reached.ticket ?? ({} as Ticket))).every((state) => state.startsWith("stopped")));
});

test("another unit gets the whole limit anew", () => {
  const { ticket } = play(report("2026-03-02 09:00"), file("2026-03-02 10:00"), [
    "2026-03-02 15:00",
    dan,
    { type: "reassign", form: { owner: "water", reason: "非本单位职责" } },
  ]);
  assert.is(wall(ticket.clocks?.["handle"]?.due), "2026-03-03 15:00");
  assert.is(ticket.clocks?.["handle"]?.generation, 2);
  assert.is(ticket.clocks?.["handle"]?.unit, "water");
});

test("a suspension pauses the clock", () => {
  const suspend: Move = ["2026-03-02 11:00", dan, { type: "suspend", form: { until: at("2026-03-05 11:00"), reason: "等配件" } }];
  const steps = [report("2026-03-02 09:00"), file("2026-03-02 10:00"), sign("2026-03-02 10:30")];
  const { ticket } = play(...steps, suspend);
  assert.is(ticket.clocks?.["handle"]?.due, undefined);
  const resumed = play(...steps, suspend, ["2026-03-03 11:00", dan, { type: "resume" }]).ticket;
  assert.is(wall(resumed.clocks?.["handle"]?.due), "2026-03-04 10:00");
});

test("a suspension that ended while nobody was there ended at its time: the clock ran from then", () => {
  const suspend: Move = ["2026-03-02 11:00", dan, { type: "suspend", form: { until: at("2026-03-03 11:00"), reason: "等配件" } }];
  const steps = [report("2026-03-02 09:00"), file("2026-03-02 10:00"), sign("2026-03-02 10:30"), suspend, submit("2026-03-04 09:00")];
  const { ticket, entries } = play(...steps);
  const timer = entries.find(({ type }) => type === "timer");
  assert.equal([wall(timer?.at), wall(timer?.recordedAt)], ["2026-03-03 11:00", "2026-03-04 09:00"]);
  assert.equal(
    ticket.clocks?.["handle"]?.segments.filter(({ runs }) => runs).map(({ used }) => (used?.[0] ?? 0) / 3_600_000),
    [1, 6],
  );
});

test("filing under another category takes away the standard of the one before", () => {
  const filed = play(report("2026-03-02 09:00"), ["2026-03-02 10:00", ann, { type: "file", form: { category: "0101" } }]).ticket;
  assert.equal([filed.category, filed.standard], ["0101", undefined]);
  const chosen = play(report("2026-03-02 09:00"), [
    "2026-03-02 10:00",
    ann,
    { type: "file", form: { category: "0101", standard: "0101-1" } },
  ]).ticket;
  assert.is(chosen.standard?.id, "0101-1");
  assert.is(play(report("2026-03-02 09:00"), file("2026-03-02 10:00")).ticket.standard?.id, "0201-1");
});

test("a deadline set by hand goes before the standard's, and waits for nobody", () => {
  const steps = [report("2026-03-02 09:00"), file("2026-03-02 10:00"), sign("2026-03-02 11:00"), submit("2026-03-02 12:00")];
  const byHand = [
    [
      "2026-03-02 09:00",
      ann,
      { type: "report", process: "closed-loop", form: { description: "有车乱停车", area: "g1", due: at("2026-03-06 12:00") } },
    ] as const,
    ...steps.slice(1),
  ];
  const { ticket } = play(...byHand);
  assert.is(states(ticket)["handle"], "running 2026-03-06 12:00");
  assert.is(wall(ticket.due), "2026-03-06 12:00");
});

test("a deadline set by hand that has passed when handling begins is late from the start", () => {
  const form = { description: "有车乱停车", area: "g1", due: at("2026-03-02 09:30") };
  const steps: readonly Move[] = [["2026-03-02 09:00", ann, { type: "report", process: "closed-loop", form }], file("2026-03-02 10:00")];
  const { ticket } = play(...steps);
  assert.is(states(ticket)["handle"], "running 2026-03-02 09:30");
  assert.is(wall(ticket.due), "2026-03-02 09:30");
  const submitted = play(...steps, sign("2026-03-02 10:10"), submit("2026-03-02 11:00")).ticket;
  assert.is(states(submitted)["handle"], "running 2026-03-02 09:30");
});

test("a ticket that was done in time is not late however long it lies about afterwards", () => {
  const close: Move = ["2026-03-20 09:00", ann, { type: "close" }];
  const { ticket } = play(
    report("2026-03-02 09:00"),
    file("2026-03-02 10:00"),
    sign("2026-03-02 10:10"),
    submit("2026-03-02 11:00"),
    inspect("2026-03-18 09:00", "pass"),
    close,
  );
  assert.is(ticket.state, "closed");
  assert.ok((ticket.due ?? 0) >= (ticket.metAt ?? Infinity), `${wall(ticket.due)} ${wall(ticket.metAt)}`);
});

test.run();
