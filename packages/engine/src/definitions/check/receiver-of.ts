import type { Rung } from "../ladder.ts";
import { referenceOf, type Reference } from "../process.ts";
import type { StateGraph } from "../state-graph.ts";
import { runningLeaves, saidOf } from "./clock-in.ts";
import type { LadderSurroundings } from "./ladder-surroundings.ts";
import { engineEdge, settled } from "./settled.ts";

/** To whom a rung gives a ticket: to the unit above, to one by its code, or to whom a table says. */
export type Receiver = { readonly type: "above" } | { readonly type: "unit"; readonly unit: string } | { readonly type: "table" };

/** Two units, or a unit and the one above it; what a table says may be either. */
export function differ(one: Receiver, other: Receiver, isBelow: LadderSurroundings["isBelow"]): boolean {
  if (one.type === "unit" && other.type === "unit") return one.unit !== other.unit;
  if ((one.type === "above") === (other.type === "above")) return false;
  return [one, other].every((each) => each.type !== "unit" || isBelow(each.unit));
}

/** To whom the rung gives the ticket while the clock runs; undefined where to nobody, or where that is not certain. */
export function receiverOf({ actions }: Rung, clock: string, graph: StateGraph): Receiver | undefined {
  let to: Receiver | undefined;
  for (const action of actions) {
    const command = commandOf(action);
    const next = command === undefined ? receiver(action) : receiverBy(command, referenceOf(action).params["form"], clock, graph);
    if (next === "unsure") return undefined;
    to = next ?? to;
  }
  return to;
}

/** What the command does wherever the clock runs: it must be taken everywhere, do the same and leave the clock running. */
function receiverBy(command: string, form: unknown, clock: string, graph: StateGraph): Receiver | "unsure" | undefined {
  const filled = ownerIn(form);
  const each = runningLeaves(clock, graph).map((leaf) => {
    const edge = engineEdge(command, leaf);
    const to = edge && settled(edge, leaf, graph);
    if (!to || saidOf(clock, to.leaf) !== "run") return "unsure";
    return to.actions.reduce<Receiver | undefined>((last, action) => receiver(action) ?? last, filled);
  });
  const [first] = each;
  return each.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : "unsure";
}

function ownerIn(form: unknown): Receiver | undefined {
  const owner = typeof form === "object" && form !== null && "owner" in form ? form.owner : undefined;
  return typeof owner === "string" ? { type: "unit", unit: owner } : undefined;
}

function receiver(action: Reference): Receiver | undefined {
  const { type } = referenceOf(action);
  if (type === "reassign-up") return { type: "above" };
  return type === "route" ? { type: "table" } : undefined;
}

/** The command that an action of a rung sends. */
export function commandOf(action: Reference): string | undefined {
  const { type, params } = referenceOf(action);
  return type === "command" && typeof params["command"] === "string" ? params["command"] : undefined;
}
