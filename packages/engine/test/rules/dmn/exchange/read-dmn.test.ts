import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkTable } from "../../../../src/rules/check-table.ts";
import { readDmn } from "../../../../src/rules/dmn/exchange/read-dmn.ts";
import { trees } from "../../sample-table.ts";
import { dmnText, literal } from "../dmn-text.ts";

const cell = (kind: string, feel: string) => `<${kind}><text><![CDATA[${feel}]]></text></${kind}>`;

function foreign(inner: string, decision = `id="Decision_1" name="Discount"`): string {
  return dmnText(`<decision ${decision}><decisionTable id="dt">${inner}</decisionTable></decision>`);
}

function read(text: string) {
  const dmn = readDmn(text);
  if (!dmn.ok) throw new Error(dmn.message.en);
  const [draft] = dmn.drafts;
  if (!draft) throw new Error("no table");
  return { table: draft.table, codes: draft.findings.map(({ finding }) => `${finding.severity} ${finding.code} ${finding.place}`), draft };
}

test("a table as a DMN editor writes it becomes a sound draft", () => {
  const { table, codes } = read(
    foreign(`
      <input id="i1" label="Customer"><inputExpression typeRef="string"><text>  customer </text></inputExpression><inputValues><text>"gold","silver"</text></inputValues></input>
      <input id="i2"><inputExpression typeRef="integer"><text>amount</text></inputExpression></input>
      <output id="o1" name="discount" typeRef="double"/>
      <rule id="DecisionRule_0a"><description>big</description>${cell("inputEntry", ' "gold" ')}${cell("inputEntry", ">= 100")}${cell("outputEntry", "0.1")}</rule>
      <rule id="DecisionRule_0b">${cell("inputEntry", "")}${cell("inputEntry", "")}${cell("outputEntry", "")}</rule>`),
  );
  assert.equal(checkTable(table, trees), []);
  assert.equal(table, {
    id: "Decision_1",
    label: { "zh-CN": "Discount", en: "Discount" },
    purpose: "other",
    hitPolicy: "unique",
    inputs: [
      { name: "customer", label: { "zh-CN": "Customer", en: "Customer" }, type: "string", values: ["gold", "silver"] },
      { name: "amount", label: { "zh-CN": "amount", en: "amount" }, type: "number" },
    ],
    outputs: [{ name: "discount", label: { "zh-CN": "discount", en: "discount" }, type: "number" }],
    rows: [
      { id: "DecisionRule_0a", when: ['"gold"', ">= 100"], then: ["0.1"], note: "big" },
      { id: "DecisionRule_0b", when: ["", ""], then: ["null"] },
    ],
  });
  assert.ok(codes.every((code) => code.startsWith("hint ")));
});

test("an input that is the answer of another decision is told: no rule table asks another first", () => {
  const table = (id: string, input: string, requires: string) =>
    `<decision id="${id}" name="${id}"><informationRequirement><${requires}/></informationRequirement><decisionTable>
      <input><inputExpression typeRef="string"><text>${input}</text></inputExpression></input><output name="o" typeRef="string"/></decisionTable></decision>`;
  const dmn = readDmn(dmnText(table("risk", "age", `requiredInput href="#age"`) + table("route", "risk", `requiredDecision href="#risk"`)));
  assert.equal(
    dmn.ok && dmn.drafts.map(({ findings }) => findings.filter(({ finding }) => finding.code === "answer-of-another").length),
    [0, 1],
  );
});

