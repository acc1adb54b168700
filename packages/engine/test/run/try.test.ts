import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Draft, HappenedStep, Trial, TryOptions } from "@muster/engine";
import { jointEngine } from "../fixtures/joint-engine.ts";
import { dee, hal, whistle, wildParking } from "../fixtures/joint-town.ts";
import { removeTempFolders } from "../fixtures/temp.ts";
import { townEngine } from "../fixtures/town-engine.ts";
import { person, routing, tenant } from "../fixtures/town.ts";

test.after(removeTempFolders);

const start = Date.parse("2026-01-05T00:00:00Z");
const hour = 3_600_000;
const report = (description: string) => ({ type: "report", process: "closed-loop", form: { description, area: "g1" } }) as const;
const cover = { report: report("井盖缺失"), by: person("ann") };

const ladder = (rungs: readonly object[], more: object = {}): Draft => ({
  kind: "ladder",
  document: {
    id: "handling",
    label: { "zh-CN": "处置", en: "Handling" },
    clocks: [{ process: "closed-loop", clock: "handle" }],
    rungs,
    ...more,
  },
});
const tell = { type: "notify", params: { topic: "late", role: "supervisor", at: "owner" } };
const hours = (amount: number) => ({ amount, unit: "urgent-hour" });

async function tried(options: TryOptions, published: readonly Draft[] = []) {
  const { engine } = await townEngine();
  if (published.length > 0) assert.ok((await engine.define(tenant.id, published, "test")).ok);
  const before = await engine.verify(tenant.id);
  const answer = await engine.try(tenant.id, options);
  assert.equal(await engine.verify(tenant.id), before, "nothing is written");
  await engine.close();
  return answer;
}

async function trial(options: TryOptions, published?: readonly Draft[]): Promise<Trial> {
  const answer = await tried(options, published);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.trial;
}

const happened = ({ steps }: Trial) => steps.filter((step): step is HappenedStep => step.ok);
const brief = (of: Trial) =>
  happened(of).map(({ type, why, owner, rungs, at }) => [(at - start) / hour, type, why, owner, ...rungs.map(({ rung }) => rung)]);

test("a report is classified, taken on at once to its handler, and followed with every rung, its time and its people", async () => {
  const found = await trial(cover, [
    ladder([
      { id: "half", label: { "zh-CN": "过半", en: "Half" }, at: { share: 50 }, actions: ["urge"] },
      { id: "late", at: { after: hours(1) }, when: "ticket.tier = 3", actions: [tell, { type: "raise-priority" }] },
      { id: "never", at: { after: hours(2) }, when: "ticket.tier = 1", actions: [tell] },
    ]),
  ]);
  assert.equal(brief(found), [
    [0, "report", "given", null],
    [0, "file", "onward", "water"],
    [0, "dispatch", "onward", "water"],
    [1, "timer", "automatic", "water", "half"],
    [3, "timer", "automatic", "water", "late"],
    [4, "timer", "automatic", "water", "never"],
  ]);
  assert.is(found.given, 3);
  const [reported, filed, , half, late, never] = happened(found);
  const [rule] = reported?.rules ?? [];
  assert.equal(rule?.hits, [
    {
      row: "c1",
      when: { category: "-", description: 'contains(?, "井盖")' },
      then: { category: '"0101"', tier: "3", standard: '"0101-1"' },
    },
  ]);
  assert.is(rule?.read["description"], "井盖缺失");
  assert.is(rule?.why, undefined);
  assert.equal(
    filed?.rules.map(({ rows }) => rows),
    [["r3"]],
  );
  assert.equal(half?.rungs[0]?.label, { "zh-CN": "过半", en: "Half" });
  assert.equal(
    half?.words.map(({ people }) => people),
    [["wen"]],
  );
  assert.equal(
    [late?.rungs[0]?.when, late?.rungs[0]?.outcome, late?.words.map(({ people }) => people)],
    ["ticket.tier = 3", "acted", [["sue"]]],
  );
  assert.equal([never?.rungs[0]?.outcome, never?.words], ["unmet", []]);
  assert.equal(
    found.clocks.map(({ name, state, lines }) => [name, state, lines.length > 0]),
    [["handle", "running", true]],
  );
  assert.equal([found.outcome.due, found.outcome.late], [start + 2 * hour, true]);
  assert.is(found.next, undefined);
});

test("quiet hours and an observing ladder are told with what they hold back or would do", async () => {
  const quiet = { quiet: [{ channel: "in-app", from: "08:00", until: "12:00", red: "wait" }] };
  const found = await trial(cover, [ladder([{ id: "due", at: "due", actions: [tell] }], quiet)]);
  const rungs = happened(found).flatMap((step) => step.rungs);
  // 08:00 to 12:00 in Shanghai is until four hours after the report.
  assert.equal(
    rungs.map(({ rung, held, released }) => [rung, held?.map(({ until }) => (until - start) / hour), released]),
    [
      ["due", [4], undefined],
      ["due", undefined, 0],
    ],
  );
  const [observed] = happened(await trial(cover, [ladder([{ id: "due", at: "due", actions: [tell] }], { observe: true })])).flatMap(
    (step) => step.rungs,
  );
  assert.equal([observed?.outcome, observed?.actions], ["observed", [{ ...tell, people: ["sue"] }]]);
});

