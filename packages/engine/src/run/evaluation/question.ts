import * as z from "zod";
import type { EvaluationDocument } from "../../definitions/evaluation.ts";
import type { World } from "../../decide/world.ts";
import type { CompiledPlan } from "../../evaluation/plan.ts";
import { monthsOf } from "../../evaluation/months.ts";
import type { Actor } from "../../model/actor.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import { storableSchema } from "../../model/schema.ts";
import { parser } from "../parse-query.ts";

/** What figures can be told apart by. */
export const figureGroupings = ["unit", "category", "source", "person", "month"] as const;

export type FigureGrouping = (typeof figureGroupings)[number];

/** Which figures. */
export interface FigureQuestion {
  /** The id of the evaluation. */
  readonly evaluation: string;
  /** With everything beneath it; all that the actor may see where absent. */
  readonly unit?: string | undefined;
  /** `2026-11`, `2026-Q4`, `2026`, or `2025-09..2026-08`. */
  readonly period: string;
  /** A row for each: the units right beneath, or the categories, sources, persons or months. */
  readonly by?: FigureGrouping | undefined;
}

/** The tickets of which number. */
export interface CaseQuestion extends Omit<FigureQuestion, "by"> {
  /** The name of the tally. */
  readonly tally: string;
  readonly category?: string | undefined;
  readonly source?: string | undefined;
  readonly person?: string | undefined;
}

const shape = { evaluation: storableSchema, unit: storableSchema.optional(), period: storableSchema };

export const parseFigureQuestion = parser<FigureQuestion>("figures", z.strictObject({ ...shape, by: z.enum(figureGroupings).optional() }));

export const parseCaseQuestion = parser<CaseQuestion>(
  "cases",
  z.strictObject({
    ...shape,
    tally: storableSchema,
    category: storableSchema.optional(),
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
  readonly months: readonly string[];
}

/** Whether the question can be answered, and may be to this actor: the whole tenant only to whoever sees everything, a unit to whoever has a seat there or above. */
export function admit(
  { documents, world }: { readonly documents: readonly EvaluationDocument[]; readonly world: World },
  plan: CompiledPlan | undefined,
  { evaluation, unit, period }: Pick<FigureQuestion, "evaluation" | "unit" | "period">,
  actor: Actor,
): Asked | Refused {
  const document = documents.find(({ id }) => id === evaluation);
  if (!document) return unknownEvaluation(evaluation, documents);
  const months = monthsOf(period);
  if (!months) return wrongPeriod(period);
  if (actor.kind === "reporter") return refuse("not-allowed", "综合评价只供工作人员查看。", "Evaluations are for the staff of the office.");
  const isKnown = unit === undefined || world.organisation.units.has(unit) || Object.hasOwn(plan?.plan.parents ?? {}, unit);
  if (actor.kind === "system" || world.organisation.has(actor.id, "see-all"))
    return isKnown ? { ok: true, document, unit: unit ?? "", months } : unknownUnit(unit);
  const seats = world.organisation.seats(actor.id);
  if (unit === undefined)
    return seats.length === 1 && seats[0] !== undefined ? { ok: true, document, unit: seats[0], months } : whichUnit(seats);
  const lineage = plan?.lineage(unit) ?? world.organisation.units.lineage(unit);
  // Whether a unit that is not theirs exists is not theirs to know.
  return lineage.some((above) => seats.includes(above)) ? { ok: true, document, unit, months } : notTheirs(unit, seats);
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
