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
  const { ticket, world, process } = work;
  change(work, { counts: { ...ticket.counts, urged: (ticket.counts["urged"] ?? 0) + 1 } });
  for (const { key, role, unit } of partsOf(world, process, ticket)) {
    const leg = readLegTimer(key)?.leg;
    send(work, "urged", channel, { ...(leg !== undefined && { leg }), role, unit });
  }
}
