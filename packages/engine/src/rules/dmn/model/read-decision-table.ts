import { ownNamespace } from "../own-namespace.ts";
import { childNamed, childrenNamed, type XmlElement } from "../xml/element.ts";
import type { DecisionTable, OutputClause, TableCell, TableClause, TableRule } from "./decision-table.ts";
import { ModelFault, textIn } from "./model-fault.ts";
import { ownColumn } from "./read-own.ts";
import { textOf } from "./read-text.ts";

/** Reads a decision table; a rule that has not a cell for each column is a fault. */
export function readDecisionTable(element: XmlElement): DecisionTable {
  const inputs = childrenNamed(element, "input").map(readInput);
  const outputs = childrenNamed(element, "output").map(readOutput);
  return {
    hitPolicy: oneOf(element, "hitPolicy", policies) ?? "UNIQUE",
    aggregation: oneOf(element, "aggregation", aggregations),
    inputs,
    outputs,
    rules: childrenNamed(element, "rule").map((rule) => readRule(rule, inputs.length, outputs.length)),
    line: element.line,
  };
}

function readInput(element: XmlElement): TableClause {
  const expression = childNamed(element, "inputExpression");
  return {
    label: element.attributes.get("label"),
    text: textOf(expression) ?? "",
    type: expression?.attributes.get("typeRef"),
    values: textOf(childNamed(element, "inputValues")),
    own: ownColumn(element),
    line: element.line,
  };
}

function readOutput(element: XmlElement): OutputClause {
  return {
    label: element.attributes.get("label"),
    name: element.attributes.get("name"),
    type: element.attributes.get("typeRef"),
    values: textOf(childNamed(element, "outputValues")),
    fallback: textOf(childNamed(element, "defaultOutputEntry")),
    own: ownColumn(element),
    line: element.line,
  };
}

function readRule(element: XmlElement, inputs: number, outputs: number): TableRule {
  const [when, then] = [childrenNamed(element, "inputEntry").map(readCell), childrenNamed(element, "outputEntry").map(readCell)];
  if (when.length !== inputs || then.length !== outputs)
    throw new ModelFault(
      element,
      `规则有 ${when.length} 个条件、${then.length} 个结果，而表有 ${inputs} 个输入、${outputs} 个输出；请补齐或删去多余的格。`,
      `The rule has ${when.length} conditions and ${then.length} answers for ${inputs} inputs and ${outputs} outputs: add or remove some.`,
    );
  // Editors show the description; DMN's own place for it are the annotations, one a column, of which many are empty.
  const annotations = childrenNamed(element, "annotationEntry").flatMap((entry) => childNamed(entry, "text")?.text || []);
  const described = childNamed(element, "description")?.text;
  const notes = described === undefined ? annotations : [described, ...annotations];
  return {
    id: element.attributes.get(`{${ownNamespace}}id`) ?? element.attributes.get("id"),
    note: notes.length === 0 ? undefined : notes.join("\n"),
    when,
    then,
    line: element.line,
  };
}

function readCell(element: XmlElement): TableCell {
  return { text: textOf(element) ?? "", language: element.attributes.get("expressionLanguage"), line: element.line };
}

const policies = ["UNIQUE", "ANY", "FIRST", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT"] as const;
const aggregations = ["SUM", "COUNT", "MIN", "MAX"] as const;

function oneOf<Name extends string>(element: XmlElement, attribute: string, names: readonly Name[]): Name | undefined {
  const given = element.attributes.get(attribute);
  const name = names.find((each) => each === given);
  if (given === undefined || name) return name;
  const known = names.join(", ");
  throw new ModelFault(
    element,
    `${attribute} “${textIn(given)}”不认识；可用 ${known}。`,
    `The ${attribute} “${textIn(given)}” is unknown: use one of ${known}.`,
  );
}
