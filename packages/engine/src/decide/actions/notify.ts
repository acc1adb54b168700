import { z } from "zod";
import { unitFor } from "../authorize.ts";
import { action } from "./action.ts";

const params = z.strictObject({
  topic: z.string().min(1),
  role: z.string().min(1),
  at: z.enum(["area", "owner"]),
  /** The destination whose handler sends it. */
  channel: z.string().min(1).optional(),
});

/** Sends word to whoever holds a role, through a channel the host handles. */
export const notify = action(params, (work, { topic, role, at, channel }) => {
  if (work.historical) return;
  const { ticket } = work;
  const unit = unitFor(ticket, at);
  const payload = { ticket: ticket.id, number: ticket.number, role, ...(unit !== undefined && { unit }) };
  work.effects.push({ id: work.draws.id(), destination: channel ?? "in-app", topic, payload });
});
