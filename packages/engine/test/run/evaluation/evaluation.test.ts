import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { createEngine, openLibsqlStore, type Command, type Engine, type FigureQuestion, type Store } from "@muster/engine";
import { handClock } from "@muster/engine/testing";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";
import { organisation, person, tenant, town } from "../../fixtures/town.ts";
import { evaluationDraft, townEvaluation } from "../../fixtures/town-evaluation.ts";

const engines: Engine[] = [];
test.after(async () => {
  for (const engine of engines) await engine.close();
  removeTempFolders();
});

const hour = 3_600_000;
const start = Date.parse("2026-03-02T01:00:00Z");
const system = { kind: "system", tenant: tenant.id } as const;
const march = { evaluation: "town", period: "2026-03" };

async function townAt(drafts = [...town, evaluationDraft]) {
  const clock = handClock(start);
  const store: Store = openLibsqlStore({ file: join(tempFolder(), "town.db") });
  const engine = createEngine({ store, now: clock.now });
  engines.push(engine);
  await engine.setTenant(tenant);
  const define = async (...more: typeof drafts) => {
    const defined = await engine.define(tenant.id, more, "test");
    if (!defined.ok) throw new Error(JSON.stringify(defined.findings));
  };
  await define(...drafts);
  const send = async (command: Command, who = "ann") => {
    const answer = await engine.execute(command, person(who));
    if (!answer.ok) throw new Error(answer.refusal.detail.en);
    return answer.ticket.id;
  };
  const report = async (area = "g1", description = "井盖破损") =>
    send({ type: "report", process: "closed-loop", form: { description, area } });
  const tallies = async (question: Partial<FigureQuestion> = {}) => {
    const answer = await engine.evaluation.figures({ ...march, ...question }, system);
    if (!answer.ok) throw new Error(answer.refusal.detail.en);
    return answer.rows[0]?.tallies ?? {};
  };
  return { engine, store, clock, define, send, report, tallies };
}

test("what is late now is late by the clock, without anything having happened to it", async () => {
  const { engine, clock, send, report, tallies } = await townAt();
  const ticket = await report();
  await send({ type: "file", ticket });
  await send({ type: "dispatch", ticket, form: { owner: "water" } }, "dan");
  await engine.work();
  assert.is((await tallies())["overdue"], 0);
  clock.set(start + 2 * hour + 1);
  assert.is((await tallies({ unit: "g1" }))["overdue"], 1);
  assert.is((await tallies({ unit: "g2" }))["overdue"], 0);
  const byUnit = await engine.evaluation.figures({ ...march, unit: "d", by: "unit" }, system);
  assert.ok(byUnit.ok);
  assert.equal(
    byUnit.rows.map(({ value, tallies: { overdue, open } }) => [value, overdue, open]),
    [["s1", 1, 1]],
  );
  const cases = await engine.evaluation.cases({ ...march, tally: "overdue", unit: "s1" }, system);
  assert.ok(cases.ok);
  assert.equal(
    cases.cases.map((each) => [each.ticket, each.unit, each.month]),
    [[ticket, "g1", undefined]],
  );
});

test("figures can be told apart by category, source, person and month", async () => {
  const { engine, clock, report } = await townAt();
  await report("g1", "井盖");
  await report("g1", "乱停车");
  clock.set(Date.parse("2026-03-31T16:00:00Z"));
  await report("g2", "乱停车");
  await engine.work();
  const rows = async (by: FigureQuestion["by"], period = "2026-Q1") => {
    const answer = await engine.evaluation.figures({ evaluation: "town", period, by }, system);
    assert.ok(answer.ok);
    return answer.rows.map(({ value, tallies }) => [value, tallies["reported"], tallies["open"]]);
  };
  assert.equal(await rows("category"), [
    ["01", 1, 1],
    ["02", 1, 2],
  ]);
  assert.equal(await rows("source"), [[null, 2, 3]]);
  assert.equal(
    await rows("month", "2026-03..2026-05"),
    [
      ["2026-03", 2, undefined],
      ["2026-04", 1, undefined],
      ["2026-05", 0, undefined],
    ],
    "what is true now is of no month",
  );
});