test("a repetition without an end is followed so far, and it is said when it would go on", async () => {
  const endless = ladder([{ id: "again", at: "due", actions: [tell], repeat: { every: hours(1), until: "acknowledged" } }]);
  const found = await trial({ ...cover, most: 5 }, [endless]);
  assert.is(found.steps.length - found.given, 5);
  assert.equal([(found.until - start) / hour, ((found.next ?? 0) - start) / hour], [6, 7]);
  const bounded = await trial({ ...cover, until: start + 4 * hour }, [endless]);
  assert.equal([bounded.steps.length - bounded.given, ((bounded.next ?? 0) - start) / hour], [3, 5]);
});

test("drafts are tried beside what is published, and the difference is told", async () => {
  const rows = routing.rows.map((row) => (row.id === "r3" ? { ...row, then: ['"area:street/city-management"', "true"] } : row));
  const answer = await tried({ ...cover, drafts: [{ kind: "table", document: { ...routing, rows } }] });
  assert.ok(answer.ok);
  assert.equal(
    answer.differences.map(({ aspect, before, after }) => (aspect === "answers" ? aspect : [aspect, before, after])),
    [["owner", "water", "s1-squad"], ["recipients", ["wen"], ["hal"]], "answers"],
  );
  assert.equal([answer.published?.outcome.owner, answer.trial.outcome.owner], ["water", "s1-squad"]);
  assert.equal(
    answer.trial.steps.map(({ type }) => type),
    ["report", "file"],
    "the draft dispatches by itself",
  );
});

test("drafts with errors are answered with what is wrong about them", async () => {
  const rows = [{ id: "r1", when: ["-", "-"], then: ['"nowhere"', "true"] }];
  const answer = await tried({ ...cover, drafts: [{ kind: "table", document: { ...routing, rows } }] });
  assert.is(answer.ok, false);
  assert.ok(answer.findings.some(({ finding }) => finding.severity === "error"));
});

test("the steps that are given happen at their times and no others are taken; one that is refused says why", async () => {
  const found = await trial({
    ...cover,
    steps: [
      { command: { type: "file", form: { standard: "0201-1" } }, by: person("ann"), at: start + hour },
      { command: { type: "dispatch" }, by: person("ann") },
      { command: { type: "dispatch" }, by: person("dan"), at: start + 2 * hour },
    ],
  });
  assert.equal(
    found.steps.map((step) => [step.type, (step.at - start) / hour, step.ok ? step.why : step.refusal.code]),
    [
      ["report", 0, "given"],
      ["file", 1, "given"],
      ["dispatch", 1, "not-allowed"],
      ["dispatch", 2, "given"],
    ],
  );
  assert.is(found.outcome.due, start + 26 * hour, "a day by the standard that was filed");
  const refused = await trial({ report: report("井盖"), by: person("dan") });
  assert.equal([refused.steps.map((step) => step.ok), refused.ticket, refused.clocks], [[false], undefined, []]);
});

test("a report whose text was erased is tried without it, and says so", async () => {
  const { engine } = await townEngine();
  const rob = { kind: "reporter", tenant: tenant.id, id: "rob" } as const;
  const made = await engine.execute({ type: "report", process: "closed-loop", form: { description: "井盖缺失", area: "g1" } }, rob);
  assert.ok(made.ok);
  const before = await engine.try(tenant.id, { ticket: made.ticket.id });
  assert.not.ok(before.ok && before.erased);
  await engine.erase(tenant.id, "rob");
  const after = await engine.try(tenant.id, { ticket: made.ticket.id });
  assert.ok(after.ok && after.erased);
  await engine.close();
});

test("the report of a real ticket is made again as it was, when it was, texts included; an import as if it had been reported then", async () => {
  const { engine, clock } = await townEngine();
  clock.advance({ days: 3 });
  const past = { at: start, historical: true } as const;
  const made = await engine.execute({ ...report("有车乱停车"), ...past, source: "old", sourceKey: "1" }, person("imp"));
  assert.ok(made.ok);
  const answer = await engine.try(tenant.id, { ticket: made.ticket.number, why: true });
  assert.ok(answer.ok);
  const [first] = happened(answer.trial);
  assert.equal([first?.at, first?.category, first?.by], [start, "0201", { kind: "person", id: "imp" }]);
  assert.equal(
    first?.rules[0]?.why?.map(({ id, hit }) => [id, hit]),
    [
      ["c1", false],
      ["c2", true],
      ["c3", false],
      ["c9", false],
    ],
  );
  assert.ok(answer.trial.clocks.length > 0, "its clocks run");
  const unknown = await engine.try(tenant.id, { ticket: "nothing" });
  assert.is(!unknown.ok && unknown.refusal?.code, "unknown-ticket");
  await engine.erase(tenant.id, "imp").catch(() => {});
  await engine.close();
});

