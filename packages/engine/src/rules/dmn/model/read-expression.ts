import { childNamed, childrenNamed, type XmlElement } from "../xml/element.ts";
import type { Expression, FunctionExpression } from "./expression.ts";
import { ModelFault } from "./model-fault.ts";
import { readDecisionTable } from "./read-decision-table.ts";
import { textOf } from "./read-text.ts";

/** The boxed expression within an element, such as the logic of a decision. */
export function expressionIn(element: XmlElement): XmlElement | undefined {
  return element.children.find(({ name, namespace }) => namespace === element.namespace && Object.hasOwn(readers, name));
}

/** Reads a boxed expression of any kind. */
export function readExpression(element: XmlElement): Expression {
  const reader = readers[element.name as keyof typeof readers];
  return reader(element);
}

/** Reads a function: the logic of a business knowledge model, or one defined in an expression. */
export function readFunction(element: XmlElement): FunctionExpression {
  const body = expressionIn(element);
  return {
    kind: "function",
    parameters: childrenNamed(element, "formalParameter").map(({ attributes }) => ({
      name: attributes.get("name") ?? "",
      type: attributes.get("typeRef"),
    })),
    body: body && readExpression(body),
    language: (element.attributes.get("kind") ?? "FEEL") === "FEEL" ? "FEEL" : "other",
  };
}

type Reader = (element: XmlElement) => Expression;

const readers = {
  literalExpression: (element) => ({
    ...base(element),
    kind: "literal",
    text: textOf(element) ?? "",
    language: element.attributes.get("expressionLanguage"),
  }),
  decisionTable: (element) => ({ ...base(element), kind: "table", table: readDecisionTable(element) }),
  context: (element) => ({
    ...base(element),
    kind: "context",
    entries: childrenNamed(element, "contextEntry").map((entry) => {
      const variable = childNamed(entry, "variable")?.attributes;
      return { name: variable?.get("name"), type: variable?.get("typeRef"), expression: required(entry) };
    }),
  }),
  list: (element) => ({ ...base(element), kind: "list", items: expressionsIn(element) }),
  relation: (element) => ({
    ...base(element),
    kind: "relation",
    columns: childrenNamed(element, "column").map(({ attributes }) => attributes.get("name") ?? ""),
    rows: childrenNamed(element, "row").map(expressionsIn),
  }),
  invocation: (element) => ({
    ...base(element),
    kind: "invocation",
    called: required(element),
    bindings: childrenNamed(element, "binding").map((binding) => {
      const bound = expressionIn(binding);
      return { name: childNamed(binding, "parameter")?.attributes.get("name") ?? "", expression: bound && readExpression(bound) };
    }),
  }),
  functionDefinition: (element) => ({ ...base(element), ...readFunction(element) }),
  conditional: (element) => ({
    ...base(element),
    kind: "conditional",
    if: within(element, "if"),
    then: within(element, "then"),
    else: within(element, "else"),
  }),
  filter: (element) => ({ ...base(element), kind: "filter", in: within(element, "in"), match: within(element, "match") }),
  for: (element) => ({ ...base(element), kind: "for", ...iterated(element), body: within(element, "return") }),
  some: (element) => ({ ...base(element), kind: "some", ...iterated(element), body: within(element, "satisfies") }),
  every: (element) => ({ ...base(element), kind: "every", ...iterated(element), body: within(element, "satisfies") }),
} as const satisfies Readonly<Record<string, Reader>>;

function base(element: XmlElement) {
  return { line: element.line, type: element.attributes.get("typeRef") };
}

function iterated(element: XmlElement) {
  return { variable: element.attributes.get("iteratorVariable") ?? "", in: within(element, "in") };
}

function expressionsIn(element: XmlElement): readonly Expression[] {
  return element.children.flatMap((child) =>
    child.namespace === element.namespace && Object.hasOwn(readers, child.name) ? [readExpression(child)] : [],
  );
}

function within(element: XmlElement, name: string): Expression {
  const child = childNamed(element, name);
  if (!child) throw new ModelFault(element, `<${element.name}> 中缺少 <${name}>，请补上。`, `<${element.name}> lacks <${name}>: add it.`);
  return required(child);
}

function required(element: XmlElement): Expression {
  const expression = expressionIn(element);
  if (expression) return readExpression(expression);
  throw new ModelFault(element, `<${element.name}> 中没有表达式，请补上。`, `<${element.name}> holds no expression: add one.`);
}
