import type { Entry, Json, JsonObject, Leg, Ticket } from "@muster/engine";
import type { Context } from "./context.ts";
import { legStanding, legTitle } from "./describe-legs.ts";
import type { Names } from "./names.ts";

/** An entry of a leg as if it were one of a ticket: at its process, from and to its own states, with what it changed of it. */
export function entryOfLeg(names: Names, ticket: Pick<Ticket, "process" | "legs">, entry: Entry) {
  const { leg: step, versions, set } = entry;
  if (!step) return undefined;
  const id = ticket.legs?.[step.key]?.process.id ?? otherProcess(ticket.process.id, entry);
  const version = versions[`process/${id}`] ?? names.world.process(id)?.ref.version ?? 1;
  const changed = inside(inside(set, "legs"), step.key);
  return { process: { id, version }, entry: { ...entry, from: step.from, to: step.to, set: changed } };
}

/** What became of legs beside the one that an entry is of, a line each: called, called again, or ended from outside; and which went to another unit. */
export function besideLegs(context: Pick<Context, "text">, names: Names, ticket: Ticket, { leg: step, set }: Entry): readonly string[] {
  return Object.entries(inside(set, "legs")).flatMap(([key, patch]) => {
    const leg = ticket.legs?.[key];
    if (!leg || typeof patch !== "object" || patch === null) return [];
    const { state, outcome, endedBy, unit, whistle } = patch as Partial<Leg>;
    if (unit !== undefined && whistle === undefined) return [`${key} → ${names.unit(unit)}`];
    if (key === step?.key || (state === undefined && outcome === undefined)) return [];
    const { outcome: _outcome, endedBy: _by, ...began } = leg;
    const then: Leg = { ...began, ...(state !== undefined && { state }), ...(outcome && { outcome }), ...(endedBy && { endedBy }) };
    return [`${legTitle(names, key, leg)} → ${legStanding(context, names, ticket, then)}`];
  });
}

/** Of a leg that its ticket keeps no longer the entry still tells which process decided. */
function otherProcess(own: string, { versions }: Entry): string {
  const ids = Object.keys(versions).flatMap((name) => (name.startsWith("process/") ? [name.slice("process/".length)] : []));
  return ids.find((id) => id !== own) ?? own;
}

function inside(set: Json, name: string): JsonObject {
  const value = typeof set === "object" && set !== null && !Array.isArray(set) ? (set as JsonObject)[name] : undefined;
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
