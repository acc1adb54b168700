import { test } from "uvu";
import * as assert from "uvu/assert";
import { evaluateModel } from "../../../../src/rules/dmn/evaluate/evaluate-model.ts";
import { plainValue } from "../../../../src/rules/dmn/evaluate/plain-value.ts";
import { dmnText, literal, modelIn } from "../dmn-text.ts";

const at = Date.UTC(2026, 10, 26, 9, 30);

function ask(elements: string, name: string, inputs: Readonly<Record<string, unknown>> = {}) {
  const answer = evaluateModel([modelIn(dmnText(elements))], { name, inputs, at });
  if (!answer.ok) throw new Error(`unknown, there are ${answer.known.join()}`);
  return { value: plainValue(answer.value), problems: answer.problems.map(({ element, message }) => `${element}: ${message.en}`) };
}

const age = `<inputData id="age" name="Age"><variable name="Age" typeRef="number"/></inputData>`;
const needsAge = [`Input href="#age"`];

test("a decision reads what it requires, under names with blanks, and nothing else", () => {
  const elements = age + literal("Full Age", "Age >= 18", { requires: needsAge }) + literal("other", "Age");
  assert.equal(ask(elements, "Full Age", { Age: 20 }), { value: true, problems: [] });
  assert.is(ask(elements, "other", { Age: 20 }).value, null);
});

test("an input or answer of another type is null, and says so", () => {
  const { value, problems } = ask(age + literal("d", "Age", { requires: needsAge }), "d", { Age: "old" });
  assert.is(value, null);
  assert.match(problems[0] ?? "", 'Age: "old" is no number, or none of the values it allows');
  assert.is(ask(literal("d", '"1"', { type: "number" }), "d").value, null);
  assert.is(ask(literal("d", "[1]", { type: "number" }), "d").value, 1);
  assert.is(ask(literal("d", "1", { type: "nothing" }), "d").value, null);
});

test("texts of JSON become the dates and durations that the type of an input asks for", () => {
  const item = `<itemDefinition name="tStay"><itemComponent name="from"><typeRef>date</typeRef></itemComponent><itemComponent name="for"><typeRef>days and time duration</typeRef></itemComponent></itemDefinition>`;
  const stay = `<inputData id="stay" name="stay"><variable name="stay" typeRef="tStay"/></inputData>`;
  const elements = item + stay + literal("until", "stay.from + stay.for", { requires: [`Input href="#stay"`] });
  assert.is(ask(elements, "until", { stay: { from: "2026-11-26", for: "P2D" } }).value, "2026-11-28");
  assert.is(ask(elements, "until", { stay: { from: "2026-13-26", for: "P2D" } }).value, null);
});

test("the clock is that of the run", () => {
  assert.is(ask(literal("d", "string(today())"), "d").value, "2026-11-26");
  assert.is(ask(literal("d", "now().hour"), "d").value, 9);
});

test("decisions that require each other come to null and are told", () => {
  const elements = literal("a", "b", { requires: [`Decision href="#b"`] }) + literal("b", "a", { requires: [`Decision href="#a"`] });
  const { value, problems } = ask(elements, "a");
  assert.is(value, null);
  assert.match(problems.join(), "a: The decision “a” requires itself");
});

test("a value that holds itself, or is too deep to be written down, is null and told", () => {
  for (const text of ["for i in 1..3 return partial", "for i in 1..5000 return if i = 1 then [] else [partial[-1]]"]) {
    const { value, problems } = ask(literal("d", text), "d");
    assert.is(value, null);
    assert.match(problems.join(), "d: The value holds itself, or is too deep");
  }
  assert.equal(ask(literal("d", "for i in 1..3 return count(partial)"), "d"), { value: [0, 1, 2], problems: [] });
});

