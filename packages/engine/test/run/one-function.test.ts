import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Draft, Entry } from "@muster/engine";
import { worldOf } from "@muster/engine/testing";
import { compareOutcomes } from "../../src/decide/outcome/compare-outcomes.ts";
import { outcomeOf } from "../../src/decide/outcome/outcome.ts";
import { firstDeviation } from "../../src/decide/replay/as-recorded.ts";
import { readHistory, type History } from "../../src/decide/replay/history.ts";
import { replay } from "../../src/decide/replay/replay.ts";
import type { Happened } from "../../src/decide/course/course.ts";
import { readEntry } from "../../src/run/read-entry.ts";
import { closeLiving, living, picker, wander, type Living } from "../fixtures/living.ts";
import { dee, fay, hal, ina, jointTown, sam, wen, whistle, wildParking } from "../fixtures/joint-town.ts";
import { removeTempFolders } from "../fixtures/temp.ts";
import { swappedGridsDraft, townGridsDraft, townPoints } from "../fixtures/town-grids.ts";
import { classification, person, routing, standards, tenant, town } from "../fixtures/town.ts";

test.after(removeTempFolders);

const start = Date.parse("2026-03-02T00:00:00Z");
const [hour, day] = [3_600_000, 86_400_000];
const system = { kind: "system", tenant: tenant.id } as const;

const ladder = (rungs: readonly object[], more: object = {}): Draft => ({
  kind: "ladder",
  document: {
    id: "handling",
    label: { "zh-CN": "处置升级", en: "Handling" },
    clocks: [{ process: "closed-loop", clock: "handle" }],
    rungs,
    ...more,
  },
});
const tell = (topic: string, at = "owner") => ({ type: "notify", params: { topic, role: "supervisor", at } });
const hours = (amount: number) => ({ amount, unit: "urgent-hour" });

/** What the town goes by. */
const published: readonly Draft[] = [
  ...town,
  townGridsDraft,
  ladder([
    { id: "half", at: { share: 50 }, actions: ["urge"] },
    { id: "late", at: { after: hours(1) }, actions: [tell("late"), { type: "raise-priority" }] },
  ]),
];

const rowsBut = (rows: readonly { readonly id: string }[], ...ids: readonly string[]) => rows.filter(({ id }) => !ids.includes(id));

/** What somebody may think of changing. */
const changes: readonly Draft[] = [
  swappedGridsDraft,
  {
    kind: "table",
    document: {
      ...routing,
      rows: [...rowsBut(routing.rows, "r3"), { id: "r3", when: ['"01"', "-"], then: ['"area:street/city-management"', "true"] }],
    },
  },
  {
    kind: "table",
    document: {
      ...classification,
      rows: [
        { id: "c1", when: ["-", 'contains(?, "井盖")'], then: ['"0101"', "2", '"0201-1"'] },
        ...rowsBut(classification.rows, "c1", "c9"),
        { id: "c9", when: ["-", "-"], then: ['"0201"', "2", '"0201-1"'] },
      ],
    },
  },
  { kind: "standards", document: { ...standards, standards: standards.standards.map((each) => ({ ...each, limit: hours(5) })) } },
  ladder(
    [
      { id: "soon", at: { share: 80 }, actions: ["urge", tell("soon", "area")] },
      { id: "late", at: "due", actions: [tell("late")], repeat: { every: hours(7), times: 3, until: "acknowledged" } },
      { id: "up", at: { after: hours(20) }, when: "ticket.tier < 3", actions: ["reassign-up"] },
    ],
    { quiet: [{ channel: "in-app", from: "22:00", until: "07:00", red: "wait" }] },
  ),
];

const drawn = fc.record({
  choices: fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 }),
  drafts: fc.subarray([...changes], { minLength: 1 }),
  text: fc.constantFrom("井盖缺失", "有车乱停车", "别的"),
  category: fc.constantFrom(undefined, "02", "0101"),
  area: fc.constantFrom("g1", "g2", undefined),
  point: fc.constantFrom(undefined, ...Object.values(townPoints)),
});

type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never;

const law = (say: (values: Drawn) => Promise<void>, numRuns = 10) =>
  fc.assert(fc.asyncProperty(drawn, say).afterEach(closeLiving), { numRuns, includeErrorInReport: true });

const reportOf = ({ text, category, area, point }: Drawn) => ({
  command: {
    type: "report",
    process: "closed-loop",
    ...(point && { point }),
    form: { description: text, ...(area !== undefined && { area }), ...(category !== undefined && { category }) },
  } as const,
  by: person("ann"),
});

