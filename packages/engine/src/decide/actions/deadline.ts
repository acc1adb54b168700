import { z } from "zod";
import { startClock } from "../../time/clock.ts";
import { meterOf } from "../../time/meter.ts";
import { change } from "../work.ts";
import { action } from "./action.ts";

/** Sets the deadline from the filed standard's limit, by the calendar of the unit that answers for the ticket. */
export const deadline = action(z.strictObject({}), (work) => {
  const { standard, owner } = work.ticket;
  const calendar = work.world.calendarOf(owner);
  if (!standard?.limit || !meterOf(standard.limit.unit, calendar)) return;
  const { due } = startClock(standard.limit, work.at, 1, calendar);
  change(work, { due });
});
