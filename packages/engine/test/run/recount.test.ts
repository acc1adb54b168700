import { test } from "uvu";
import * as assert from "uvu/assert";
import { chineseHolidays, createEngine, openLibsqlStore, type Draft, type Engine } from "@muster/engine";
import { secondLoop } from "../fixtures/second-loop.ts";
import { legLoops } from "../fixtures/closed-loop.ts";
import { blownOn, jointEngine } from "../fixtures/joint-engine.ts";
import { dee, hal, wholeLeg } from "../fixtures/joint-town.ts";
import { removeTempFolders } from "../fixtures/temp.ts";
import { townEngine } from "../fixtures/town-engine.ts";
import { person, standards, tenant } from "../fixtures/town.ts";
import type { Limit } from "../../src/model/ticket.ts";
import { startClock } from "../../src/time/clock.ts";
import { office } from "../time/offices.ts";

test.after(removeTempFolders);

const at = (wall: string) => Date.parse(`${wall.replace(" ", "T")}:00+08:00`);

const working: readonly Draft[] = [
  chineseHolidays,
  { kind: "calendar", document: office },
  {
    kind: "standards",
    document: { ...standards, standards: standards.standards.map((each) => ({ ...each, limit: { amount: 16, unit: "work-hour" } })) },
  },
];

/** The holidays of 2027 with the first of January off until the given day. */
const nextYear = (last: string): Draft => {
  const { years, ...list } = chineseHolidays.document as { readonly years: object };
  return {
    kind: "holidays",
    document: { ...list, years: { ...years, "2027": { off: { [`2027-01-01/${last}`]: "new-year" }, makeUp: [] } } },
  };
};

async function working2026() {
  const town = await townEngine();
  await town.engine.setTenant({ ...tenant, zone: "Asia/Shanghai" });
  const defined = await town.engine.define(tenant.id, working, "test");
  assert.ok(defined.ok, JSON.stringify(defined.findings));
  town.clock.set(at("2026-12-31 10:00"));
  return town;
}

async function filed(engine: Engine): Promise<string> {
  const report = { type: "report", process: "closed-loop", form: { description: "有车乱停车", area: "g1" } } as const;
  const reported = await engine.execute(report, person("che"));
  if (!reported.ok) throw new Error(reported.refusal.detail.en);
  const answer = await engine.execute({ type: "file", ticket: reported.ticket.id }, person("ann"));
  if (!answer.ok) throw new Error(answer.refusal.detail.en);
  return answer.ticket.id;
}

const due = async (engine: Engine, id: string) => {
  const { due: instant, clocks } = (await engine.ticket(id, person("ann"))) ?? {};
  return [new Date((instant ?? 0) + 8 * 3_600_000).toISOString().slice(0, 16), clocks?.["handle"]?.provisional ?? false];
};