/** What would be published if the drafts had been there from the start. */
function withDrafts(drafts: readonly Draft[]): readonly Draft[] {
  const named = ({ kind, document }: Draft) => `${kind}/${(document as { readonly id?: string }).id}`;
  const names = new Set(drafts.map(named));
  return [...published.filter((draft) => !names.has(named(draft))), ...drafts];
}

async function historyOf({ engine, store }: Living, id: string): Promise<History> {
  const entries = (await store.journal.of(tenant.id, id)).map(({ body }) => readEntry(body));
  const said = (await engine.story(id, system)).flatMap(({ entry: { form = {} }, texts }) =>
    Object.entries(texts).map(([field, body]) => [(form[field] as { readonly text: string }).text, body] as const),
  );
  return readHistory({ entries, texts: new Map(said) });
}

const renamed = (entry: Entry, ...names: readonly (readonly [from: string, to: string])[]) =>
  JSON.parse(names.reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(entry))) as Entry;

const told = (entries: readonly Entry[]) =>
  entries.map(({ seq, type, at, rungs = [] }) => `${seq} ${type} ${at - start} ${JSON.stringify(rungs)}`).join("\n");

test("what a try says of drafts is what then happens live after they are published, entry by entry and word by word", () =>
  law(async (values) => {
    const [live, trying] = [await living(start, published), await living(start, published)];
    const report = reportOf(values);
    assert.ok((await live.engine.define(tenant.id, values.drafts, "test")).ok);
    const { id, did } = await wander(live, report, picker(values.choices), 6);
    const until = live.clock.now() + 3 * day;
    await live.until(until);
    const options = { drafts: values.drafts, report: report.command, by: report.by, at: start, steps: did, onward: false, until };
    const tried = await trying.engine.try(tenant.id, options);
    assert.ok(tried.ok);
    const happened = tried.trial.steps.map((step) => {
      if (!step.ok) throw new Error(`refused: ${step.type}: ${step.refusal.detail.en}`);
      return step;
    });
    const { number, ...history } = await historyOf(live, id);
    // What is tried has no number of its own yet.
    const entries = history.entries.map((entry) => renamed(entry, [id, "tried"], [number, number.replace("00001", "00000")]));
    assert.is(
      firstDeviation({ entries }, { happened: happened as readonly Pick<Happened, "entry">[] as readonly Happened[] }),
      undefined,
      told(entries),
    );
    assert.is(happened.length, entries.length);
    const { organisation } = await live.engine.world(tenant.id);
    const sent = (await live.store.deliveries.list(tenant.id, "pending", 1000)).flatMap(({ destination, topic, payload }) => {
      const { role, unit, person: to } = payload as Readonly<Record<string, string>>;
      const people = to === undefined ? organisation.holders(role ?? "", unit ?? "") : [to];
      return destination === "engine" ? [] : [`${topic} ${people.join(" ")}`];
    });
    const words = happened.flatMap((step) => step.words.map(({ topic, people }) => `${topic} ${people.join(" ")}`));
    assert.equal(words.toSorted(), sent.toSorted());
    const ticket = await live.engine.ticket(id, system);
    const { owner, tier, due, category } = tried.trial.outcome;
    assert.equal(
      [owner, tier, due, category],
      [ticket?.owner ?? null, ticket?.tier ?? null, ticket?.due ?? null, ticket?.category ?? null],
    );
  }));

