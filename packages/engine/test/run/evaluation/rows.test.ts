import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { createEngine, openLibsqlStore, type CaseQuestion, type Command, type Engine, type FigureQuestion } from "@muster/engine";
import { handClock } from "@muster/engine/testing";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";
import { person, tenant, town } from "../../fixtures/town.ts";
import { townEvaluation } from "../../fixtures/town-evaluation.ts";

const engines: Engine[] = [];
test.after(async () => {
  for (const engine of engines) await engine.close();
  removeTempFolders();
});

const hour = 3_600_000;
const start = Date.parse("2026-03-02T01:00:00Z");
const system = { kind: "system", tenant: tenant.id } as const;
const label = { "zh-CN": "数", en: "Number" };
const evaluation = {
  ...townEvaluation,
  tallies: [
    ...townEvaluation.tallies,
    { name: "held", label, what: "open", to: "owner" },
    { name: "behind", label, what: "overdue", to: "owner" },
  ],
  indicators: [
    ...townEvaluation.indicators,
    { name: "busy", label, part: ["reported"], of: { perMonth: 2 }, empty: "none" },
    { name: "in-time", label, part: ["on-time"], of: ["on-time", "late", "behind"], empty: "none" },
  ],
};

/** Two matters on the ground, one right at the street, and each gets on a little. */
async function townWithRows() {
  const clock = handClock(start);
  const engine = createEngine({ store: openLibsqlStore({ file: join(tempFolder(), "town.db") }), now: clock.now });
  engines.push(engine);
  await engine.setTenant(tenant);
  assert.ok((await engine.define(tenant.id, [...town, { kind: "evaluation", document: evaluation }], "test")).ok);
  const send = async (command: Command, who = "ann") => {
    const answer = await engine.execute(command, person(who));
    if (!answer.ok) throw new Error(answer.refusal.detail.en);
    return answer.ticket.id;
  };
  const report = (area: string, description: string) => send({ type: "report", process: "closed-loop", form: { description, area } });
  const cover = await report("g1", "井盖");
  await report("s1", "井盖");
  await report("g2", "乱停车");
  await send({ type: "file", ticket: cover });
  await send({ type: "dispatch", ticket: cover, form: { owner: "water" } }, "dan");
  clock.set(start + 3 * hour);
  await engine.work();
  const rows = async (question: Partial<FigureQuestion> = {}) => {
    const answer = await engine.evaluation.figures({ evaluation: "town", period: "2026-03", ...question }, system);
    if (!answer.ok) throw new Error(`${answer.refusal.place} ${answer.refusal.detail.en}`);
    return answer.rows;
  };
  const cases = async (question: Partial<CaseQuestion>) => {
    const answer = await engine.evaluation.cases({ evaluation: "town", period: "2026-03", tally: "reported", ...question }, system);
    return answer.ok ? answer.cases.map(({ unit }) => unit).toSorted() : `${answer.refusal.place} ${answer.refusal.detail.en}`;
  };
  return { engine, rows, cases };
}

const { engine, rows, cases } = await townWithRows();

test("rows by unit, category, source and person add up to the whole, of a month, a unit and a category", async () => {
  const questions = [
    {},
    { unit: "d" },
    { unit: "s1" },
    { unit: "c1" },
    { category: "01" },
    { unit: "s1", category: "01" },
    { category: "0101" },
  ];
  for (const question of questions) {
    const [whole] = await rows(question);
    assert.ok(whole);
    for (const by of ["unit", "category", "source", "person"] as const) {
      if ("category" in question && (by === "source" || by === "person")) continue;
      const told = await rows({ ...question, by });
      for (const [name, amount] of Object.entries(whole.tallies)) {
        const sum = told.reduce((all, { tallies }) => all + (tallies[name] ?? 0), 0);
        assert.is(sum, amount, `${JSON.stringify(question)} by ${by}: ${name}`);
      }
    }
  }
});

test("what a unit has itself has a row under its own name, and opens its tickets", async () => {
  const told = await rows({ unit: "s1", by: "unit" });
  assert.equal(
    told.map(({ value, tallies: { reported } }) => [value, reported]),
    [
      ["c1", 2],
      ["s1", 1],
    ],
  );
  assert.equal(await cases({ unit: "s1" }), ["g1", "g2", "s1"]);
  assert.equal(await cases({ unit: "s1", own: "unit" }), ["s1"]);
  assert.equal(await cases({ own: "unit" }), []);
});

test("a category means it and all beneath it, and is told apart by those right beneath", async () => {
  assert.equal(
    (await rows({ by: "category" })).map(({ value, tallies: { reported } }) => [value, reported]),
    [
      ["01", 2],
      ["02", 1],
    ],
  );
  assert.equal(
    (await rows({ category: "01", by: "category" })).map(({ value, tallies: { reported, overdue } }) => [value, reported, overdue]),
    [["0101", 2, 1]],
  );
  const [whole] = await rows({ category: "01", unit: "c1" });
  assert.equal([whole?.tallies["reported"], whole?.tallies["overdue"], whole?.tallies["open"]], [1, 1, 1]);
  assert.equal(
    (await rows({ category: "01", by: "month", period: "2026-Q1" })).map(({ tallies: { reported } }) => reported),
    [0, 0, 2],
  );
  assert.equal(await cases({ category: "01" }), ["g1", "s1"]);
  assert.equal(await cases({ category: "01", own: "category" }), []);
  assert.equal(await cases({ category: "" }), []);
});

test("what is misspelt is said with what was meant, instead of being answered with nothing", async () => {
  assert.is(await cases({ category: "0110" }), "/category There is no category 0110; do you mean 0101?");
  assert.is(await cases({ source: "grdi" }), "/source No ticket came from grdi; correct the source.");
  assert.is(await cases({ person: "hall" }), "/person Nobody is known as hall; correct the id.");
  assert.equal(await cases({ person: "hal" }), []);
  const refused = await engine.evaluation.figures({ evaluation: "town", period: "2026-03", category: "9" }, system);
  assert.is(refused.ok ? "" : refused.refusal.place, "/category");
  const together = await engine.evaluation.figures({ evaluation: "town", period: "2026-03", category: "01", by: "person" }, system);
  assert.is(together.ok ? "" : together.refusal.place, "/by");
});

test("a number for each month counts the months that have begun: nobody is behind for those to come", async () => {
  const busy = async (period: string) => (await rows({ period }))[0]?.indicators["busy"];
  assert.equal(await busy("2026-03"), { value: 1.5, part: 3, of: 2 });
  assert.equal(await busy("2026"), { value: 0.5, part: 3, of: 6 });
  assert.equal(await busy("2027"), { value: null, part: 0, of: 0 });
  assert.equal(
    (await rows({ period: "2026-03..2026-04", by: "month" })).map(({ indicators }) => indicators["busy"]?.value),
    [1.5, null],
  );
});

test("an on-time rate that counts what is open and late among the whole goes down before anything has ended", async () => {
  assert.equal((await rows())[0]?.indicators["in-time"], { value: 0, part: 0, of: 1 });
});

test.run();
