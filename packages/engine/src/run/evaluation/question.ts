import * as z from "zod";
import type { EvaluationDocument } from "../../definitions/evaluation.ts";
import type { World } from "../../decide/world.ts";
import type { CompiledPlan } from "../../evaluation/plan.ts";
import { monthsOf } from "../../evaluation/months.ts";
import type { Actor } from "../../model/actor.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import { storableSchema } from "../../model/schema.ts";
import { nearestName } from "../../definitions/check/nearest-name.ts";
import { parser } from "../parse-query.ts";
import type { Wanted } from "./plans.ts";

/** What figures can be told apart by. */
export const figureGroupings = ["unit", "category", "source", "person", "month"] as const;

export type FigureGrouping = (typeof figureGroupings)[number];

/** Which figures. */
export interface FigureQuestion {
  /** The id of the evaluation. */
  readonly evaluation: string;
  /** With everything beneath it; all that the actor may see where absent. */
  readonly unit?: string | undefined;
  /** With everything beneath it; the empty text for tickets that have none. */
  readonly category?: string | undefined;
  /** `2026-11`, `2026-Q4`, `2026`, or `2025-09..2026-08`. */
  readonly period: string;
  /**
   * A row for each: the units right beneath, or the categories, the sources, persons or months. What is right at the unit or category itself,
   * or has none, has a row too, so that all rows add up. Of one category neither sources nor persons are told apart.
   */
  readonly by?: FigureGrouping | undefined;
}

/** The tickets of which number. */
export interface CaseQuestion extends Omit<FigureQuestion, "by"> {
  /** The name of the tally. */
  readonly tally: string;
  /** Only what is right at the unit, or the category, and nothing beneath; of the whole tenant, what is no unit's. */
  readonly own?: "unit" | "category" | undefined;
  readonly source?: string | undefined;
  readonly person?: string | undefined;
}

const shape = {
  evaluation: storableSchema,
  unit: storableSchema.optional(),
  category: storableSchema.optional(),
  period: storableSchema,
};

export const parseFigureQuestion = parser<FigureQuestion>("figures", z.strictObject({ ...shape, by: z.enum(figureGroupings).optional() }));

export const parseCaseQuestion = parser<CaseQuestion>(
  "cases",
  z.strictObject({
    ...shape,
    tally: storableSchema,
    own: z.enum(["unit", "category"]).optional(),
    source: storableSchema.optional(),
    person: storableSchema.optional(),
  }),
);

/** A question that may be answered. */
export interface Asked {
  readonly ok: true;
  readonly document: EvaluationDocument;
  /** The empty text for the whole tenant. */
  readonly unit: string;
  readonly category: string | undefined;
  readonly months: readonly string[];
}

/** Whether the question can be answered, and may be to this actor: the whole tenant only to whoever sees everything, a unit to whoever has a seat there or above. */
export function admit(
  { documents, world, categories }: Pick<Wanted, "documents" | "world" | "categories">,
  plan: CompiledPlan | undefined,
  { evaluation, unit, category, period, by }: FigureQuestion,
  actor: Actor,
): Asked | Refused {
  const document = documents.find(({ id }) => id === evaluation);
  if (!document) return unknownEvaluation(evaluation, documents);
  const months = monthsOf(period);
  if (!months) return wrongPeriod(period);
  const admitted = admitUnit(world, plan, unit, actor);
  if (!admitted.ok) return admitted;
  if (category !== undefined && category !== "" && !categories.has(category)) return unknownCategory(category, categories.codes);
  if (category !== undefined && (by === "source" || by === "person")) return notTogether(by);
  return { ok: true, document, unit: admitted.unit, category, months };
}

function admitUnit(
  world: World,
  plan: CompiledPlan | undefined,
  unit: string | undefined,
  actor: Actor,
): { readonly ok: true; readonly unit: string } | Refused {
  if (actor.kind === "reporter") return refuse("not-allowed", "综合评价只供工作人员查看。", "Evaluations are for the staff of the office.");
  const isKnown = unit === undefined || world.organisation.units.has(unit) || Object.hasOwn(plan?.plan.parents ?? {}, unit);
  if (actor.kind === "system" || world.organisation.has(actor.id, "see-all"))
    return isKnown ? { ok: true, unit: unit ?? "" } : unknownUnit(unit);
  const seats = world.organisation.seats(actor.id);
  if (unit === undefined) return seats.length === 1 && seats[0] !== undefined ? { ok: true, unit: seats[0] } : whichUnit(seats);
  const lineage = plan?.lineage(unit) ?? world.organisation.units.lineage(unit);
  // Whether a unit that is not theirs exists is not theirs to know.
  return lineage.some((above) => seats.includes(above)) ? { ok: true, unit } : notTheirs(unit, seats);
}

function unknownEvaluation(id: string, documents: readonly EvaluationDocument[]): Refused {
  const known = documents.map((each) => each.id).join(", ");
  return refuse(
    "bad-input",
    known === "" ? "还没有发布任何综合评价；请先发布 NAME.evaluation.json。" : `没有综合评价 ${id}；可用的有 ${known}。`,
    known === ""
      ? "No evaluation is published yet; publish a NAME.evaluation.json first."
      : `There is no evaluation ${id}; there are ${known}.`,
    "/evaluation",
  );
}

function wrongPeriod(period: string): Refused {
  return refuse(
    "bad-input",
    `时段 ${period} 不对；请写作 2026-11、2026-Q4、2026 或 2025-09..2026-08，至多十年。`,
    `The period ${period} is none; write 2026-11, 2026-Q4, 2026 or 2025-09..2026-08, ten years at most.`,
    "/period",
  );
}

function unknownCategory(category: string, known: readonly string[]): Refused {
  const near = nearestName(category, known);
  return refuse(
    "bad-input",
    near === undefined ? `没有类别 ${category}；请改正编码。` : `没有类别 ${category}；是否指 ${near}？`,
    near === undefined ? `There is no category ${category}; correct the code.` : `There is no category ${category}; do you mean ${near}?`,
    "/category",
  );
}

function notTogether(by: FigureGrouping): Refused {
  return refuse(
    "bad-input",
    `一个类别的数字不能按 ${by} 分列；请改按 unit、category 或 month 分列，或不写类别。`,
    `The figures of one category cannot be told apart by ${by}; take unit, category or month, or leave the category out.`,
    "/by",
  );
}

function unknownUnit(unit: string): Refused {
  return refuse("bad-input", `没有单位 ${unit}；请改正编码。`, `There is no unit ${unit}; correct the code.`, "/unit");
}

function whichUnit(seats: readonly string[]): Refused {
  const [zh, en] =
    seats.length === 0
      ? ["您没有任职单位，无权查看。", "You hold no role at any unit."]
      : [`请写明单位：${seats.join("、")}，或其下级。`, `Name a unit: ${seats.join(", ")}, or one beneath.`];
  return refuse(seats.length === 0 ? "not-allowed" : "bad-input", zh, en, "/unit");
}

function notTheirs(unit: string, seats: readonly string[]): Refused {
  const mine = seats.join(", ");
  return refuse(
    "not-allowed",
    `您无权查看单位 ${unit} 的数字；可查看 ${mine} 及其下级。`,
    `The figures of the unit ${unit} are not yours to see; those of ${mine} and beneath are.`,
    "/unit",
  );
}
