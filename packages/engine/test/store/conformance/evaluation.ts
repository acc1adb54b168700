import * as assert from "uvu/assert";
import type { EvaluationState, EvaluationStep, ShareRow, SumRow } from "../../../src/store/evaluation.ts";
import { tenant as town } from "../../fixtures/town.ts";
import { evaluationDraft } from "../../fixtures/town-evaluation.ts";
import { countOf, type Section } from "./harness.ts";
import { townOn } from "./town-engine.ts";
import { put, start, tenant } from "./writing.ts";

const plan = { plan: "{}", planHash: "h" };
const share = (ticket: string, more: Partial<ShareRow> = {}): ShareRow => ({
  month: "2026-01",
  ticket,
  unit: "g",
  person: "",
  category: "01",
  source: "",
  lateFrom: null,
  amounts: '{"0":1}',
  ...more,
});
const sum = (unit: string, amounts: SumRow["amounts"], more: Partial<SumRow> = {}): SumRow => ({
  unit,
  month: "2026-01",
  dimension: "",
  value: "",
  amounts,
  ...more,
});
const step = (from: EvaluationState, to: Partial<EvaluationStep["to"]>, rows: Partial<EvaluationStep> = {}): EvaluationStep => ({
  from,
  to: { status: from.status, position: from.position, at: from.at, after: from.after, done: from.done, ...to },
  remove: [],
  add: [],
  sums: [],
  ...rows,
});
const all = { place: 0, months: ["", "2026-01", "2026-02"], limit: 10 };
const system = { kind: "system", tenant: town.id } as const;

