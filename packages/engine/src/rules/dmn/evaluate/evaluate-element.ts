import { FeelFunction } from "feelin";
import type { Decision, DecisionService, DmnModel, KnowledgeModel } from "../model/model.ts";
import { argumentsFor } from "./arguments-for.ts";
import { clockNames } from "./clock-names.ts";
import { coerce } from "./coerce.ts";
import { evaluateExpression, functionOf } from "./evaluate-expression.ts";
import { type Evaluation, reportAt } from "./evaluation.ts";
import type { Names } from "./feel.ts";
import { type Found, findByHref } from "./models.ts";
import { typeNamed } from "./type-named.ts";

/** The value of an element: of a decision what it decides, of an input what was given, of a function or service that function. */
export function valueOf(found: Found, evaluation: Evaluation): unknown {
  const key = keyOf(found);
  if (evaluation.given.has(key)) return evaluation.given.get(key);
  if (found.kind === "input") return null;
  if (found.kind === "service") return serviceFunction(found.element, found.model, evaluation);
  if (found.kind === "function") return knowledgeFunction(found.element, found.model, evaluation);
  if (evaluation.known.has(key)) return evaluation.known.get(key);
  const value = evaluation.pending.has(key) ? inRounds(found, evaluation) : decide(found, evaluation);
  evaluation.known.set(key, value);
  return value;
}

/** How an element is known in a run. */
export function keyOf({ model, element }: Found): string {
  return `${model.namespace}#${element.id}`;
}

function decide(found: Extract<Found, { kind: "decision" }>, evaluation: Evaluation): unknown {
  const { element, model } = found;
  const within = { evaluation: { ...evaluation, pending: new Set([...evaluation.pending, keyOf(found)]) }, model, element: element.name };
  const names = namesOf(element, model, within.evaluation);
  const value = element.expression ? evaluateExpression(element.expression, names, within) : null;
  return coerce(value, typeNamed(element.type, model, evaluation.models), reportAt(within, element.line));
}

function inRounds({ element, model }: Extract<Found, { kind: "decision" }>, evaluation: Evaluation): null {
  reportAt(
    { evaluation, model, element: element.name },
    element.line,
  )({
    "zh-CN": `决策“${element.name}”经由它所需的决策又需要它自己；请断开这个环。`,
    en: `The decision “${element.name}” requires itself through what it requires: break the round.`,
  });
  return null;
}

/** What an element may read: what it requires, each by its name, those of other models beneath the name of their import. */
function namesOf({ requires }: Pick<Decision, "requires">, model: DmnModel, evaluation: Evaluation): Names {
  const names: Record<string, unknown> = { ...clockNames(evaluation) };
  for (const href of requires) {
    const found = findByHref(href, model, evaluation.models);
    if (!found) continue;
    const value = valueOf(found, evaluation);
    const prefix = found.model === model ? "" : (model.imports.find(({ namespace }) => namespace === found.model.namespace)?.name ?? "");
    if (prefix === "") names[found.element.name] = value;
    else names[prefix] = { ...(names[prefix] as Names | undefined), [found.element.name]: value };
  }
  return names;
}

function knowledgeFunction(element: KnowledgeModel, model: DmnModel, evaluation: Evaluation): unknown {
  if (!element.body) return null;
  const within = { evaluation, model, element: element.name };
  const names: Record<string, unknown> = {};
  const result = typeNamed(element.type, model, evaluation.models);
  // It may call itself, and what it requires is looked at only when it is called.
  let isReady = false;
  const called = functionOf(element.body, names, within, element.line, () => {
    if (isReady) return;
    isReady = true;
    Object.assign(names, namesOf(element, model, evaluation), { [element.name]: called });
  });
  // The variable's type is that of the function where it says so, else that of what it answers.
  if (!called || result.kind === "function") return called;
  return new FeelFunction(
    (...values: readonly unknown[]) => coerce(called.fn(...values), result, reportAt(within, element.line)),
    called.parameterNames,
  );
}

/** A decision service as a function of what it is given (DMN 1.5, 10.4), inputs before decisions; it sees nothing else of the run. */
function serviceFunction(service: DecisionService, model: DmnModel, evaluation: Evaluation): FeelFunction {
  const { models } = evaluation;
  const find = (href: string) => findByHref(href, model, models) ?? [];
  const parameters = [...service.inputData, ...service.inputDecisions].flatMap(find);
  const outputs = service.outputs.flatMap(find);
  const within = { evaluation, model, element: service.name };
  const types = parameters.map(({ element, model: home }) => typeNamed(element.type, home, models));
  const run = (...values: readonly unknown[]): unknown => {
    const report = reportAt(within, service.line);
    const taken = argumentsFor(types, values, report);
    if (!taken) return null;
    const given = parameters.map((each, i) => [keyOf(each), taken[i]] as const);
    const inner: Evaluation = { ...evaluation, given: new Map(given), known: new Map() };
    const answers = outputs.map((each) => [each.element.name, valueOf(each, inner)] as const);
    const [only] = answers;
    const answer = answers.length === 1 ? only?.[1] : Object.fromEntries(answers);
    return coerce(answer, typeNamed(service.type, model, models), report);
  };
  return new FeelFunction(
    run,
    parameters.map(({ element }) => element.name),
  );
}
