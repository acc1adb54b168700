import * as z from "zod";
import { own } from "../definitions/own.ts";
import { kebabNameSchema } from "../definitions/plain-name.ts";
import type { Clock } from "../model/clock.ts";
import type { Ticket } from "../model/ticket.ts";
import { stateOf } from "../time/clock.ts";

/** Which clock of the process it is about. */
export const clockOption = z.strictObject({ clock: kebabNameSchema });

/** The clock of that name, where it still counts. */
export function openClock({ clocks }: Ticket, name: unknown): Clock | undefined {
  const clock = typeof name === "string" ? own(clocks, name) : undefined;
  return clock && stateOf(clock) !== "stopped" ? clock : undefined;
}