test("what cannot be tried is refused in words", async () => {
  const { engine } = await townEngine();
  const none = await engine.try(tenant.id, {});
  assert.is(!none.ok && none.refusal?.code, "bad-input");
  const misshapen = await engine.try(tenant.id, { report: { type: "report" } as never, by: person("ann") });
  assert.is(!misshapen.ok && misshapen.refusal?.code, "bad-input");
  const ticket = await engine.try(tenant.id, { report: { type: "file", ticket: "x" } as never, by: person("ann") });
  assert.is(!ticket.ok && ticket.refusal?.place, "/report/ticket");
  const step = await engine.try(tenant.id, { ...cover, steps: [{ command: { type: 5 } as never, by: person("ann") }] });
  assert.is(!step.ok && step.refusal?.code, "bad-input");
  for (const bad of [
    { at: 0.5 },
    { most: 1e9 },
    { steps: Array.from({ length: 101 }, () => ({ command: { type: "x" }, by: person("ann") })) },
  ]) {
    await engine.try(tenant.id, { ...cover, ...bad }).then(
      () => assert.unreachable(JSON.stringify(bad)),
      (thrown: { code?: string }) => assert.is(thrown.code, "bad-query"),
    );
  }
  // A saved case that the drafts fail stands against publishing them, not against trying them.
  const saved = { kind: "cases", document: casesFor("water") } as const;
  assert.ok((await engine.define(tenant.id, [saved], "test")).ok);
  const rows = routing.rows.map((row) => ({ ...row, then: ['"d"', "true"] }));
  const failing = await engine.try(tenant.id, { ...cover, drafts: [{ kind: "table", document: { ...routing, rows } }] });
  assert.ok(failing.ok && failing.findings.some(({ kind, finding }) => kind === "cases" && finding.severity === "error"));
  await engine.close();
});

const casesFor = (owner: string) => ({
  id: "routing",
  label: { "zh-CN": "派遣用例", en: "Routing cases" },
  cases: [
    {
      id: "cover",
      label: { "zh-CN": "井盖", en: "A cover" },
      table: "routing",
      inputs: { category: "0101", tier: 3 },
      expect: { outputs: { owner } },
    },
  ],
});

test("steps of a try go to legs: what those came to, their clocks, and whom their rungs tell by themselves", async () => {
  const rungs = [{ id: "late", at: "due", actions: ["urge", tell] }];
  const reporting = {
    id: "reporting-in",
    label: { "zh-CN": "报到", en: "Reporting in" },
    clocks: [{ process: "joint-leg", clock: "sign" }],
    rungs,
  };
  const { engine } = await jointEngine({}, [{ kind: "ladder", document: reporting }]);
  const [by, street] = wildParking;
  const tryOf = await engine.try(tenant.id, {
    report: street,
    by,
    at: start,
    steps: [
      { command: whistle(), by: dee },
      { command: { type: "sign", leg: "1.s1-squad" }, by: hal },
      { command: { type: "sign", leg: "moon" }, by: hal },
    ],
    until: start + 2 * hour,
  });
  await engine.close();
  assert.ok(tryOf.ok);
  const { steps, clocks, outcome } = tryOf.trial;
  const late = { key: "1.water", unit: "water", role: "paired", state: { "zh-CN": "已呼叫", en: "Called" } };
  assert.equal(
    steps.map((step) => [step.type, step.leg]),
    [
      ["report", undefined],
      ["whistle", undefined],
      ["sign", { key: "1.s1-squad", unit: "s1-squad", role: "lead", state: { "zh-CN": "已签收", en: "Signed" } }],
      ["sign", "moon"],
      ["timer", late],
    ],
  );
  const climbed = steps.at(-1);
  assert.ok(climbed?.ok);
  assert.equal(
    climbed.rungs.map(({ rung, actions }) => [rung, ...actions.map(({ people }) => people)]),
    [["late", ["wen"], ["sue"]]],
  );
  assert.equal(
    climbed.words.map(({ topic, people }) => [topic, people]),
    [
      ["urged", ["wen"]],
      ["late", ["sue"]],
    ],
  );
  assert.equal([...new Set(clocks.map(({ leg }) => leg))], [undefined, "1.s1-squad", "1.water"]);
  assert.equal(outcome.rungs, [{ clock: "sign", rung: "late", time: 0, due: start + hour, outcome: "acted", leg: "1.water" }]);
  assert.equal(
    outcome.legs.map(({ leg, outcome: ended, late: isLate }) => [leg, ended, isLate]),
    [
      ["1.s1-squad", null, false],
      ["1.water", null, true],
    ],
  );
});

test.run();
