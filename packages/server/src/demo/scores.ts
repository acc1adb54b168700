import type { Engine, Label } from "@muster/engine";
import { label } from "../cli/label.ts";
import type { Names } from "../cli/names.ts";
import type { Played } from "./play-story.ts";
import type { Story } from "./story.ts";

/** The evaluation of the example district that counts legs. */
const evaluation = "report-in";

/** What a called unit's part came to among the numbers: its score, of how much, and the grade. */
export interface UnitScore {
  readonly unit: string;
  readonly score: number;
  readonly of: number;
  readonly grade?: string;
}

/** The scores of the units that the story called, in its month. */
export async function scoresOf(engine: Engine, { tenant, steps }: Story, played: readonly Played[]): Promise<readonly UnitScore[]> {
  const document = (await engine.evaluation.published(tenant.id)).find(({ id }) => id === evaluation);
  const [counted, period] = [document?.scores?.[0], steps[0]?.at.slice(0, 7)];
  if (!counted || period === undefined) return [];
  await engine.evaluation.follow(tenant.id);
  const units = Object.values(played.at(-1)?.ticket.legs ?? {}).map(({ unit }) => unit);
  const found = units.map(async (unit): Promise<readonly UnitScore[]> => {
    const figures = await engine.evaluation.figures({ evaluation, unit, period }, { kind: "system", tenant: tenant.id });
    const { value, grade } = (figures.ok && figures.rows[0]?.scores[counted.name]) || { value: null };
    return value === null ? [] : [{ unit, score: value, of: counted.total, ...(grade && { grade: grade.code }) }];
  });
  return (await Promise.all(found)).flat();
}

/** The scores as lines of text, and how they are opened. */
export function describeScores(names: Names, scores: readonly UnitScore[]): readonly Label[] {
  if (scores.length === 0) return [];
  const told = scores.map(({ unit, score, of, grade = "" }) => `${names.unit(unit)} ${Number(score.toFixed(1))} / ${of} ${grade}`.trim());
  return [label(`报到得分：${told.join("；")}`, `Score of reporting in: ${told.join("; ")}`)];
}
