import type { Leg } from "../model/leg.ts";

/** What a unit was given by whoever blew the whistle: how many marks, their sum, and when. */
export function marksOf({
  evaluations = [],
}: Pick<Leg, "evaluations">): readonly { readonly count: number; readonly sum: number; readonly at: number }[] {
  return evaluations.flatMap(({ of, at, marks }) => {
    const given = Object.values(marks ?? {});
    return of === "leg" && given.length > 0 ? [{ count: given.length, sum: given.reduce((all, mark) => all + mark, 0), at }] : [];
  });
}
