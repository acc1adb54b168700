import type { StateValue, Ticket } from "../../model/ticket.ts";
import type { Condition } from "../mapping/condition-schema.ts";
import type { Values } from "./fill.ts";

export interface ConditionFacts {
  readonly values: Values;
  readonly flags: ReadonlySet<string>;
  /** Where the ticket stands, for the conditions of steps. */
  readonly ticket?: Ticket | undefined;
}

/** Whether the condition holds for a row. */
export function holds(condition: Condition, facts: ConditionFacts): boolean {
  const { values, flags, ticket } = facts;
  if ("has" in condition) return values.has(condition.has);
  if ("is" in condition) return Object.entries(condition.is).every(([name, wanted]) => isOne(values.get(name), wanted));
  if ("before" in condition) {
    const [first, second] = condition.before.map((name) => values.get(name));
    return typeof first === "number" && typeof second === "number" && first < second;
  }
  if ("flagged" in condition) return flags.has(condition.flagged);
  if ("in" in condition) {
    const { in: state } = condition;
    return ticket !== undefined && pathsOf(ticket.state).some((path) => path === state || path.startsWith(`${state}.`));
  }
  if ("all" in condition) return condition.all.every((each) => holds(each, facts));
  if ("any" in condition) return condition.any.some((each) => holds(each, facts));
  return !holds(condition.not, facts);
}

/** Whether the answer hangs on where the ticket stands. */
export function readsState(condition: Condition): boolean {
  if ("in" in condition) return true;
  if ("all" in condition) return condition.all.some(readsState);
  if ("any" in condition) return condition.any.some(readsState);
  return "not" in condition && readsState(condition.not);
}

/** The innermost states as paths: `handle.assigned`. */
function pathsOf(state: StateValue, above = ""): readonly string[] {
  if (typeof state === "string") return [`${above}${state}`];
  const regions = Object.entries(state);
  return regions.length === 0 ? [above.slice(0, -1)] : regions.flatMap(([name, inner]) => pathsOf(inner, `${above}${name}.`));
}

function isOne(value: unknown, wanted: unknown): boolean {
  return Array.isArray(wanted) ? wanted.includes(value) : value === wanted;
}
