import type { Grant } from "../model/clock.ts";
import type { Calendar } from "./compile-calendar.ts";
import { headOf, meterOf } from "./meter.ts";

/** A grant that is being used up. */
export interface Purse {
  readonly grant: Grant;
  /** Of what is left, the rest of the first day, which does not count. */
  head: number;
  /** Milliseconds as the grant's unit counts. */
  left: number;
}

export function fullPurse(grant: Grant, calendar: Calendar | undefined): Purse {
  return { grant, head: headOf(grant, calendar), left: grant.budget };
}

/** When the purse is empty, if time runs from the instant on. */
export function emptyAt({ grant, left }: Purse, from: number, calendar: Calendar | undefined): number | undefined {
  const meter = meterOf(grant.unit, calendar);
  return meter?.measure.reach(meter.measure.count(from) + left);
}

/** Takes what the time between the instants counts: first of what does not count, then of the amount itself. Answers the latter. */
export function spend(purse: Purse, from: number, until: number, calendar: Calendar | undefined): number {
  const meter = meterOf(purse.grant.unit, calendar);
  const passed = meter ? meter.measure.count(until) - meter.measure.count(from) : 0;
  const head = Math.min(purse.head, passed);
  purse.head -= head;
  purse.left -= passed;
  return passed - head;
}