test("what rule tables have no place for is told, with what to do", () => {
  const { table, codes } = read(
    foreign(
      `<input><inputExpression><text>Applicant Age</text></inputExpression></input>
       <input><inputExpression typeRef="time"><text>start time</text></inputExpression></input>
       <input><inputExpression typeRef="number"><text>a + b</text></inputExpression><inputValues><text>[0..9]</text></inputValues></input>
       <output/><annotation name="Why"/>
       <rule>${cell("inputEntry", "> 18")}${cell("inputEntry", "-")}<inputEntry expressionLanguage="juel"><text>x</text></inputEntry>${cell("outputEntry", "true")}
       <annotationEntry><text>because</text></annotationEntry></rule>`,
      `id="_3b29" name="Approval Status"`,
    ),
  );
  assert.is(table.id, "Approval-Status");
  assert.equal(
    table.inputs.map(({ name, type }) => [name, type]),
    [
      ["Applicant_Age", "number"],
      ["start_time", "string"],
      ["a_b", "number"],
    ],
  );
  assert.equal([table.outputs[0]?.name, table.outputs[0]?.type], ["Approval_Status", "boolean"]);
  assert.equal([table.rows[0]?.id, table.rows[0]?.note], ["row-1", "because"]);
  for (const code of [
    "hint id-changed /id",
    "warning input-renamed /inputs/0/name",
    "hint type-guessed /inputs/0/type",
    "error type-unknown /inputs/1/type",
    "error computed-input /inputs/2/name",
    "warning values-lost /inputs/2/values",
    "error other-language /rows/0/when/2",
    "hint type-guessed /outputs/0/type",
  ])
    assert.ok(codes.includes(code), `${code} in ${codes.join()}`);
});

test("types with allowed values are followed to what they are", () => {
  const item = `<itemDefinition name="tRisk"><typeRef>string</typeRef><allowedValues><text>"High", "Low"</text></allowedValues></itemDefinition>`;
  const text = foreign(
    `<input><inputExpression typeRef="tRisk"><text>risk</text></inputExpression></input><output name="ok" typeRef="boolean"/>
     <rule id="r">${cell("inputEntry", '"High"')}${cell("outputEntry", "false")}</rule>`,
  ).replace("<decision ", `${item}<decision `);
  assert.equal(read(text).table.inputs[0]?.values, ["High", "Low"]);
});

test("the table of a business knowledge model is one too", () => {
  const table = `<decisionTable><input><inputExpression typeRef="number"><text>n</text></inputExpression></input><output typeRef="number"/>
    <rule id="r">${cell("inputEntry", "> 1")}${cell("outputEntry", "2")}</rule></decisionTable>`;
  const knowledge = `<businessKnowledgeModel id="f" name="Twice"><variable name="Twice"/><encapsulatedLogic><formalParameter name="n"/>${table}</encapsulatedLogic></businessKnowledgeModel>`;
  const dmn = readDmn(dmnText(knowledge));
  if (!dmn.ok) return assert.unreachable();
  assert.equal([dmn.drafts.map((draft) => [draft.decision, draft.table.id]), dmn.findings], [[["Twice", "f"]], []]);
});

test("a column that an editor added to a table of ours has one label, and that is told", () => {
  const marked = `<extensionElements><m:table xmlns:m="urn:muster:table:1" purpose="other"><m:label lang="zh-CN">表</m:label><m:label lang="en">Table</m:label></m:table></extensionElements>`;
  const text = foreign(
    `<input label="New"><inputExpression typeRef="number"><text>n</text></inputExpression></input><output name="o" typeRef="number"/>`,
  ).replace(/(<decision [^>]*>)/, `$1${marked}`);
  assert.ok(read(text).codes.includes("hint one-language /inputs/0/label"));
});

test("of a table that answers a list, the decision's type is not that of the output", () => {
  const item = `<itemDefinition name="tAll" isCollection="true"><typeRef>string</typeRef></itemDefinition>`;
  const inner = `<input><inputExpression typeRef="number"><text>n</text></inputExpression></input><output/>
    <rule id="r">${cell("inputEntry", "-")}${cell("outputEntry", "1")}</rule>`;
  const asked = (policy: string) =>
    read(
      foreign(inner)
        .replace("<decision ", `${item}<decision `)
        .replace("<decisionTable ", `<variable name="Discount" typeRef="tAll"/><decisionTable hitPolicy="${policy}" `),
    );
  assert.is(asked("RULE ORDER").table.outputs[0]?.type, "number");
  assert.is(asked("FIRST").table.outputs[0]?.type, "units");
});

test("what is no decision table is named and left", () => {
  const dmn = readDmn(dmnText(literal("sum", "1 + 1")));
  if (!dmn.ok) return assert.unreachable();
  assert.equal([dmn.drafts, dmn.findings.map(({ line, finding }) => [line, finding.code])], [[], [[3, "no-table"]]]);
});

test.run();
