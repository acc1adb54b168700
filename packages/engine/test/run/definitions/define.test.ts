import { test } from "uvu";
import * as assert from "uvu/assert";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { EngineError, openLibsqlStore, readDrafts, type Actor, type Draft } from "@muster/engine";
import { closedLoopDocument, closedLoopDraft } from "../../fixtures/closed-loop.ts";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";
import { townEngine } from "../../fixtures/town-engine.ts";
import { classification, organisation, person, routing } from "../../fixtures/town.ts";

test.after(removeTempFolders);

const misspelt: Draft = {
  kind: "table",
  document: { ...routing, inputs: routing.inputs.map((input) => (input.name === "category" ? { ...input, name: "categry" } : input)) },
};

test("a rule table that no longer fits a published process is refused, at the action that asks it", async () => {
  const { engine } = await townEngine();
  const defined = await engine.define("town", [misspelt], "me");
  assert.not.ok(defined.ok);
  assert.equal(
    defined.findings.map(({ kind, id, finding }) => [kind, id, finding.code, finding.place]),
    [["process", "closed-loop", "table-input", "/states/dispatch/states/dispatching/on/whistle/0/actions/0/params/table"]],
  );
  const again = await engine.define("town", [{ kind: "table", document: routing }], "me");
  assert.ok(again.ok && again.published.every(({ changed }) => !changed), "nothing was published");
  await engine.close();
});

test("a table and the process that asks it may change together", async () => {
  const { engine } = await townEngine();
  const process = structuredClone(closedLoopDocument) as { meta: { report: { form: Record<string, object> } } };
  process.meta.report.form["lane"] = { type: "number", label: { "zh-CN": "车道", en: "Lane" } };
  const table = structuredClone(classification);
  table.inputs.push({ name: "lane", label: { "zh-CN": "车道", en: "Lane" }, type: "number" });
  for (const row of table.rows) row.when.push("-");
  const drafts: readonly Draft[] = [
    { kind: "table", document: table },
    { kind: "process", document: process },
  ];
  assert.not.ok((await engine.define("town", drafts.slice(0, 1), "me")).ok);
  assert.equal(await engine.check("town", drafts), []);
  assert.ok((await engine.define("town", drafts, "me")).ok);
  await engine.close();
});

const cases = (owner: string): Draft => ({
  kind: "cases",
  document: {
    id: "known",
    label: { "zh-CN": "已知", en: "Known" },
    cases: [{ id: "cover", table: "routing", inputs: { category: "0101", tier: 3 }, expect: { outputs: { owner } } }],
  },
});

test("what is published decides every saved case as it says, whoever changes what", async () => {
  const { engine } = await townEngine();
  const wrong = await engine.define("town", [cases("d")], "me");
  assert.equal(
    wrong.findings.map(({ kind, id, finding }) => [kind, id, finding.code, finding.place]),
    [["cases", "known", "case-failed", "/cases/0/expect/outputs/owner"]],
  );
  assert.ok((await engine.define("town", [cases("water")], "me")).ok);
  const rows = routing.rows.map((row) => (row.id === "r3" ? { ...row, then: ['"d"', "false"] } : row));
  const routed: Draft = { kind: "table", document: { ...routing, rows } };
  assert.not.ok((await engine.define("town", [routed], "me")).ok, "the table alone would spoil the case");
  assert.ok((await engine.define("town", [routed, cases("d")], "me")).ok, "both together are one change");
  await engine.close();
});

