import * as z from "zod";
import { plainNameSchema } from "../../definitions/plain-name.ts";
import type { HandedTo } from "../../model/partner.ts";
import { change } from "../work.ts";
import { action } from "./action.ts";

const params = z.strictObject({
  /** The ticket's texts that travel along; what nobody names stays here. */
  texts: z.array(plainNameSchema).max(20),
  /** Whether the point on the map travels too. */
  point: z.literal(true).optional(),
});

/** Hands the ticket over to the tenant that the form's `partner` names (移交): it is reported there, and what becomes of it is told here. */
export const handOver = action(params, (work, { texts, point }) => {
  const { ticket, filled, historical, effects, draws } = work;
  const to = filled["partner"];
  if (typeof to !== "string") return;
  const handedTo: HandedTo = { tenant: to, no: (ticket.handedTo?.no ?? 0) + 1, at: work.at };
  change(work, { handedTo });
  if (historical) return;
  const travelling = texts.flatMap((name) => {
    const ref = Object.hasOwn(ticket.texts, name) ? ticket.texts[name] : undefined;
    return ref ? [[name, [ref.text]]] : [];
  });
  const payload = {
    to,
    handedFrom: { ticket: ticket.id, number: ticket.number, no: handedTo.no },
    texts: Object.fromEntries(travelling) as Readonly<Record<string, string[]>>,
    ...(point && ticket.point && { point: { ...ticket.point } }),
  };
  effects.push({ id: draws.id(), destination: "engine", topic: "hand-over", payload });
});