test("FEEL that cannot be read, and a function that calls itself without end, come to null", () => {
  assert.match(ask(literal("d", "1 +"), "d").problems[0] ?? "", "d: FEEL “1 +”");
  const endless = `<businessKnowledgeModel id="f" name="f"><variable name="f"/><encapsulatedLogic><formalParameter name="n"/><literalExpression><text>f(n + 1)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>`;
  const { value, problems } = ask(endless, "f", { n: 1 });
  assert.is(value, null);
  assert.match(problems.join(), "Maximum call stack");
});

test("an unknown name is answered with those there are", () => {
  const answer = evaluateModel([modelIn(dmnText(literal("a", "1")))], { name: "b", inputs: {}, at });
  assert.equal(answer, { ok: false, known: ["a"] });
});

test("another model is read through its import", () => {
  const other = modelIn(dmnText(literal("rate", "0.5"), { namespace: "urn:other" }));
  const main = modelIn(
    dmnText(
      `<import name="shared" namespace="urn:other" importType=""/>${literal("d", "shared.rate * 2", { requires: [`Decision href="urn:other#rate"`] })}`,
    ),
  );
  assert.equal(evaluateModel([main, other], { name: "d", inputs: {}, at }), { ok: true, value: 1, problems: [] });
});

function table(policy: string, rules: readonly (readonly [string, string])[], output = "<output/>"): string {
  const rows = rules.map(([when, then]) => {
    const text = (feel: string) => `<text><![CDATA[${feel}]]></text>`;
    return `<rule><inputEntry>${text(when)}</inputEntry><outputEntry>${text(then)}</outputEntry></rule>`;
  });
  return `${age}<decision id="d" name="d"><variable name="d"/><informationRequirement><requiredInput href="#age"/></informationRequirement>
    <decisionTable ${policy}><input><inputExpression><text>Age</text></inputExpression></input>${output}${rows.join("")}</decisionTable></decision>`;
}

test("each hit policy answers as DMN says", () => {
  const rules = [
    ["> 1", "10"],
    ["> 5", "30"],
    ["> 3", "20"],
  ] as const;
  const ranked = "<output><outputValues><text>30, 20, 10</text></outputValues></output>";
  const answers = (policy: string, n: number, output?: string) => ask(table(policy, rules, output), "d", { Age: n }).value;
  assert.equal(answers('hitPolicy="UNIQUE"', 2), 10);
  assert.equal(answers('hitPolicy="UNIQUE"', 4), null);
  assert.equal(answers('hitPolicy="FIRST"', 9), 10);
  assert.equal(answers('hitPolicy="ANY"', 9), null);
  assert.equal(answers('hitPolicy="PRIORITY"', 9, ranked), 30);
  assert.equal(answers('hitPolicy="OUTPUT ORDER"', 9, ranked), [30, 20, 10]);
  assert.equal(answers('hitPolicy="RULE ORDER"', 9), [10, 30, 20]);
  assert.equal(answers('hitPolicy="COLLECT"', 9), [10, 30, 20]);
  assert.equal(answers('hitPolicy="COLLECT" aggregation="SUM"', 9), 60);
  assert.equal(answers('hitPolicy="COLLECT" aggregation="MIN"', 9), 10);
  assert.equal(answers('hitPolicy="COLLECT" aggregation="MAX"', 9), 30);
  assert.equal(answers('hitPolicy="COLLECT" aggregation="COUNT"', 9), 3);
  assert.equal(answers('hitPolicy="COLLECT"', 0), []);
  assert.equal(answers('hitPolicy="FIRST"', 0), null);
  assert.equal(answers('hitPolicy="FIRST"', 0, "<output><defaultOutputEntry><text>-1</text></defaultOutputEntry></output>"), -1);
});

test("a value that an input does not allow answers nothing, and is told", () => {
  const limited = table("", [["-", "1"]]).replace(
    "</inputExpression>",
    "</inputExpression><inputValues><text>[0..150]</text></inputValues>",
  );
  assert.is(ask(limited, "d", { Age: 20 }).value, 1);
  const { value, problems } = ask(limited, "d", { Age: 200 });
  assert.is(value, null);
  assert.match(problems.join(), "The value of the input “Age” is none of those allowed: [0..150]");
});

test.run();
