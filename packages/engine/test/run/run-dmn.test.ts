import { test } from "uvu";
import * as assert from "uvu/assert";
import { runDmn, testDmn } from "../../src/run/run-dmn.ts";
import { dmnText, literal } from "../rules/dmn/dmn-text.ts";

const at = Date.UTC(2026, 10, 26);

test("a model is asked on a thread of its own, and answers in JSON", async () => {
  const models = [dmnText(literal("d", '{day: date("2026-11-26"), sum: 1 + 1}'))] as const;
  assert.equal(await runDmn({ models, name: "d", inputs: {}, at }), {
    ok: true,
    name: "d",
    value: { day: "2026-11-26", sum: 2 },
    problems: [],
  });
  assert.equal((await runDmn({ models, inputs: {}, at })).ok, true);
});

test("FEEL that does not end is ended when its time is over, and this thread goes on meanwhile", async () => {
  let beats = 0;
  const beat = setInterval(() => (beats += 1), 20);
  const models = [dmnText(literal("d", "count(for a in 1..1000000, b in 1..1000000 return a * b)"))] as const;
  const began = Date.now();
  const answer = await runDmn({ models, inputs: {}, at }, { timeout: 500 });
  clearInterval(beat);
  assert.is(answer.ok ? "" : answer.refusal.code, "over-limit");
  assert.match(answer.ok ? "" : answer.refusal.detail.en, "0.5 s");
  assert.ok(Date.now() - began < 8000);
  assert.ok(beats >= 5, String(beats));
});

test("FEEL that needs too much memory is ended, and the process stays", async () => {
  const models = [dmnText(literal("d", "for i in 1..100000000 return [i, i, i, i, i, i]"))] as const;
  const answer = await runDmn({ models, inputs: {}, at }, { timeout: 60_000 });
  assert.match(answer.ok ? "" : answer.refusal.detail.en, "512 MB");
});

test("what cannot be asked is refused with what to do", async () => {
  const model = dmnText(literal("a", "1") + literal("b", "2"));
  const refusal = async (question: Parameters<typeof runDmn>[0]) => {
    const answer = await runDmn(question);
    return answer.ok ? undefined : answer.refusal;
  };
  assert.match(
    (await refusal({ models: [model], inputs: {}, at }))?.detail.en ?? "",
    "Name the decision to evaluate; the model has: a, b.",
  );
  assert.match((await refusal({ models: [model], name: "c", inputs: {}, at }))?.detail.en ?? "", "has no “c”; it has: a, b.");
  const unread = await refusal({ models: [model, "<a>"], name: "a", inputs: {}, at });
  assert.equal([unread?.code, unread?.model, unread?.line], ["bad-model", 1, 1]);
});

test("test cases are run there too", async () => {
  const tests = `<testCases><testCase id="1"><resultNode name="d"><expected><value>x</value></expected></resultNode></testCase></testCases>`;
  const answer = await testDmn({ models: [dmnText(literal("d", '"x"'))], tests, at });
  assert.equal(answer.ok && answer.outcomes.map(({ test: id, passed }) => [id, passed]), [["1", true]]);
  const unread = await testDmn({ models: [dmnText("")], tests: "<a/>", at });
  assert.is(unread.ok ? "" : unread.refusal.code, "bad-tests");
});

test.run();