test("who has a seat sees the unit and what is beneath; the whole tenant is for those who see everything", async () => {
  const { engine, report } = await townAt();
  await report();
  await engine.work();
  const ask = async (who: string, unit?: string) => {
    const answer = await engine.evaluation.figures({ ...march, ...(unit !== undefined && { unit }) }, person(who));
    return answer.ok ? [answer.unit ?? "*", answer.rows[0]?.tallies["reported"]] : [answer.refusal.code, answer.refusal.place];
  };
  assert.equal(await ask("che"), ["g1", 1], "the only seat is the unit that is meant");
  assert.equal(await ask("ina", "g1"), ["g1", 1]);
  assert.equal(await ask("che", "c1"), ["not-allowed", "/unit"]);
  assert.equal(await ask("che", "nowhere"), ["not-allowed", "/unit"]);
  assert.equal(await ask("imp"), ["*", 1]);
  assert.equal(await ask("imp", "nowhere"), ["bad-input", "/unit"]);
  assert.equal(await ask("wen"), ["bad-input", "/unit"], "two seats: which is meant must be said");
  assert.equal(await ask("nobody"), ["not-allowed", "/unit"]);
  const reporter = await engine.evaluation.figures(march, { kind: "reporter", tenant: tenant.id, id: "r" });
  assert.is(reporter.ok ? "" : reporter.refusal.code, "not-allowed");
  const cases = await engine.evaluation.cases({ ...march, tally: "reported", unit: "c1" }, person("che"));
  assert.is(cases.ok ? "" : cases.refusal.code, "not-allowed");
});

test("what cannot be answered is refused, saying what there is", async () => {
  const { engine } = await townAt();
  const code = async (question: FigureQuestion) => {
    const answer = await engine.evaluation.figures(question, system);
    return answer.ok ? "" : `${answer.refusal.code} ${answer.refusal.place ?? ""}`.trim();
  };
  assert.is(await code(march), "not-now", "before the first counting");
  await engine.work();
  assert.is(await code(march), "");
  assert.is(await code({ ...march, evaluation: "other" }), "bad-input /evaluation");
  assert.is(await code({ ...march, period: "March" }), "bad-input /period");
  const page = async (tally: string, after?: string) => {
    const answer = await engine.evaluation.cases({ ...march, tally }, system, { after });
    return answer.ok ? "" : `${answer.refusal.code} ${answer.refusal.place}`;
  };
  assert.is(await page("other"), "bad-input /tally");
  assert.is(await page("filed", "nonsense"), "bad-input /after");
  const misspelt = { ...march, units: ["d"] } as FigureQuestion;
  assert.is(await engine.evaluation.figures(misspelt, system).catch((cause: { code: string }) => cause.code), "bad-query");
  const { engine: bare } = await townAt([...town]);
  await bare.work();
  const none = await bare.evaluation.figures(march, system);
  assert.is(none.ok ? "" : none.refusal.place, "/evaluation");
});

test("names, weights and grades change without counting anew; what is counted changes behind the figures of before, which say so", async () => {
  const { engine, store, define, report, tallies } = await townAt();
  for (let i = 0; i < 3; i += 1) await report();
  await engine.work();
  const generations = async () => (await store.evaluation.states(tenant.id)).map(({ generation, status }) => `${generation} ${status}`);
  assert.equal(await generations(), ["1 current"]);
  const [first, ...rest] = townEvaluation.tallies;
  const renamed = { ...townEvaluation, tallies: [{ ...first, name: "all" }, ...rest], indicators: [], scores: [] };
  await define({ kind: "evaluation", document: renamed });
  assert.is((await tallies())["all"], 3, "at once");
  await engine.work();
  assert.equal(await generations(), ["1 current"]);
  const more = { name: "by-owner", label: first?.label, what: "reported", to: "owner", in: "reported" };
  await define({ kind: "evaluation", document: { ...renamed, tallies: [...renamed.tallies, more] } });
  const before = await engine.evaluation.figures(march, system);
  assert.ok(before.ok);
  assert.equal([before.rows[0]?.tallies["all"], before.rows[0]?.tallies["by-owner"]], [3, undefined]);
  assert.equal(before.asOf.recounting, { done: 0, total: 0 });
  const progress: number[] = [];
  await engine.evaluation.follow(tenant.id, ({ total }) => progress.push(total));
  assert.equal(progress, [3]);
  const after = await engine.evaluation.figures(march, system);
  assert.ok(after.ok);
  assert.equal([after.rows[0]?.tallies["all"], after.rows[0]?.tallies["by-owner"], after.asOf.recounting], [3, 3, undefined]);
  assert.equal(await generations(), ["2 current"]);
});

test("another zone counts everything by its own months", async () => {
  const { engine, clock, report, tallies } = await townAt();
  clock.set(Date.parse("2026-03-31T16:30:00Z"));
  await report();
  await engine.work();
  assert.equal([(await tallies())["reported"], (await tallies({ period: "2026-04" }))["reported"]], [0, 1]);
  await engine.setTenant({ ...tenant, zone: "UTC" });
  await engine.work();
  assert.equal([(await tallies())["reported"], (await tallies({ period: "2026-04" }))["reported"]], [1, 0]);
});