test("a case that could not be asked is refused with what it names", async () => {
  const { engine } = await townEngine();
  const steps = [
    { at: "2026-02-12T15:00", by: { role: "nobody" }, type: "report" },
    { at: "2026-02-12T14:00", by: { person: "zed" }, type: "report" },
  ];
  const path = { id: "a", process: "other", steps, expect: { tier: 1 } };
  const asked = [path, { ...path, process: "closed-loop" }, { id: "b", table: "none", inputs: {}, expect: { rows: [] } }];
  const document = { id: "known", label: { "zh-CN": "已知", en: "Known" }, cases: asked };
  const findings = await engine.check("town", [{ kind: "cases", document }]);
  const onPath = (place: string) => [
    `${place}/steps/0/at time-order`,
    `${place}/steps/0/by/role unknown-role`,
    `${place}/steps/1/type report-first`,
    `${place}/steps/1/by/person unknown-person`,
  ];
  assert.equal(
    findings.map(({ finding }) => `${finding.place} ${finding.code}`),
    [
      "/cases/0/process unknown-process",
      ...onPath("/cases/0"),
      "/cases/1/id duplicate-id",
      ...onPath("/cases/1"),
      "/cases/2/table unknown-table",
    ],
  );
  await engine.close();
});

test("a table case with an unknown category is told, and one that expects outputs of what is undecided is refused", async () => {
  const { engine } = await townEngine();
  const asked = [
    { id: "a", table: "routing", inputs: { category: "7777", tier: 1 }, expect: { outputs: {} } },
    { id: "b", table: "routing", inputs: { category: "0201" }, expect: { undecided: "no-match", outputs: { owner: "water" } } },
  ];
  const findings = await engine.check("town", [
    { kind: "cases", document: { id: "known", label: { "zh-CN": "已知", en: "Known" }, cases: asked } },
  ]);
  assert.equal(
    findings.map(({ finding }) => `${finding.severity} ${finding.place} ${finding.code}`),
    ["warning /cases/0/inputs/category unknown-category", "error /cases/1/expect/outputs undecided-outputs"],
  );
  await engine.close();
});

test("a table case that asks with a relative unit is told that a ticket holds the unit itself; what it expects may well be relative", async () => {
  const { engine } = await townEngine();
  const byGround = {
    ...routing,
    id: "ground",
    inputs: [{ name: "area", label: { "zh-CN": "网格", en: "Grid" }, type: "unit" }],
    rows: [{ id: "any", when: ["-"], then: ['"area:street"', "true"] }],
  };
  const ask = (id: string, area: string) => ({ id, table: "ground", inputs: { area }, expect: { outputs: { owner: "area:street" } } });
  const asked = [ask("a", "g1"), ask("b", "area:street"), ask("c", "area:planet")];
  const findings = await engine.check("town", [
    { kind: "table", document: byGround },
    { kind: "cases", document: { id: "known", label: { "zh-CN": "已知", en: "Known" }, cases: asked } },
  ]);
  assert.equal(
    findings.map(({ finding }) => `${finding.severity} ${finding.place} ${finding.code}`),
    ["warning /cases/1/inputs/area relative-unit", "warning /cases/2/inputs/area unknown-unit"],
  );
  assert.match(findings[0]?.finding.message.en ?? "", /write its code here/);
  await engine.close();
});

test("a table case that asks with an input which the table has not is told, for it may be green by chance", async () => {
  const { engine } = await townEngine();
  const slip = { id: "a", table: "routing", inputs: { categry: "0201", tier: 1 }, expect: { rows: ["r1"] } };
  const findings = await engine.check("town", [
    { kind: "cases", document: { id: "known", label: { "zh-CN": "已知", en: "Known" }, cases: [slip] } },
  ]);
  assert.equal(
    findings.map(({ finding }) => `${finding.severity} ${finding.place} ${finding.code}`),
    ["warning /cases/0/inputs/categry unknown-input"],
  );
  await engine.close();
});

test("a rung that a limit never comes to is told before it is published, and by the lint once", async () => {
  const { engine } = await townEngine();
  const rungs = [{ id: "early", at: { before: { amount: 3, unit: "urgent-hour" } }, actions: ["urge"] }];
  const label = { "zh-CN": "早", en: "Early" };
  const ladder: Draft = { kind: "ladder", document: { id: "early", label, clocks: [{ process: "closed-loop", clock: "handle" }], rungs } };
  for (const ask of [engine.check, engine.lint])
    assert.equal(
      (await ask("town", [ladder])).map(({ finding }) => `${finding.severity} ${finding.code} ${finding.place}`),
      ["warning rung-before-start /rungs/0/at"],
    );
  await engine.close();
});

