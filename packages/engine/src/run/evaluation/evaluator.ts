import type { EvaluationDocument } from "../../definitions/evaluation.ts";
import type { Actor } from "../../model/actor.ts";
import type { Refused } from "../../model/refusal.ts";
import type { ExecuteParts } from "../execute.ts";
import { parseLimit } from "../parse-query.ts";
import { readCases, type FigureCase } from "./cases.ts";
import { readFigures, type FigureRow } from "./figures.ts";
import { follow, type EvaluationProgress } from "./follow.ts";
import type { Plans } from "./plans.ts";
import { parseCaseQuestion, parseFigureQuestion, type CaseQuestion, type FigureQuestion } from "./question.ts";
import { answer, type FiguresAsOf } from "./served.ts";

export interface Figures {
  readonly ok: true;
  readonly evaluation: string;
  /** Absent for the whole tenant. */
  readonly unit?: string;
  /** Absent for all of them; the empty text for tickets that have none. */
  readonly category?: string;
  /** Every month that is in it. */
  readonly months: readonly string[];
  readonly rows: readonly FigureRow[];
  readonly asOf: FiguresAsOf;
}

export interface FigureCases {
  readonly ok: true;
  readonly cases: readonly FigureCase[];
  /** Where the next page begins; absent at the end. */
  readonly next?: string;
  readonly asOf: FiguresAsOf;
}

/** Evaluations (综合评价): numbers that open their cases. */
export interface Evaluator {
  /** What is published, by id. */
  readonly published: (tenant: string) => Promise<readonly EvaluationDocument[]>;
  /** The figures of a unit, with everything beneath it, in a time. */
  readonly figures: (question: FigureQuestion, actor: Actor) => Promise<Figures | Refused>;
  /** The tickets that a number counts: over all pages their amounts add up to it. */
  readonly cases: (
    question: CaseQuestion,
    actor: Actor,
    page?: { readonly limit?: number; readonly after?: string | undefined },
  ) => Promise<FigureCases | Refused>;
  /** Counts what is new in the tenant's journal; `work` and `start` do it by themselves. Answers how many entries were counted. */
  readonly follow: (tenant: string, onProgress?: (progress: EvaluationProgress) => void) => Promise<number>;
  /** Counts everything anew from the journal; what is there is served until it is done. */
  readonly recompute: (tenant: string, onProgress?: (progress: EvaluationProgress) => void) => Promise<void>;
}

export function evaluator({ store, worlds, now }: ExecuteParts, plans: Plans): Evaluator {
  const parts = { store, plans, now };
  return {
    published: async (tenant) => (await plans.wanted((await worlds.tenant(tenant)).id)).documents,
    figures: async (given, by) => {
      const question = parseFigureQuestion(given);
      const found = await answer(parts, question, by, (ready) => readFigures(store, ready, question.by, now()));
      if (!found.ok) return found;
      const { document, unit, category, months } = found.ready.asked;
      const of = { ...(unit !== "" && { unit }), ...(category !== undefined && { category }) };
      return { ok: true, evaluation: document.id, ...of, months, rows: found.answered, asOf: found.ready.asOf };
    },
    cases: async (given, by, { limit = 50, after } = {}) => {
      const question = parseCaseQuestion(given);
      const page = { limit: parseLimit(limit), after };
      const found = await answer(parts, question, by, (ready) => readCases(store, ready, question, page, now()));
      if (!found.ok) return found;
      return found.answered.ok ? { ...found.answered, asOf: found.ready.asOf } : found.answered;
    },
    follow: async (tenant, onProgress) => follow(parts, (await worlds.tenant(tenant)).id, undefined, onProgress),
    recompute: async (tenant, onProgress) => {
      const { plan, text, hash } = await plans.wanted((await worlds.tenant(tenant)).id);
      if (plan.tallies.length === 0) return;
      await store.evaluation.begin(tenant, { plan: text, planHash: hash });
      await follow(parts, tenant, undefined, onProgress);
    },
  };
}