test("what a backtest says of drafts is what a fresh engine does that had them from the start, told the same at the same times", () =>
  law(async (values) => {
    const live = await living(start, published);
    const { id } = await wander(live, reportOf(values), picker(values.choices), 6);
    const until = live.clock.now() + 2 * day;
    await live.until(until);
    const history = await historyOf(live, id);
    const drafts = withDrafts(values.drafts);
    const [now, then] = [worldOf(tenant, published), worldOf(tenant, drafts)];
    const again = replay(history, { world: () => then, until, other: () => undefined });
    const fresh = await living(start, drafts);
    let other = "";
    for (const each of again.redone) {
      await fresh.until(each.act.at);
      const answer = await fresh.engine.execute("ticket" in each.command ? { ...each.command, ticket: other } : each.command, each.actor);
      if (each.outcome === "left-out") assert.is(!answer.ok && answer.refusal.code, each.refusal.code);
      else assert.ok(answer.ok, JSON.stringify(answer));
      if (answer.ok) other = answer.ticket.id;
    }
    await fresh.until(history.open || again.happened.at(-1)?.ticket.open === false ? until : history.endedAt);
    const entries = (await historyOf(fresh, other)).entries.map(
      (entry) => JSON.parse(JSON.stringify(entry).replaceAll(other, id)) as Entry,
    );
    const both = `${told(entries)}\n---\n${told(again.happened.map(({ entry }) => entry))}`;
    assert.is(firstDeviation({ entries }, again), undefined, both);
    assert.is(again.happened.length, entries.length, both);
    // What the engine says of it is that very comparison.
    const backtest = await live.engine.backtest(tenant.id, { drafts: values.drafts, since: 0, until: until + 1 });
    assert.ok(backtest.ok);
    const { tickets, asRecorded, aspects } = backtest.result;
    assert.equal([tickets, asRecorded], [1, 1]);
    const old = replay(history, { world: () => now, until, other: () => undefined });
    const asOf = history.open ? until : history.endedAt;
    const differences = compareOutcomes(outcomeOf(now, old.happened, asOf), outcomeOf(then, again.happened, asOf));
    assert.equal(
      Object.entries(aspects).flatMap(([aspect, { total }]) => (total > 0 ? [aspect] : [])),
      differences.map(({ aspect }) => aspect),
    );
  }));

test("a journal comes out again as recorded, whatever was published on its way and however late its timers were seen to", () =>
  law(async (values) => {
    const live = await living(start, published);
    const pick = picker(values.choices);
    const { id } = await wander(live, reportOf(values), pick, 3);
    // Nobody was there for a while.
    live.clock.advance({ hours: pick([0, 7, 20, 35]) });
    assert.ok((await live.engine.define(tenant.id, values.drafts, "test")).ok);
    await live.engine.work();
    await wander(live, reportOf(values), pick, 3);
    await live.until(live.clock.now() + day);
    const backtest = await live.engine.backtest(tenant.id, { drafts: [], since: 0, until: live.clock.now() + hour });
    assert.ok(backtest.ok);
    const { tickets, asRecorded, changed } = backtest.result;
    assert.equal([tickets, asRecorded, changed.total], [2, 2, 0], told((await historyOf(live, id)).entries));
  }));

/** A day of the called units, of whom some come late: their clocks have ladders too. */
const jointly: readonly Draft[] = [
  ...jointTown,
  {
    kind: "ladder",
    document: {
      id: "reporting-in",
      label: { "zh-CN": "报到升级", en: "Reporting in" },
      clocks: ["sign", "arrive"].map((clock) => ({ process: "joint-leg", clock })),
      rungs: [
        { id: "soon", at: { share: 50 }, actions: ["urge"] },
        { id: "late", at: "due", actions: [tell("late"), "reassign-up"] },
      ],
    },
  },
];

/** What becomes of the organisation meanwhile: another unit is paired with the ground. */
const repaired: Draft = {
  kind: "organisation",
  document: { ...(jointTown[0]?.document as object), pairings: [{ unit: "roads", with: "c1" }] },
};

const callers = [dee, hal, wen, fay, sam, ina];

const blower = { first: [{ command: whistle(), by: dee }], actors: callers };

const streetReport = { command: wildParking[1], by: wildParking[0] };

test("a journal with a whistle comes out again as recorded, however its legs went and late as their timers were seen to", () =>
  law(async (values) => {
    const live = await living(start, jointly);
    const pick = picker(values.choices);
    const { id } = await wander(live, streetReport, pick, 5, blower);
    live.clock.advance({ hours: pick([1, 7, 20]) });
    assert.ok((await live.engine.define(tenant.id, [repaired], "test")).ok);
    await live.engine.work();
    await wander(live, streetReport, pick, 5, blower);
    await live.until(live.clock.now() + day);
    assert.equal((await live.engine.verify(tenant.id)).faults, []);
    const window = { since: 0, until: live.clock.now() + hour };
    const backtest = await live.engine.backtest(tenant.id, { drafts: [], ...window });
    assert.ok(backtest.ok);
    const { tickets, asRecorded, changed } = backtest.result;
    assert.equal([tickets, asRecorded, changed.total], [2, 2, 0], told((await historyOf(live, id)).entries));
    // With whoever was paired at first, as against now: both whistles call another bureau.
    const before = await live.engine.backtest(tenant.id, { drafts: jointTown.slice(0, 1), ...window });
    assert.ok(before.ok);
    assert.is(before.result.aspects.legs.total, 2);
  }, 5));

test.run();