test("importing a year counts open tickets anew, with an entry each, and nothing twice", async () => {
  const { engine } = await working2026();
  const [first, second] = [await filed(engine), await filed(engine)];
  assert.equal(await due(engine, first), ["2027-01-04T10:00", true]);
  assert.is(await engine.recount(tenant.id), 0, "nothing has changed yet");
  assert.ok((await engine.define(tenant.id, [nextYear("2027-01-04")], "test")).ok);
  await engine.work();
  for (const id of [first, second]) {
    assert.equal(await due(engine, id), ["2027-01-06T10:00", false]);
    const story = await engine.story(id, person("ann"));
    const last = story.at(-1)?.entry;
    assert.equal([last?.type, last?.actor.kind, last?.versions["holidays/cn"]], ["recount", "system", 2]);
  }
  await engine.work();
  assert.is(await engine.recount(tenant.id), 0);
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("a rung after the due time moves with the calendar that counts it, also where the due time does not", async () => {
  const { engine } = await working2026();
  const limit = { amount: 2, unit: "urgent-hour" };
  const label = { "zh-CN": "升级", en: "Late" };
  const rungs = [{ id: "late", at: { after: { amount: 1, unit: "work-day" } }, actions: ["raise-priority"] }];
  const drafts: readonly Draft[] = [
    { kind: "standards", document: { ...standards, standards: standards.standards.map((each) => ({ ...each, limit })) } },
    { kind: "ladder", document: { id: "late", label, clocks: [{ process: "closed-loop", clock: "handle" }], rungs } },
  ];
  const defined = await engine.define(tenant.id, drafts, "test");
  assert.ok(defined.ok, JSON.stringify(defined.findings));
  const id = await filed(engine);
  const rung = async () => (await engine.ticket(id, person("ann")))?.timers["ladder.handle"]?.due;
  assert.is(await rung(), at("2027-01-01 12:00"));
  assert.ok((await engine.define(tenant.id, [nextYear("2027-01-04")], "test")).ok);
  await engine.work();
  assert.is(await rung(), at("2027-01-05 12:00"));
  assert.is((await engine.story(id, person("ann"))).at(-1)?.entry.type, "recount");
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("a clock that has stopped stays as it was counted while others of its ticket are counted anew", async () => {
  const { engine } = await working2026();
  const limits = [
    { amount: 20, unit: "work-hour", milestone: "stop" },
    { amount: 16, unit: "work-hour" },
  ];
  const document = { ...standards, standards: standards.standards.map(({ limit: _limit, ...each }) => ({ ...each, limits })) };
  assert.ok((await engine.define(tenant.id, [{ kind: "standards", document }], "test")).ok);
  const id = await filed(engine);
  assert.ok((await engine.execute({ type: "reach", ticket: id, form: { milestone: "stop" } }, person("hal"))).ok);
  const reached = async () => (await engine.ticket(id, person("ann")))?.clocks?.["handle/stop"];
  const before = await reached();
  assert.ok((await engine.define(tenant.id, [nextYear("2027-01-04")], "test")).ok);
  await engine.work();
  assert.equal(
    (await engine.story(id, person("ann"))).at(-1)?.entry.recounts?.map((each) => "clock" in each && each.clock),
    ["handle"],
  );
  assert.equal(await reached(), before);
  await engine.close();
});

test("a delay in working time is counted anew with the clocks, and its step is taken when it then falls due", async () => {
  const { engine, clock } = await working2026();
  assert.ok((await engine.define(tenant.id, [secondLoop({ amount: 2, unit: "work-day" })], "test")).ok);
  const id = await filed(engine);
  const timer = async () =>
    Object.entries((await engine.ticket(id, person("ann")))?.timers ?? {}).find(([name]) => name.includes("unsigned"));
  assert.is((await timer())?.[1].due, at("2027-01-04 10:00"));
  assert.ok((await engine.define(tenant.id, [nextYear("2027-01-04")], "test")).ok);
  await engine.work();
  assert.is((await timer())?.[1].due, at("2027-01-06 10:00"));
  const last = (await engine.story(id, person("ann"))).at(-1)?.entry;
  assert.equal(
    last?.recounts?.map((each) => ["timer" in each ? each.timer : each.clock, each.before.due, each.after.due]),
    [
      ["handle", at("2027-01-04 10:00"), at("2027-01-06 10:00")],
      [(await timer())?.[0], at("2027-01-04 10:00"), at("2027-01-06 10:00")],
    ],
  );
  assert.is(await engine.recount(tenant.id), 0, "not twice");
  for (const [wall, stage] of [
    ["2027-01-05 18:00", "handle"],
    ["2027-01-06 10:00", "dispatch"],
  ] as const) {
    clock.set(at(wall));
    await engine.work();
    assert.is((await engine.ticket(id, person("ann")))?.stage, stage, wall);
  }
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("a ticket that was done before is not counted anew", async () => {
  const { engine } = await working2026();
  const id = await filed(engine);
  const stop = await engine.execute({ type: "void", ticket: id, form: { reason: "误报" } }, person("sue"));
  assert.ok(stop.ok);
  assert.ok((await engine.define(tenant.id, [nextYear("2027-01-10")], "test")).ok);
  assert.is(await engine.recount(tenant.id), 0);
  await engine.close();
});

test("a calendar that running clocks are counted by cannot be taken from their units", async () => {
  const { engine } = await working2026();
  const id = await filed(engine);
  const defined = await engine.define(tenant.id, [{ kind: "calendar", document: { ...office, unitKinds: ["street"] } }], "test");
  assert.not.ok(defined.ok);
  assert.ok(defined.findings.some(({ finding }) => finding.code === "no-default"));
  assert.ok((await engine.execute({ type: "sign", ticket: id }, person("hal"))).ok);
  await engine.close();
});

test("the clocks of open legs are counted anew with their ticket's, each under its leg's name; those of ended ones stay", async () => {
  const document = JSON.parse(JSON.stringify(legLoops[0]?.document)) as { meta: { clocks: Record<string, { limit: object }> } };
  document.meta.clocks["contact"] = { ...document.meta.clocks["contact"], limit: { amount: 16, unit: "work-hour" } };
  const town = await jointEngine({}, [{ kind: "process", document }, chineseHolidays, { kind: "calendar", document: office }]);
  const { engine, clock } = town;
  clock.set(at("2026-12-31 10:00"));
  const id = await blownOn(engine, ...wholeLeg(hal, "s1-squad"));
  const contact = async (leg: string) => (await engine.ticket(id, dee))?.legs?.[leg]?.clocks?.["contact"];
  const ended = await contact("1.s1-squad");
  const before = await contact("1.water");
  assert.ok((await engine.define(tenant.id, [nextYear("2027-01-04")], "test")).ok);
  await engine.work();
  const after = await contact("1.water");
  assert.equal(
    [before?.due, before?.provisional, after?.due, after?.provisional],
    [at("2027-01-04 10:00"), true, at("2027-01-06 10:00"), undefined],
  );
  assert.equal(await contact("1.s1-squad"), ended);
  const last = (await engine.story(id, dee)).at(-1)?.entry;
  assert.equal([last?.type, ...(last?.recounts ?? []).map((each) => "clock" in each && each.clock)], ["recount", "leg/1.water/contact"]);
  await engine.work();
  assert.is(await engine.recount(tenant.id), 0, "nothing twice");
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

const zoned = (zone: string) => ({ ...tenant, zone });

test("another zone of the tenant counts open tickets anew by walls there, with an entry each", async () => {
  for (const { workDay, first } of [
    { workDay: { hours: 8 }, first: "2027-01-04T10:00" },
    { workDay: "same-time", first: "2027-01-04T10:00" },
    { workDay: "end-of-day", first: "2027-01-04T18:00" },
  ]) {
    const { engine } = await working2026();
    const limit = { amount: 2, unit: "work-day" };
    const drafts: readonly Draft[] = [
      { kind: "calendar", document: { ...office, workDay } },
      { kind: "standards", document: { ...standards, standards: standards.standards.map((each) => ({ ...each, limit })) } },
    ];
    assert.ok((await engine.define(tenant.id, drafts, "test")).ok);
    const id = await filed(engine);
    assert.is((await due(engine, id))[0], first);
    await engine.setTenant({ ...zoned("Asia/Shanghai"), numberPrefix: "X" });
    await engine.work();
    assert.is.not((await engine.story(id, person("ann"))).at(-1)?.entry.type, "recount", "the zone is the same");
    await engine.setTenant(zoned("America/New_York"));
    await engine.work();
    const { clocks } = (await engine.ticket(id, person("ann"))) ?? {};
    const world = await engine.world(tenant.id);
    const counted = clocks?.["handle"];
    assert.is(counted?.calendar?.zone, "America/New_York");
    assert.is.not((await due(engine, id))[0], first);
    assert.is(
      counted?.due,
      startClock({ basis: { type: "process" }, generation: 1 }, limit as Limit, at("2026-12-31 10:00"), world.calendarOf(undefined)).due,
    );
    const [told] = (await engine.story(id, person("ann"))).at(-1)?.entry.recounts ?? [];
    assert.ok(told && "clock" in told);
    assert.equal([told.clock, told.before.calendar?.zone, told.after.calendar?.zone], ["handle", "Asia/Shanghai", "America/New_York"]);
    assert.equal(
      (await engine.explain(id, person("ann")))[0]?.lines.filter(({ kind }) => kind === "over"),
      [],
    );
    assert.equal((await engine.verify(tenant.id)).faults, []);
    await engine.close();
  }
});

test("a new version of a list or a calendar that moves nothing of a ticket writes nothing on it", async () => {
  const { engine } = await working2026();
  const id = await filed(engine);
  const before = (await engine.story(id, person("ann"))).length;
  const { years, ...list } = chineseHolidays.document as { readonly years: object };
  const label = { "zh-CN": "另一名称", en: "Another label" };
  assert.ok((await engine.define(tenant.id, [{ kind: "holidays", document: { ...list, label, years } }], "test")).ok);
  assert.ok((await engine.define(tenant.id, [{ kind: "calendar", document: { ...office, label } }], "test")).ok);
  assert.is(await engine.recount(tenant.id), 0);
  await engine.work();
  assert.is((await engine.story(id, person("ann"))).length, before);
  const [explained] = await engine.explain(id, person("ann"));
  assert.match(explained?.lines[1]?.text.en ?? "", /workday: /);
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("an entry of counting anew tells of each clock what it was counted by and due, before and after", async () => {
  const { engine } = await working2026();
  const id = await filed(engine);
  assert.ok((await engine.define(tenant.id, [nextYear("2027-01-04")], "test")).ok);
  await engine.work();
  const told = (version: number, walls: string) => ({
    calendar: { id: "office", version: 1, zone: "Asia/Shanghai", holidays: { id: "cn", version } },
    due: at(walls),
  });
  assert.equal((await engine.story(id, person("ann"))).at(-1)?.entry.recounts, [
    { clock: "handle", before: { ...told(1, "2027-01-04 10:00"), provisional: true }, after: told(2, "2027-01-06 10:00") },
  ]);
  await engine.close();
});

test("what was left when a process ended is counted anew by the next one", async () => {
  const { engine, file, clock } = await working2026();
  const id = await filed(engine);
  assert.ok((await engine.define(tenant.id, [nextYear("2027-01-04")], "test")).ok);
  await engine.close();
  const again = createEngine({ store: openLibsqlStore({ file }), now: clock.now });
  await again.work();
  assert.equal(await due(again, id), ["2027-01-06T10:00", false]);
  await again.close();
});

test.run();
