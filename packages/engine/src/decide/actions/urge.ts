import * as z from "zod";
import { readLegTimer } from "../legs/leg-timer.ts";
import { partsOf } from "../parts.ts";
import { change, type Work } from "../work.ts";
import { action } from "./action.ts";
import { inApp, send } from "./notify.ts";

/** Reminds whoever the ticket waits for (催办), and counts how often. */
export const urge = action(z.strictObject({ channel: z.string().min(1).optional() }), (work, { channel }) => {
  if (!work.historical) remind(work, channel ?? inApp);
});

function remind(work: Work, channel: string): void {
  const { ticket, world, process, leg } = work;
  // Whoever is slow on one leg is reminded of it, and nobody on another.
  const others = new Set(leg ? Object.keys(ticket.legs ?? {}) : []);
  change(work, { counts: { ...ticket.counts, urged: (ticket.counts["urged"] ?? 0) + 1 } });
  for (const { key, role, unit } of partsOf(world, process, ticket, others)) {
    const leg = readLegTimer(key)?.leg;
    send(work, "urged", channel, { ...(leg !== undefined && { leg }), role, unit });
  }
}
