import * as z from "zod";
import type { JsonObject } from "../../model/json.ts";
import type { Ticket } from "../../model/ticket.ts";
import { unitFor } from "../authorize.ts";
import type { Work } from "../work.ts";
import { action } from "./action.ts";

const told = {
  topic: z.string().min(1),
  /** The destination whose handler sends it; `in-app` where absent. */
  channel: z.string().min(1).optional(),
};

const seatedSchema = z.strictObject({
  ...told,
  role: z.string().min(1),
  at: z.enum(["area", "owner"]),
  /** To who is on duty then: at the unit, else in its place at a neighbour; else to whoever holds the role. */
  onDuty: z.literal(true).optional(),
});

const params = z.union([seatedSchema, z.strictObject({ ...told, person: z.string().min(1) })]);

/** Sends word to a person or to whoever holds a role, through a channel the host handles. */
export const notify = action(params, (work, { topic, channel, ...to }) => {
  if (work.historical) return;
  const { ticket } = work;
  send(work, topic, channel ?? inApp, "person" in to ? { person: to.person } : seatOf(work, ticket, to));
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

function seatOf(work: Work, ticket: Ticket, { role, at, onDuty }: Omit<z.infer<typeof seatedSchema>, "topic" | "channel">): JsonObject {
  const { world } = work;
  const unit = unitFor(world.organisation, ticket, at);
  if (unit === undefined) return { role };
  if (!onDuty) return { role, unit };
  for (const { id, version } of world.duty.rosters(role)) work.versions[`duty/${id}`] = version;
  const { people } = world.duty.onDuty(role, unit, work.at);
  return { role, unit, ...(people.length > 0 && { people }) };
}