test("a unit that moves takes its figures along; one that is gone keeps them under those it was under", async () => {
  const { engine, store, define, report, tallies, send } = await townAt();
  const ticket = await report("g2");
  await send({ type: "void", ticket, form: { reason: "x" } }, "sue");
  await engine.work();
  const without = {
    ...organisation,
    units: organisation.units.filter(({ code }) => code !== "g2"),
    people: organisation.people.filter(({ id }) => id !== "off"),
  };
  await define({ kind: "organisation", document: without });
  await engine.work();
  assert.is((await tallies({ unit: "c1" }))["reported"], 1);
  assert.is((await tallies({ unit: "g2" }))["reported"], 1, "history stays readable");
  assert.equal(
    (await store.evaluation.states(tenant.id)).map(({ generation }) => generation),
    [1],
    "nothing had to be counted anew",
  );
  const moved = {
    ...organisation,
    units: [
      ...organisation.units.filter(({ code }) => code !== "c1"),
      { code: "c1", kind: "community", parent: "d", label: { "zh-CN": "社区", en: "Community" } },
    ],
  };
  await define({ kind: "organisation", document: moved });
  await engine.work();
  assert.equal(
    [(await tallies({ unit: "s1" }))["reported"], (await tallies({ unit: "c1" }))["reported"], (await tallies({ unit: "d" }))["reported"]],
    [0, 1, 1],
  );
  assert.equal((await engine.verify(tenant.id)).faults, []);
});

test("a unit that was counted before it was known whom it is under has everything counted anew", async () => {
  const without = {
    ...organisation,
    units: organisation.units.filter(({ code }) => code !== "g2"),
    people: organisation.people.filter(({ id }) => id !== "off"),
  };
  const { engine, store, define } = await townAt([
    { kind: "organisation", document: without },
    ...town.filter(({ kind }) => kind !== "organisation"),
    evaluationDraft,
  ]);
  await engine.work();
  const [state] = await store.evaluation.states(tenant.id);
  assert.ok(state);
  const sums = [{ unit: "g2", month: "2026-03", dimension: "", value: "", amounts: { 0: 1 } }];
  assert.is(await store.evaluation.advance(tenant.id, { from: state, to: state, remove: [], add: [], sums }), true);
  await define({ kind: "organisation", document: organisation });
  await engine.work();
  assert.equal(
    (await store.evaluation.states(tenant.id)).map(({ generation, status }) => [generation, status]),
    [[2, "current"]],
  );
  assert.equal((await engine.verify(tenant.id)).faults, []);
});

test("figures say as of which entry they are true, and that newer ones wait", async () => {
  const { engine, clock, report } = await townAt();
  await report();
  await engine.work();
  clock.set(start + hour);
  const asOf = async () => {
    const answer = await engine.evaluation.figures(march, system);
    assert.ok(answer.ok);
    return answer.asOf;
  };
  assert.equal(await asOf(), { position: 1, at: start + hour });
  await report();
  assert.equal(await asOf(), { position: 1, at: start, behind: true });
  await engine.evaluation.follow(tenant.id);
  assert.equal(await asOf(), { position: 2, at: start + hour });
});

test("the tickets of a number come page by page, without one missing or twice", async () => {
  const { engine, report } = await townAt();
  for (let i = 0; i < 7; i += 1) await report(i % 2 ? "g1" : "g2");
  await engine.work();
  const found: string[] = [];
  for (let after: string | undefined, pages = 0; pages < 10; pages += 1) {
    const answer = await engine.evaluation.cases({ ...march, unit: "c1", tally: "reported" }, person("ina"), { limit: 3, after });
    assert.ok(answer.ok);
    found.push(...answer.cases.map(({ ticket }) => ticket));
    assert.ok(answer.cases.every(({ seen }) => seen?.area !== undefined));
    if (answer.next === undefined) break;
    after = answer.next;
  }
  assert.equal([found.length, new Set(found).size], [7, 7]);
});

test("a score has its grade, and the parts it is made of", async () => {
  const { engine, send, report } = await townAt();
  const ticket = await report();
  await send({ type: "file", ticket });
  await engine.work();
  const answer = await engine.evaluation.figures(march, system);
  assert.ok(answer.ok);
  assert.equal(answer.rows[0]?.scores["overall"], {
    value: 60,
    parts: [
      { indicator: "on-time-rate", weight: 60, points: 60 },
      { indicator: "closing-rate", weight: 40, points: 0 },
    ],
    grade: { code: "B", colour: "red" },
  });
  assert.equal(
    (await engine.evaluation.published(tenant.id)).map(({ id }) => id),
    ["town"],
  );
});

test.run();
