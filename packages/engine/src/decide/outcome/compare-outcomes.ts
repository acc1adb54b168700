import type { Json } from "../../model/json.ts";
import type { Outcome, TakenRung } from "./outcome.ts";

/** By what two courses are compared. */
export const aspects = [
  "owner",
  "coHandlers",
  "area",
  "tier",
  "category",
  "priority",
  "standard",
  "due",
  "late",
  "state",
  "legs",
  "rungs",
  "recipients",
  "answers",
] as const;

export type Aspect = (typeof aspects)[number];

/** In what two courses differ, with what each came to. */
export interface Difference {
  readonly aspect: Aspect;
  readonly before: Json;
  readonly after: Json;
}

/** In what the later of two courses came out otherwise; nothing where they agree. */
export function compareOutcomes(before: Outcome, after: Outcome): readonly Difference[] {
  return aspects.flatMap((aspect) => {
    const [one, other] = [seen[aspect](before), seen[aspect](after)];
    return isSame(one, other) ? [] : [{ aspect, before: one, after: other }];
  });
}

const seen: { readonly [Name in Aspect]: (outcome: Outcome) => Json } = {
  owner: ({ owner }) => owner,
  coHandlers: ({ coHandlers }) => coHandlers,
  area: ({ area }) => area,
  tier: ({ tier }) => tier,
  category: ({ category }) => category,
  priority: ({ priority }) => priority,
  standard: ({ standard }) => standard,
  due: ({ due }) => due,
  late: ({ late }) => late,
  state: ({ state }) => state,
  legs: ({ legs }) => legs.map(({ leg, role, outcome, late }) => ({ leg, role, outcome, late })),
  rungs: ({ rungs }) => rungs.map(rungOf),
  recipients: ({ words }) => [...new Set(words.flatMap(({ people }) => people))].toSorted(),
  answers: ({ answers }) => answers.map(({ table, outcome }) => ({ table, outcome })),
};

/** What a rung was and when, whatever its clock's generation. */
function rungOf({ clock, rung, time, due, outcome, leg }: TakenRung): Json {
  return { clock, rung, due, outcome, ...(time > 0 && { time }), ...(leg !== undefined && { leg }) };
}

function isSame(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object") return false;
  return JSON.stringify(one) === JSON.stringify(other);
}
