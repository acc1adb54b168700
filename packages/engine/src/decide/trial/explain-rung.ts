import type { RungStep } from "../../model/entry.ts";
import type { Label } from "../../model/label.ts";
import type { Ticket } from "../../model/ticket.ts";
import { actionsOf, type PlannedAction } from "../ladders/plan-rungs.ts";
import type { World } from "../world.ts";

/** A rung that was come to: what it does for whom, and under which condition. */
export interface ExplainedRung extends RungStep {
  readonly label?: Label;
  /** Its condition, as FEEL. */
  readonly when?: string;
  readonly actions: readonly PlannedAction[];
}

/** Explains a rung by its ladder, for the ticket as it was when it came to it. */
export function explainRung(world: World, before: Ticket, step: RungStep, at: number): ExplainedRung {
  const rung = world.ladder(step.ladder)?.rung(step.rung);
  if (!rung) throw new Error(`the rung ${step.rung} was climbed and is not in the world`);
  const { label, when } = rung;
  return {
    ...step,
    ...(label && { label }),
    ...(when !== undefined && { when }),
    actions: actionsOf(world, before, rung, at, step.released),
  };
}
