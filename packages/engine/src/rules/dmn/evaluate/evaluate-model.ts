import { isFunction } from "feelin";
import type { Label } from "../../../model/label.ts";
import type { DmnModel } from "../model/model.ts";
import { coerce, fromJson } from "./coerce.ts";
import { keyOf, valueOf } from "./evaluate-element.ts";
import { type Evaluation, type Problem, reportAt } from "./evaluation.ts";
import { isBounded } from "./is-bounded.ts";
import { findByName, type Found, type Models } from "./models.ts";
import { typeNamed } from "./type-named.ts";

/** What to ask of a model: a decision or a decision service by its name, or a business knowledge model. */
export interface Question {
  readonly name: string;
  /** By the names of the inputs; those of an imported model may stand beneath the name of the import. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What `now()` answers; epoch milliseconds. */
  readonly at: number;
}

/** A FEEL value, with what stands as null in it because it could not be computed; or that the model has nothing of that name. */
export type Evaluated =
  | { readonly ok: true; readonly value: unknown; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly known: readonly string[] };

/** Evaluates a model: the first of the list, which may import the others. Never throws. */
export function evaluateModel(models: readonly [DmnModel, ...DmnModel[]], { name, inputs, at }: Question): Evaluated {
  const [model] = models;
  const found = findByName(name, model);
  if (!found) return { ok: false, known: [...model.decisions, ...model.services, ...model.functions].map((each) => each.name) };
  const problems: Problem[] = [];
  const named: Models = new Map(models.toReversed().map((each) => [each.namespace, each]));
  const evaluation: Evaluation = { models: named, given: new Map(), known: new Map(), pending: new Set(), at, problems };
  const values = [...named.values()].flatMap((each) => givenOf(each, model, inputs, evaluation));
  const run = { ...evaluation, given: new Map(values) };
  const value = valueOf(found, run);
  const answer = isFunction(value) && found.kind !== "decision" ? called(found, value.fn, value.parameterNames, inputs, run) : value;
  if (isBounded(answer)) return { ok: true, value: answer ?? null, problems };
  reportAt({ evaluation: run, model, element: name }, found.element.line)(boundless);
  return { ok: true, value: null, problems };
}

const boundless: Label = {
  "zh-CN": "结果含有自身，或嵌套过深，无法写出；请改写表达式，如不要返回 partial 本身。",
  en: "The value holds itself, or is too deep to be written down: write it otherwise, as without returning partial itself.",
};

/** The values of a model's inputs, each as its type asks for it. */
function givenOf(
  model: DmnModel,
  main: DmnModel,
  inputs: Question["inputs"],
  evaluation: Evaluation,
): readonly (readonly [string, unknown])[] {
  const prefix = main.imports.find(({ namespace }) => namespace === model.namespace)?.name ?? "";
  const beneath = model === main || prefix === "" ? undefined : inputs[prefix];
  const source: Question["inputs"] = typeof beneath === "object" && beneath !== null ? { ...inputs, ...beneath } : inputs;
  return model.inputs.map((element) => {
    const type = typeNamed(element.type, model, evaluation.models);
    const value = Object.hasOwn(source, element.name) ? source[element.name] : null;
    const report = reportAt({ evaluation, model, element: element.name }, element.line);
    return [keyOf({ kind: "input", model, element }), coerce(fromJson(value, type), type, report)] as const;
  });
}

/** A function that is asked for by itself takes its parameters from the inputs. */
function called(
  { model, element, kind }: Found,
  fn: (...values: readonly unknown[]) => unknown,
  parameters: readonly string[],
  inputs: Question["inputs"],
  { models }: Evaluation,
): unknown {
  const types = kind === "function" ? (element.body?.parameters ?? []).map(({ type }) => typeNamed(type, model, models)) : [];
  return fn(
    ...parameters.map((name, i) => {
      const value = Object.hasOwn(inputs, name) ? (inputs[name] ?? null) : null;
      const parameter = types[i] ?? parameterType(model, name, models);
      return fromJson(value, parameter);
    }),
  );
}

function parameterType(model: DmnModel, name: string, models: Models) {
  const element = [...model.decisions, ...model.inputs].find((each) => each.name === name);
  return typeNamed(element?.type, model, models);
}
