import type { EvaluationDocument, Grade, Indicator, Score } from "../definitions/evaluation.ts";

/** What an indicator came to. */
export interface IndicatorValue {
  /** 1 is 100 %; null where there is nothing to say. */
  readonly value: number | null;
  readonly part: number;
  readonly of: number;
  /** It is what the definition warns of. */
  readonly warning?: true;
}

/** What a score came to, part by part. */
export interface ScoreValue {
  /** Null where an indicator has no value. */
  readonly value: number | null;
  /** What each indicator adds, and of how much, what was spread over it included; null where it has no value. */
  readonly parts: readonly { readonly indicator: string; readonly weight: number; readonly points: number | null }[];
  readonly grade?: Pick<Grade, "code" | "colour">;
  /** Fewer cases than a grade takes. */
  readonly few?: true;
}

/** The numbers of an evaluation for one unit and time. */
export interface Values {
  readonly tallies: Readonly<Record<string, number>>;
  readonly indicators: Readonly<Record<string, IndicatorValue>>;
  readonly scores: Readonly<Record<string, ScoreValue>>;
}

/** Indicators and scores of these tallies. One that is not counted yet makes no indicator. */
export function valuesOf(
  { indicators = [], scores = [] }: EvaluationDocument,
  tallies: Readonly<Record<string, number>>,
  months: number,
): Values {
  const values = Object.fromEntries(indicators.flatMap((each) => indicatorValue(each, tallies, months)));
  return {
    tallies,
    indicators: values,
    scores: Object.fromEntries(scores.map((score) => [score.name, scoreValue(score, tallies, values)])),
  };
}

function indicatorValue(
  { name, part, of, full = 1, empty, warn }: Indicator,
  tallies: Readonly<Record<string, number>>,
  months: number,
): readonly (readonly [string, IndicatorValue])[] {
  const above = sumOf(part, tallies);
  const below = Array.isArray(of) ? sumOf(of, tallies) : of.perMonth * months;
  if (above === undefined || below === undefined) return [];
  const value = below === 0 ? { none: null, full: 1, zero: 0 }[empty] : above / (below * full);
  const warns = value !== null && warn !== undefined && ("above" in warn ? value > warn.above : value < warn.below);
  return [[name, { value, part: above, of: below * full, ...(warns && { warning: true }) }]];
}

function sumOf(names: readonly string[], tallies: Readonly<Record<string, number>>): number | undefined {
  let sum = 0;
  for (const name of names) {
    const amount = tallies[name];
    if (amount === undefined) return undefined;
    sum += amount;
  }
  return sum;
}

/** An indicator of more than 1 counts as 1: nobody makes up for lateness by closing what others filed. */
function scoreValue(
  { parts, missing, grades, least, total }: Score,
  tallies: Readonly<Record<string, number>>,
  indicators: Readonly<Record<string, IndicatorValue>>,
): ScoreValue {
  const shares = parts.map(({ indicator, weight, less }) => {
    const value = indicators[indicator]?.value ?? null;
    const share = value === null ? null : Math.min(1, Math.max(0, less ? 1 - value : value));
    return { indicator, weight, share };
  });
  const there = shares.reduce((sum, { weight, share }) => (share === null ? sum : sum + weight), 0);
  const spread = there === 0 || (missing === "none" && shares.some(({ share }) => share === null)) ? null : total / there;
  const factor = spread ?? 1;
  const told = shares.map(({ indicator, weight, share }) =>
    share === null
      ? { indicator, weight, points: null }
      : { indicator, weight: rounded(weight * factor), points: rounded(weight * factor * share) },
  );
  if (spread === null) return { value: null, parts: told };
  const value = rounded(shares.reduce((sum, { weight, share }) => sum + weight * factor * (share ?? 0), 0));
  if (!grades) return { value, parts: told };
  if (least && (tallies[least.tally] ?? 0) < least.cases) return { value, parts: told, few: true };
  const grade = gradeFor(grades, value);
  return { value, parts: told, ...(grade && { grade: { code: grade.code, colour: grade.colour } }) };
}

/** Weights are decimals, which binary numbers only come near to: what is 90 is not denied its grade by the last bit. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function gradeFor(grades: readonly Grade[], value: number): Grade | undefined {
  return grades.find(({ from }) => value >= from);
}
