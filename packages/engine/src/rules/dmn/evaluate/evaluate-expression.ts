import { FeelFunction, isFunction } from "feelin";
import type { Expression, FunctionExpression } from "../model/expression.ts";
import { argumentsFor } from "./arguments-for.ts";
import { coerce, isContext } from "./coerce.ts";
import { evaluateTableExpression } from "./evaluate-table.ts";
import { reportAt, type Within } from "./evaluation.ts";
import { type Names, type Report, valueOfText } from "./feel.ts";
import { isFeel } from "./is-feel.ts";
import { typeClass } from "./type-class.ts";
import { typeNamed } from "./type-named.ts";

/** The value of a boxed expression over the names it may read; what cannot be computed is null, and is reported. */
export function evaluateExpression(expression: Expression, names: Names, within: Within): unknown {
  const report = reportAt(within, expression.line);
  const value = valueIn(expression, names, within, report);
  return coerce(value, typeNamed(expression.type, within.model, within.evaluation.models), report);
}

function valueIn(expression: Expression, names: Names, within: Within, report: Report): unknown {
  const evaluate = (each: Expression, more: Names = {}) => evaluateExpression(each, { ...names, ...more }, within);
  switch (expression.kind) {
    case "literal":
      return isFeel(expression.language) ? literal(expression.text, names, within, report) : otherLanguage(expression.language, report);
    case "table":
      return evaluateTableExpression(expression.table, names, within);
    case "context":
      return contextOf(expression, names, within);
    case "list":
      return expression.items.map((item) => evaluate(item));
    case "relation":
      return expression.rows.map((row) =>
        Object.fromEntries(expression.columns.map((column, i) => [column, row[i] ? evaluate(row[i]) : null])),
      );
    case "invocation":
      return invoke(expression, names, within, report);
    case "function":
      return functionOf(expression, names, within, expression.line) ?? null;
    case "conditional":
      return conditional(expression, evaluate);
    case "filter":
      return filtered(evaluate(expression.in), (item) => evaluate(expression.match, { ...(isContext(item) ? item : {}), item }));
    case "for":
    case "some":
    case "every":
      return iterate(expression, evaluate);
  }
}

/** `instance of` may name the types of the model: feelin asks what goes by that name. */
function literal(text: string, names: Names, { model, evaluation }: Within, report: Report): unknown {
  if (!/\binstance\s+of\b/.test(text)) return valueOfText(text, names, report);
  const types = model.items.map(({ name }) => [name, typeClass(typeNamed(name, model, evaluation.models))] as const);
  return valueOfText(text, { ...Object.fromEntries(types), ...names }, report);
}

/** What a function of the model is in FEEL; undefined where it is of another language. `prepare` is called before it runs. */
export function functionOf(
  { parameters, body, language }: FunctionExpression,
  names: Names,
  within: Within,
  line: number,
  prepare: () => void = () => {},
): FeelFunction | undefined {
  const report = reportAt(within, line);
  if (language === "other" || !body) {
    otherLanguage("Java, PMML", report);
    return undefined;
  }
  const { model, evaluation } = within;
  const types = parameters.map(({ type }) => typeNamed(type, model, evaluation.models));
  return new FeelFunction(
    (...values: readonly unknown[]): unknown => {
      const taken = argumentsFor(types, values, report);
      if (!taken) return null;
      prepare();
      const given = parameters.map(({ name }, i) => [name, taken[i]] as const);
      return evaluateExpression(body, { ...names, ...Object.fromEntries(given) }, within);
    },
    parameters.map(({ name }) => name),
  );
}

/** Each entry may read those before it; one without a name is what the whole comes to. */
function contextOf({ entries }: Extract<Expression, { kind: "context" }>, names: Names, within: Within): unknown {
  const seen: Record<string, unknown> = { ...names };
  const result: Record<string, unknown> = {};
  for (const { name, type, expression } of entries) {
    const value = evaluateExpression(expression, seen, within);
    const typed = coerce(value, typeNamed(type, within.model, within.evaluation.models), reportAt(within, expression.line));
    if (name === undefined) return typed;
    seen[name] = typed;
    result[name] = typed;
  }
  return result;
}

function invoke({ called, bindings }: Extract<Expression, { kind: "invocation" }>, names: Names, within: Within, report: Report): unknown {
  const target = evaluateExpression(called, names, within);
  if (!isFunction(target)) {
    report({ "zh-CN": "要调用的不是函数。", en: "What is to be invoked is no function." });
    return null;
  }
  const given = bindings.map(({ name, expression }) => [name, expression ? evaluateExpression(expression, names, within) : null] as const);
  const known = new Map(given);
  // A parameter that nothing is bound to is null (DMN 1.5, 10.2.1.4).
  if (given.some(([name]) => !target.parameterNames.includes(name))) return null;
  return target.fn(...target.parameterNames.map((name) => known.get(name) ?? null)) ?? null;
}

type Evaluate = (each: Expression, more?: Names) => unknown;

/** A condition that is neither true nor false nor null is no condition. */
function conditional(expression: Extract<Expression, { kind: "conditional" }>, evaluate: Evaluate): unknown {
  const condition = evaluate(expression.if);
  if (condition !== null && typeof condition !== "boolean") return null;
  return evaluate(condition === true ? expression.then : expression.else);
}

function filtered(value: unknown, match: (item: unknown) => unknown): unknown {
  if (value === null) return null;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const matches = items.map(match);
  if (matches.some((each) => each !== null && typeof each !== "boolean")) return null;
  return items.filter((_, i) => matches[i] === true);
}

function iterate({ kind, variable, in: over, body }: Extract<Expression, { kind: "for" | "some" | "every" }>, evaluate: Evaluate): unknown {
  const items = evaluate(over);
  if (!Array.isArray(items)) return null;
  if (kind === "for") {
    const partial: unknown[] = [];
    for (const item of items) partial.push(evaluate(body, { [variable]: item, partial }));
    return partial;
  }
  const answers = items.map((item: unknown) => evaluate(body, { [variable]: item }));
  if (answers.some((each) => each !== null && typeof each !== "boolean")) return null;
  const decisive = kind === "some";
  if (answers.includes(decisive)) return decisive;
  return answers.every((answer) => answer === !decisive) ? !decisive : null;
}

function otherLanguage(language: string | undefined, report: Report): null {
  report({
    "zh-CN": `只能计算 FEEL，不能计算 ${language}；请用 FEEL 改写。`,
    en: `Only FEEL can be run here, not ${language}: write it in FEEL.`,
  });
  return null;
}
