import { own } from "../definitions/own.ts";
import type { Clock } from "../model/clock.ts";
import type { Entry } from "../model/entry.ts";
import type { Label } from "../model/label.ts";
import type { Ticket } from "../model/ticket.ts";
import { stateOf } from "../time/clock.ts";
import type { ClockLine } from "../time/clock-line.ts";
import { explainClock } from "../time/explain-clock.ts";
import { withCauses } from "./clock-causes.ts";
import { legView } from "./legs/leg-view.ts";
import { planRungs, type PlannedRung } from "./ladders/plan-rungs.ts";
import type { World } from "./world.ts";

/** A clock of a ticket, or of a leg of it, with its arithmetic. */
export interface ExplainedClock {
  readonly name: string;
  /** The key of the leg whose clock it is; absent for the ticket's own. */
  readonly leg?: string;
  readonly label: Label;
  /** What of the standard must be reached in that time; absent for the matter as a whole. */
  readonly milestone?: string;
  readonly state: "running" | "paused" | "stopped";
  readonly clock: Clock;
  readonly lines: readonly ClockLine[];
  /** What is still before it on its ladder. */
  readonly rungs: readonly PlannedRung[];
}

/** Every clock the ticket and its legs have had, each as it ran last, with what the journal says of why. */
export function explainClocks(world: World, ticket: Ticket, now: number, story: readonly Entry[]): readonly ExplainedClock[] {
  const legs = Object.entries(ticket.legs ?? {}).flatMap(([key, leg]) => explained(world, legView(ticket, key, leg), now, story, key));
  return [...explained(world, ticket, now, story), ...legs];
}

function explained(world: World, ticket: Ticket, now: number, story: readonly Entry[], leg?: string): readonly ExplainedClock[] {
  const specs = world.process(ticket.process.id, ticket.process.version)?.document.meta.clocks;
  return Object.entries(ticket.clocks ?? {}).map(([key, clock]) => {
    const at = key.indexOf("/");
    const name = at < 0 ? key : key.slice(0, at);
    return {
      name,
      ...(leg !== undefined && { leg }),
      label: own(specs, name)?.label ?? { "zh-CN": name, en: name },
      ...(at >= 0 && { milestone: key.slice(at + 1) }),
      state: stateOf(clock),
      clock,
      lines: withCauses(world, key, clock, explainClock(clock, world.calendarOf(clock.unit), world.zone, now), story, leg),
      rungs: planRungs(world, ticket, clock),
    };
  });
}
