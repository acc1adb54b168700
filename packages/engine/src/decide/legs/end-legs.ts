import type { Clock } from "../../model/clock.ts";
import type { Leg } from "../../model/leg.ts";
import type { Ticket } from "../../model/ticket.ts";
import { stateOf, stopClock } from "../../time/clock.ts";
import { deadlineOf } from "../../time/deadline.ts";
import { calendarFor } from "../clock-calendar.ts";
import { change, settled, type Work } from "../work.ts";
import { withTimersOfLeg } from "./leg-timer.ts";

/** Brings these legs to an end from outside, whatever they were at: clocks stop, timers go, requests are void. */
export function endLegs(work: Work, keys: readonly string[], by: string): void {
  const legs: Record<string, Leg> = { ...work.ticket.legs };
  let { timers } = work.ticket;
  for (const key of keys) {
    const leg = legs[key];
    if (!leg?.open) continue;
    legs[key] = ended(work, leg, by);
    timers = withTimersOfLeg(timers, key, {});
  }
  change(work, { legs, timers });
}

/** The legs of the current whistle that are open. */
export function openLegs({ legs = {}, whistle }: Pick<Ticket, "legs" | "whistle">): readonly string[] {
  return Object.keys(legs).filter((key) => legs[key]?.open && legs[key].whistle === whistle?.no);
}

function ended(work: Work, leg: Leg, by: string): Leg {
  const clocks = leg.clocks && Object.fromEntries(Object.entries(leg.clocks).map(([name, clock]) => [name, stopped(work, clock)]));
  const { due, metAt } = deadlineOf(Object.values(clocks ?? {}));
  return settled<Leg>({
    ...leg,
    clocks,
    due,
    metAt,
    open: false,
    stage: "close",
    closedAt: work.at,
    outcome: "cancelled",
    endedBy: by,
    requests: undefined,
    returned: undefined,
    revision: work.ticket.revision + 1,
  });
}

function stopped(work: Work, clock: Clock): Clock {
  return stateOf(clock) === "stopped" ? clock : stopClock(clock, work.at, calendarFor(work, clock.unit, clock.grants));
}