/** What evaluations count, and how far they have come. */
export const evaluation: Section = (add) => {
  add("a step moves the cursor and the tables together, and is taken once however often it is sent", async ({ store }) => {
    const { evaluation: tables } = store;
    const from = await tables.begin(tenant, plan);
    const first = step(
      from,
      { status: "current", position: 4, at: start, done: 2 },
      { add: [share("a"), share("b")], sums: [sum("g", { 0: 2 }), sum("", { 0: 2, 1: 5 })] },
    );
    const taken = await Promise.all([tables.advance(tenant, first), tables.advance(tenant, first), tables.advance(tenant, first)]);
    assert.is(taken.filter((each) => each).length, 1);
    assert.is(await tables.advance("other", first), false);
    const replanned = step({ ...from, status: "current", position: 4, planHash: "i" }, { position: 5 });
    assert.is(await tables.advance(tenant, replanned), false, "by another plan");
    const [state] = await tables.states(tenant);
    assert.equal(state, { ...from, status: "current", position: 4, at: start, done: 2 });
    assert.ok(state);
    const second = step(
      state,
      { position: 5 },
      { remove: [share("a")], add: [share("a", { amounts: '{"1":2}' })], sums: [sum("g", { 0: -1, 1: 2 }), sum("", { 0: -2, 1: -5 })] },
    );
    assert.is(await tables.advance(tenant, second), true);
    assert.equal(await tables.sums(tenant, 1, { units: ["g", ""], months: ["2026-01"], dimension: "" }), [sum("g", { 0: 1, 1: 2 })]);
    assert.equal(await tables.shares(tenant, 1, ["a", "b", "c"]), [share("a", { amounts: '{"1":2}' }), share("b")]);
    assert.equal(await tables.shares("other", 1, ["a"]), []);
  });

  add("a generation that is done takes the place of the one before, which is removed piece by piece", async (harness) => {
    const { evaluation: tables } = harness.store;
    const one = await tables.begin(tenant, plan);
    await tables.advance(tenant, step(one, { status: "current" }, { add: [share("a"), share("b")], sums: [sum("g", { 0: 2 })] }));
    assert.is(await tables.discard(tenant, 10), false);
    const abandoned = await tables.begin(tenant, plan);
    const two = await tables.begin(tenant, { plan: '{"x":1}', planHash: "i" });
    assert.is(await tables.advance(tenant, step(abandoned, { after: "a" })), false, "begun anew, the one before is gone");
    await tables.advance(tenant, step(two, { after: "a", done: 1 }, { add: [share("a")] }));
    const served = async () => (await tables.states(tenant)).map(({ generation, status, after }) => [generation, status, after]);
    assert.equal(await served(), [
      [1, "current", ""],
      [2, "gone", ""],
      [3, "building", "a"],
    ]);
    const building = (await tables.states(tenant))[2];
    assert.ok(building);
    await tables.advance(tenant, step(building, { status: "current", after: "" }, { add: [share("b")] }));
    assert.equal(await served(), [
      [1, "gone", ""],
      [2, "gone", ""],
      [3, "current", ""],
    ]);
    let rounds = 0;
    while (await tables.discard(tenant, 1)) rounds += 1;
    assert.is(rounds, 5, "two shares, a sum, and two generations");
    assert.equal([await countOf(harness, "evaluation_share"), await countOf(harness, "evaluation_sum")], [2, 0]);
    assert.equal(await served(), [[3, "current", ""]]);
    assert.is(await tables.plan(tenant, 3), '{"x":1}');
    assert.is(await tables.replan(tenant, 3, { plan: "{}", planHash: "j" }), true);
    assert.is(await tables.plan(tenant, 3), "{}");
    assert.is(await tables.replan(tenant, 1, plan), false);
  });

  add("shares are found by tally, month, unit and dimension, a page at a time, and late ones by the clock", async ({ store }) => {
    const { evaluation: tables } = store;
    const from = await tables.begin(tenant, plan);
    const rows = [
      share("a", { month: "", amounts: '{"10":1}', lateFrom: start }),
      share("b", { month: "", unit: "h", amounts: '{"10":1}', lateFrom: start + 1, person: "p" }),
      share("a", { amounts: '{"0":1,"10":1}' }),
      share("b", { unit: "h", person: "p" }),
      share("b", { month: "2026-02", category: "02", source: "12345" }),
    ];
    await tables.advance(tenant, step(from, { status: "current" }, { add: rows }));
    const found = async (more: object) =>
      (await tables.find(tenant, 1, { ...all, ...more })).map(({ month, ticket, unit }) => `${month} ${ticket} ${unit}`);
    assert.equal(await found({}), ["2026-01 a g", "2026-01 b h", "2026-02 b g"]);
    assert.equal(await found({ place: 1 }), [], "1 is not 10");
    assert.equal(await found({ place: 10 }), [" a g", " b h", "2026-01 a g"]);
    assert.equal(await found({ units: ["h"] }), ["2026-01 b h"]);
    assert.equal(await found({ categories: ["02", "03"] }), ["2026-02 b g"]);
    assert.equal(await found({ source: "12345" }), ["2026-02 b g"]);
    assert.equal(await found({ person: "p" }), ["2026-01 b h"]);
    assert.equal(await found({ place: 10, months: [""], lateAt: start + 1 }), [" a g"]);
    assert.equal(await found({ months: { from: "2026-01", until: "2026-02" } }), ["2026-01 a g", "2026-01 b h"]);
    const [first] = await tables.find(tenant, 1, { ...all, limit: 1 });
    assert.equal(await found({ after: first }), ["2026-01 b h", "2026-02 b g"]);
    const late = (at: number, dimension: string, units?: readonly string[]) =>
      tables.late(tenant, 1, { place: 10, month: "", at, dimension, units });
    assert.equal(await late(start, ""), []);
    assert.equal(await late(start + 2, ""), [{ value: "", count: 2 }]);
    assert.equal(await late(start + 2, "unit"), [
      { value: "g", count: 1 },
      { value: "h", count: 1 },
    ]);
    assert.equal(await late(start + 2, "person", ["h"]), [{ value: "p", count: 1 }]);
    assert.equal(await tables.months(tenant, 1), ["", "2026-01", "2026-02"]);
    const [state] = await tables.states(tenant);
    assert.ok(state);
    assert.is((await tables.month(tenant, state, "2026-01"))?.shares.length, 2);
    assert.is(await tables.month(tenant, { ...state, position: state.position + 1 }, "2026-01"), undefined);
  });

  add("the journal is read by ticket up to a position, and the histories of some up to an entry of each", async ({ store }) => {
    for (const id of ["b", "a", "b", "a", "a"]) await put(store, id);
    const feed = await store.journal.feed(tenant, 0, 10);
    const read = async (after: string, until: number | undefined, limit = 10) =>
      (await store.evaluation.journal(tenant, after, until ?? 0, limit)).map(({ ticket, seq }) => `${ticket}${seq}`);
    assert.equal(await read("", feed[4]?.position), ["a1", "a2", "a3", "b1", "b2"]);
    assert.equal(await read("", feed[2]?.position), ["a1", "b1", "b2"]);
    assert.equal(await read("a", feed[4]?.position), ["b1", "b2"]);
    assert.equal(await read("", feed[4]?.position, 2), ["a1", "a2"]);
    const histories = await store.evaluation.histories(tenant, [
      { ticket: "a", until: 2 },
      { ticket: "b", until: 1 },
    ]);
    assert.equal(
      histories.map(({ ticket, seq, body }) => [ticket, seq, body]),
      [
        ["a", 1, '{"seq":1,"ticket":"a"}'],
        ["a", 2, '{"seq":2,"ticket":"a"}'],
        ["b", 1, '{"seq":1,"ticket":"b"}'],
      ],
    );
    const begun = await store.evaluation.begin(tenant, plan);
    assert.equal([begun.position, begun.total], [feed[4]?.position, 2]);
    assert.is(begun.at, await store.evaluation.writtenAt(tenant, begun.position));
    assert.is(await store.evaluation.writtenAt(tenant, 0), null);
  });

  add("followers that meet count nothing twice, and what they counted is verified; a row that was changed is found", async (harness) => {
    const { engine, clock, done, reported } = await townOn(harness.store);
    assert.ok((await engine.define(town.id, [evaluationDraft], "tests")).ok);
    for (let i = 0; i < 6; i += 1) {
      const ticket = await reported({ description: i % 2 ? "井盖" : "停车" });
      clock.now += 60_000;
      if (i > 0) await done({ type: "file", ticket }, "ann");
      await Promise.all([engine.work(), engine.evaluation.follow(town.id), engine.evaluation.follow(town.id)]);
    }
    const figures = async () => {
      const answer = await engine.evaluation.figures({ evaluation: "town", unit: "s1", period: "2023-11" }, system);
      assert.ok(answer.ok);
      return answer.rows[0]?.tallies;
    };
    const counted = await figures();
    assert.equal([counted?.["reported"], counted?.["filed"], counted?.["open"]], [6, 5, 6]);
    await engine.evaluation.recompute(town.id);
    assert.equal(await figures(), counted);
    assert.equal((await engine.verify(town.id)).faults, []);
    const faults = async (sql: string) => {
      await harness.raw(sql);
      const found = (await engine.verify(town.id)).faults;
      await engine.evaluation.recompute(town.id);
      assert.equal((await engine.verify(town.id)).faults, []);
      return found.map(({ fault, what }) => `${fault} ${what}`).toSorted();
    };
    assert.equal(
      await faults("UPDATE evaluation_sum SET amounts = '{\"0\":7}' WHERE unit = 's1' AND month = '2023-11' AND dimension = ''"),
      ["evaluation-differs evaluation_sum s1 2023-11"],
    );
    assert.equal(
      (await faults("DELETE FROM evaluation_share WHERE ticket = (SELECT min(id) FROM ticket)"))[0],
      "evaluation-differs evaluation_share",
    );
    assert.equal(await faults("UPDATE evaluation_share SET person = 'x' WHERE ticket = (SELECT min(id) FROM ticket) AND month = ''"), [
      "evaluation-differs evaluation_share",
      "evaluation-differs evaluation_sum * now",
      "evaluation-differs evaluation_sum c1 now",
      "evaluation-differs evaluation_sum d now",
      "evaluation-differs evaluation_sum g1 now",
      "evaluation-differs evaluation_sum s1 now",
    ]);
    await harness.raw("UPDATE evaluation_share SET ticket = 'nobody' WHERE ticket = (SELECT min(id) FROM ticket) AND month = ''");
    assert.ok(
      (await engine.verify(town.id)).faults.some(
        ({ fault, ticket, what }) => fault === "stray-rows" && ticket === "nobody" && what === "evaluation_share",
      ),
    );
  });
};