test("of several who publish one definition at one moment each is published, after the other", async () => {
  const { engine } = await townEngine();
  const variant = (id: string): Draft => ({
    kind: "table",
    document: { ...routing, rows: [...routing.rows, { id, when: ["-", "-"], then: ['"water"', "false"] }] },
  });
  const defined = await Promise.all(["x1", "x2", "x3"].map((id) => engine.define("town", [variant(id)], id)));
  const versions = defined.map((each) => (each.ok ? each.published[0]?.version : undefined));
  assert.equal(new Set(versions), new Set([2, 3, 4]));
  await engine.close();
});

/** The town without its second grid. */
const smaller: Draft = {
  kind: "organisation",
  document: {
    ...organisation,
    units: organisation.units.filter(({ code }) => code !== "g2"),
    people: organisation.people.filter(({ id }) => id !== "off"),
  },
};

const report = { type: "report", process: "closed-loop", form: { description: "路灯坏了", area: "g2" } } as const;

test("reports that come in while their unit is taken away stay in somebody's sight, and can be moved on", async () => {
  const { engine } = await townEngine();
  const [defined, ...answers] = await Promise.all([
    engine.define("town", [smaller], "me"),
    ...Array.from({ length: 5 }, () => engine.execute(report, person("ann"))),
  ]);
  const accepted = answers.flatMap((answer) => (answer.ok ? [answer.ticket.id] : []));
  for (const id of accepted) {
    const open = (await engine.offers(id, person("ann"))).filter(({ available }) => available).map(({ command }) => command);
    assert.ok(open.includes("file"), `${id}: ${open.join()}`);
    const ticket = await engine.ticket(id, person("ann"));
    assert.equal([ticket?.area, ticket?.owner], defined.ok ? [undefined, "d"] : ["g2", undefined]);
  }
  assert.equal((await engine.list(person("ann"))).map(({ id }) => id).toSorted(), accepted.toSorted());
  assert.equal((await engine.verify("town")).faults, []);
  await engine.close();
});

test("a closed ticket whose ground has been taken away is taken in by the last resort when it is reopened", async () => {
  const { engine } = await townEngine();
  const resident = { kind: "reporter", tenant: "town", id: "res" } as const;
  const told = await engine.execute({ ...report, form: { ...report.form, category: "02" } }, resident);
  assert.ok(told.ok);
  const { id } = told.ticket;
  const step = async (actor: Actor, type: string, form: Record<string, string> = {}) => {
    const evidence = [{ name: "a", mediaType: "image/png", size: 1, sha256: "00".repeat(32) }];
    const answer = await engine.execute({ type, ticket: id, form, attachments: evidence }, actor);
    assert.ok(answer.ok, `${type}: ${answer.ok ? "" : answer.refusal.detail.en}`);
  };
  await step(person("off"), "self-handle", { result: "已换灯泡" });
  await step(person("ina"), "pass");
  await step(person("ann"), "close", { closing: "已恢复" });
  assert.ok((await engine.define("town", [smaller], "me")).ok);
  await step(resident, "reopen", { reason: "又坏了" });
  const ticket = await engine.ticket(id, person("dan"));
  assert.equal([ticket?.area, ticket?.owner], [undefined, "d"]);
  await step(person("dan"), "dispatch", { owner: "water" });
  await engine.close();
});

