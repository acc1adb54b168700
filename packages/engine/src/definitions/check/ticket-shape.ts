import type { Ticket } from "../../model/ticket.ts";

/** What a path may name within a value: nothing, anything, or the parts listed. */
export type Shape = null | "any" | { readonly [part: string]: Shape };

type ShapeOf<Value> = Value extends string | number | boolean | readonly unknown[]
  ? null
  : string extends keyof Value
    ? "any"
    : { readonly [Part in keyof Value]-?: ShapeOf<NonNullable<Value[Part]>> };

/** Everything that can be read of a ticket. Its type follows from the ticket's own, so that neither can change without the other. */
const attributes: ShapeOf<Ticket> = {
  tenant: null,
  id: null,
  number: null,
  revision: null,
  process: { id: null, version: null },
  state: "any",
  history: "any",
  stage: null,
  open: null,
  reportedAt: null,
  at: null,
  closedAt: null,
  source: null,
  sourceKey: null,
  reporter: null,
  category: null,
  tier: null,
  priority: null,
  standard: { id: null, version: null, limits: null },
  area: null,
  owner: null,
  coHandlers: null,
  pastOwners: null,
  point: { lng: null, lat: null },
  due: null,
  fixedDue: null,
  metAt: null,
  clocks: "any",
  autoRoute: null,
  mergedInto: null,
  absorbed: null,
  texts: "any",
  fields: "any",
  counts: "any",
  handlers: null,
  movedBy: null,
  returned: { receiver: null, receivedBy: null },
  requests: "any",
  assignee: null,
  supervisions: null,
  evaluations: null,
  exempted: { at: null },
  timers: "any",
  generations: "any",
};

/** The attributes of a ticket as {@link Shape}s. */
export const ticketShape: { readonly [attribute: string]: Shape } = attributes;
