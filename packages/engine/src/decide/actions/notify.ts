import * as z from "zod";
import type { JsonObject } from "../../model/json.ts";
import type { Organisation } from "../../org/compile-organisation.ts";
import type { Ticket } from "../../model/ticket.ts";
import { unitFor } from "../authorize.ts";
import type { Work } from "../work.ts";
import { action } from "./action.ts";

const told = {
  topic: z.string().min(1),
  /** The destination whose handler sends it; `in-app` where absent. */
  channel: z.string().min(1).optional(),
};

const params = z.union([
  z.strictObject({ ...told, role: z.string().min(1), at: z.enum(["area", "owner"]) }),
  z.strictObject({ ...told, person: z.string().min(1) }),
]);

/** Sends word to a person or to whoever holds a role, through a channel the host handles. */
export const notify = action(params, (work, { topic, channel, ...to }) => {
  if (work.historical) return;
  const { ticket } = work;
  send(work, topic, channel ?? inApp, "person" in to ? { person: to.person } : seatOf(work.world.organisation, ticket, to));
});

/** Puts word into the outbox; whoever is told of a rung is told which. */
export function send({ ticket, draws, effects, climbing, leg }: Work, topic: string, channel: string, to: JsonObject): void {
  const { clock, rung, due } = climbing ?? {};
  const why = climbing ? { clock, rung, ...(due !== undefined && { due }) } : {};
  effects.push({
    id: draws.id(),
    destination: channel,
    topic,
    payload: { ticket: ticket.id, number: ticket.number, ...(leg && { leg: leg.key }), ...to, ...why },
  });
}

/** Where word goes if nothing else is said. */
export const inApp = "in-app";

function seatOf(
  organisation: Organisation,
  ticket: Ticket,
  { role, at }: { readonly role: string; readonly at: "area" | "owner" },
): JsonObject {
  const unit = unitFor(organisation, ticket, at);
  return { role, ...(unit !== undefined && { unit }) };
}