test("of two drafts that do not fit each other and are published at one moment, the later is refused as if it came later", async () => {
  const { engine } = await townEngine();
  const lane = { type: "number", label: { "zh-CN": "车道", en: "Lane" } };
  const withLane = structuredClone(closedLoopDocument) as { meta: { report: { form: Record<string, object> } } };
  withLane.meta.report.form["lane"] = lane;
  assert.ok((await engine.define("town", [{ kind: "process", document: withLane }], "me")).ok);
  const table = structuredClone(classification);
  table.inputs.push({ name: "lane", label: lane.label, type: "number" });
  for (const row of table.rows) row.when.push("-");
  const defined = await Promise.all([
    engine.define("town", [closedLoopDraft], "one"),
    engine.define("town", [{ kind: "table", document: table }], "two"),
  ]);
  assert.is(defined.filter((each) => each.ok).length, 1);
  assert.equal(await engine.check("town", []), [], "what is published fits together");
  await engine.close();
});

test("who never comes to publish, since others always did meanwhile, is told so", async () => {
  const store = openLibsqlStore({ file: join(tempFolder(), "town.db") });
  let beaten = false;
  const publish: typeof store.definitions.publish = (...given) => (beaten ? Promise.resolve(false) : store.definitions.publish(...given));
  const { engine } = await townEngine({ store: { ...store, definitions: { ...store.definitions, publish } } });
  beaten = true;
  await engine.define("town", [{ kind: "table", document: { ...routing, rows: [] } }], "me").then(
    () => assert.unreachable(),
    (thrown: unknown) => assert.is(thrown instanceof EngineError && thrown.code, "store-busy"),
  );
  await engine.close();
});

test("a table without rows is published with a warning", async () => {
  const { engine } = await townEngine();
  const defined = await engine.define("town", [{ kind: "table", document: { ...routing, rows: [] } }], "me");
  assert.ok(defined.ok);
  assert.equal(
    defined.findings.map(({ finding }) => `${finding.severity} ${finding.code}`),
    ["warning no-rows"],
  );
  await engine.close();
});

test("what drafts do to other definitions is told once, a warning too: a role that a published process needs and nobody holds any more", async () => {
  const { engine } = await townEngine();
  const without = (role: string): Draft => ({
    kind: "organisation",
    document: { ...organisation, people: organisation.people.filter(({ holds }) => holds.every((held) => held.role !== role)) },
  });
  const told = async (draft: Draft) => {
    const checked = await engine.check("town", [draft]);
    const defined = await engine.define("town", [draft], "me");
    assert.equal(defined, { ...defined, ok: true, findings: checked });
    return [...new Set(checked.map(({ kind, id, finding }) => [kind, id, finding.severity, finding.code].join(" ")))];
  };
  assert.equal(
    await told(without("dispatcher")),
    ["closed-loop", "joint-leg"].map((id) => `process ${id} warning role-not-held`),
  );
  assert.equal(await told({ kind: "table", document: { ...routing, rows: routing.rows.slice(1) } }), [], "it was told before");
  assert.equal(await told({ kind: "organisation", document: organisation }), []);
  await engine.close();
});

test("who publishes is named: an author that is no name is refused, and nothing is published", async () => {
  const { engine } = await townEngine();
  const draft: Draft = { kind: "table", document: { ...routing, rows: [] } };
  for (const author of ["", "x".repeat(201), "a\0", "\ud800", null, undefined, 7, { id: "me" }]) {
    await engine.define("town", [draft], author as string).then(
      () => assert.unreachable(JSON.stringify(author)),
      (thrown: unknown) => assert.is(thrown instanceof EngineError && thrown.code, "bad-actor", String(thrown)),
    );
  }
  const defined = await engine.define("town", [draft], "me");
  assert.equal(defined.ok && defined.published.map(({ version }) => version), [2]);
  await engine.close();
});

test("a folder of definitions is read by its path or its URL, whatever characters are in it", async () => {
  const folder = join(tempFolder(), "我的 项目 %20");
  mkdirSync(folder);
  writeFileSync(join(folder, "routing.table.json"), JSON.stringify(routing));
  writeFileSync(join(folder, "notes.txt"), "not a definition");
  const expected = [{ kind: "table", document: JSON.parse(JSON.stringify(routing)) as unknown }];
  assert.equal(await readDrafts(folder), expected);
  assert.equal(await readDrafts(pathToFileURL(`${folder}/`)), expected);
});

test.run();
