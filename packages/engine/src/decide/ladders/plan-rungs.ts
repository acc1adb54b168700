import type { Rung } from "../../definitions/ladder.ts";
import { referenceOf } from "../../definitions/process.ts";
import type { Clock } from "../../model/clock.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Label } from "../../model/label.ts";
import type { Ticket } from "../../model/ticket.ts";
import { unitFor } from "../authorize.ts";
import { partsOf } from "../parts.ts";
import type { World } from "../world.ts";
import { nextSteps, type Step } from "./steps.ts";

/** A rung that a clock will come to if nothing changes. */
export interface PlannedRung {
  readonly rung: string;
  readonly label?: Label;
  /** Epoch milliseconds. */
  readonly due: number;
  /** The repetition, 1 being the first. */
  readonly time?: number;
  readonly actions: readonly PlannedAction[];
}

export interface PlannedAction {
  readonly type: string;
  readonly params: JsonObject;
  /** Who would hear of it, as the organisation is then. */
  readonly people?: readonly string[];
}

/** What is still before a clock on its ladder, the earliest first; of a rung that repeats, the next time. */
export function planRungs(world: World, ticket: Ticket, clock: Clock): readonly PlannedRung[] {
  const ladder = clock.ladder && world.ladder(clock.ladder);
  if (!ladder) return [];
  return nextSteps(ladder, clock, world.calendarOf(clock.unit)).map((step) => planned(world.at(step.at), ticket, step));
}

function planned(world: World, ticket: Ticket, { rung, at, time, held }: Step): PlannedRung {
  return {
    rung: rung.id,
    ...(rung.label && { label: rung.label }),
    due: at,
    ...(time > 0 && { time }),
    actions: actionsOf(world, ticket, rung, at, held),
  };
}

/** What a rung does, and for whom; where quiet hours held one action back, that alone. */
export function actionsOf(world: World, ticket: Ticket, { actions }: Rung, now: number, held?: number): readonly PlannedAction[] {
  return actions
    .filter((_, i) => held === undefined || held === i)
    .map(referenceOf)
    .map(({ type, params }) => {
      const people = toldBy(world, ticket, type, params, now);
      return { type, params, ...(people && { people }) };
    });
}

/** Whoever an action sends word to: it is for the nearest who hold the role, at the unit or above it. */
function toldBy(
  world: World,
  ticket: Ticket,
  type: string,
  { role, at, person, onDuty }: JsonObject,
  now: number,
): readonly string[] | undefined {
  if (typeof person === "string") return [person];
  if (type === "urge") {
    const process = world.process(ticket.process.id, ticket.process.version);
    const waiting = process ? partsOf(world, process, ticket) : [];
    return [...new Set(waiting.flatMap((part) => world.organisation.holders(part.role, part.unit)))];
  }
  if ((type !== "notify" && type !== "supervise") || typeof role !== "string") return undefined;
  const unit = unitFor(world.organisation, ticket, at === "area" ? "area" : "owner");
  if (unit === undefined) return [];
  return onDuty === true ? world.duty.onDuty(role, unit, now).people : world.organisation.holders(role, unit);
}
