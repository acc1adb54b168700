import type { Json } from "../../model/json.ts";
import type { Label } from "../../model/label.ts";
import { evaluateModel } from "./evaluate/evaluate-model.ts";
import type { Problem } from "./evaluate/evaluation.ts";
import { plainValue } from "./evaluate/plain-value.ts";
import type { DmnModel } from "./model/model.ts";
import { readModel } from "./model/read-model.ts";

/** What to ask of a DMN model; plain data, so that it can be sent to a thread. */
export interface DmnQuestion {
  /** The XML of the model, and after it those of the models it imports. */
  readonly models: readonly [string, ...string[]];
  /** A decision, decision service or business knowledge model; may be left out where the model has a single decision. */
  readonly name?: string | undefined;
  /** By the names of the inputs; dates, times and durations as ISO 8601 texts. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What FEEL's `now()` answers; epoch milliseconds. */
  readonly at: number;
}

/** The answer as JSON, and why something in it is null; or why there is none. */
export type DmnAnswer =
  | { readonly ok: true; readonly name: string; readonly value: Json; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly refusal: DmnRefusal };

export interface DmnRefusal {
  readonly code: "bad-model" | "unknown-decision" | "over-limit";
  readonly detail: Label;
  /** Of `bad-model`: which of the models, 0 the first, and where in it. */
  readonly model?: number;
  readonly line?: number;
}

/** Asks a model; how long FEEL may take is for the caller to bound, as `runDmn` does. */
export function answerDmn({ models, name, inputs, at }: DmnQuestion): DmnAnswer {
  const read = readModels(models);
  if (!read.ok) return read;
  const [main] = read.models;
  const [only, another] = main.decisions;
  const asked = name ?? (another ? undefined : only?.name);
  const answer = asked === undefined ? undefined : evaluateModel(read.models, { name: asked, inputs, at });
  if (asked !== undefined && answer?.ok) return { ok: true, name: asked, value: plainValue(answer.value), problems: answer.problems };
  return { ok: false, refusal: { code: "unknown-decision", detail: unknownDecision(asked, main) } };
}

/** Reads the model that is asked and those it imports, or says which of them cannot be read. */
export function readModels(
  texts: DmnQuestion["models"],
): { readonly ok: true; readonly models: readonly [DmnModel, ...DmnModel[]] } | { readonly ok: false; readonly refusal: DmnRefusal } {
  const [text, ...others] = texts;
  const main = readModel(text);
  if (!main.ok) return { ok: false, refusal: { code: "bad-model", detail: main.message, model: 0, line: main.line } };
  const models: [DmnModel, ...DmnModel[]] = [main.model];
  for (const [i, other] of others.entries()) {
    const read = readModel(other);
    if (!read.ok) return { ok: false, refusal: { code: "bad-model", detail: read.message, model: i + 1, line: read.line } };
    models.push(read.model);
  }
  return { ok: true, models };
}

function unknownDecision(asked: string | undefined, { decisions, services, functions }: DmnModel): Label {
  const known = [...decisions, ...services, ...functions].map(({ name }) => name);
  const [zh, en] = [known.slice(0, 50).join("、") || "无", known.slice(0, 50).join(", ") || "none"];
  if (asked === undefined)
    return { "zh-CN": `请指明要计算的决策；模型中有：${zh}。`, en: `Name the decision to evaluate; the model has: ${en}.` };
  return { "zh-CN": `模型中没有“${asked}”；有：${zh}。`, en: `The model has no “${asked}”; it has: ${en}.` };
}
