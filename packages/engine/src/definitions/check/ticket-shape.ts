import type { Clock } from "../../model/clock.ts";
import { partnerOutcomes } from "../../model/partner.ts";
import { stages } from "../../model/stage.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { ReadPath } from "../../rules/check/checking.ts";

/**
 * A value without parts: of which kind it is, and which it can be where they are listed. The kind of a list is not certain, since FEEL
 * takes a list of one for its item.
 */
export type Leaf = readonly [kind: "string" | "number" | "boolean" | undefined, values?: readonly (string | number)[]];

/** What a path may name within a value: nothing, anything, or the parts listed. */
export type Shape = Leaf | "any" | { readonly [part: string]: Shape };

export const text = ["string"] as const;
export const number = ["number"] as const;
const boolean = ["boolean"] as const;
export const list = [undefined] as const;

type LeafOf<Value> = [Value] extends [string]
  ? readonly ["string", (readonly Value[])?]
  : [Value] extends [number]
    ? readonly ["number", (readonly Value[])?]
    : [Value] extends [boolean]
      ? typeof boolean
      : typeof list;

type ShapeOf<Value> = [Value] extends [string | number | boolean | readonly unknown[]]
  ? LeafOf<Value>
  : string extends keyof Exclude<Value, string>
    ? "any"
    : { readonly [Part in keyof Value]-?: ShapeOf<NonNullable<Value[Part]>> };

/** Everything that can be read of a ticket. Its type follows from the ticket's own, so that neither can change without the other. */
const attributes: ShapeOf<Ticket> = {
  tenant: text,
  id: text,
  number: text,
  revision: number,
  process: { id: text, version: number },
  state: "any",
  history: "any",
  stage: ["string", stages],
  open: boolean,
  reportedAt: number,
  at: number,
  closedAt: number,
  source: text,
  sourceKey: text,
  reporter: text,
  category: text,
  tier: ["number", [1, 2, 3]],
  priority: number,
  standard: { id: text, version: number, limits: list },
  area: text,
  owner: text,
  coHandlers: list,
  pastOwners: list,
  point: { lng: number, lat: number },
  due: number,
  fixedDue: number,
  metAt: number,
  clocks: "any",
  autoRoute: boolean,
  mergedInto: text,
  mergedFrom: { at: number, state: "any", history: "any", stage: ["string", stages], clocks: "any", timers: "any" },
  followed: { open: boolean, at: number, final: boolean, asked: boolean },
  absorbed: list,
  handedTo: {
    tenant: text,
    no: number,
    at: number,
    ticket: text,
    number: text,
    outcome: ["string", partnerOutcomes],
    why: text,
    endedAt: number,
  },
  handedFrom: { tenant: text, ticket: text, number: text, no: number, withdrawnAt: number },
  texts: "any",
  fields: "any",
  counts: "any",
  handlers: list,
  movedBy: text,
  returned: { receiver: text, receivedBy: text },
  requests: "any",
  assignee: text,
  supervisions: list,
  subscriptions: list,
  evaluations: list,
  whistle: {
    no: number,
    kind: text,
    by: text,
    at: number,
    round: number,
    join: { type: text, n: number },
    processes: { lead: text, paired: text, support: text, informed: text },
    limits: "any",
    joinedAt: number,
    strandedAt: number,
    endedAt: number,
  },
  legs: "any",
  called: list,
  exempted: { at: number },
  timers: "any",
  generations: "any",
};

/** The attributes of a ticket as {@link Shape}s. */
export const ticketShape: { readonly [attribute: string]: Shape } = attributes;

/** Everything that can be read of a clock. */
const clock: Omit<ShapeOf<Clock>, "basis"> = {
  unit: text,
  generation: number,
  ladder: { id: text, version: number },
  rungs: "any",
  held: list,
  acknowledgedAt: number,
  reached: boolean,
  grants: list,
  segments: list,
  calendar: { id: text, version: number, zone: text, holidays: { id: text, version: number } },
  due: number,
  provisional: boolean,
};

/** A clock as a {@link Shape}; what its basis holds depends on its type. */
export const clockShape: { readonly [attribute: string]: Shape } = { ...clock, basis: "any" };

export function isLeaf(shape: Shape): shape is Leaf {
  return Array.isArray(shape);
}

/** Every path that begins with the name, with what is certain of its values. */
export function readPaths(name: string, shape: Shape): readonly ReadPath[] {
  if (shape === "any") return [];
  if (isLeaf(shape)) return [{ name, kind: shape[0], values: shape[1] }];
  return [{ name, kind: "context" }, ...Object.entries(shape).flatMap(([part, inner]) => readPaths(`${name}.${part}`, inner))];
}
