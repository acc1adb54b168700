import { legRoles, type LegRole, type LegVia } from "../../model/leg.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { Organisation } from "../../org/compile-organisation.ts";
import type { Work } from "../work.ts";
import { findLeg } from "./find-leg.ts";

/** Whom somebody calls, as it is written: a unit's code, or a name relative to the ticket's ground and category. */
export interface Call {
  readonly unit: string;
  readonly role: LegRole;
}

/** A unit that is called. */
export interface Called extends Call {
  readonly via: LegVia;
}

/** The units that calls come to on the ticket's ground, each once: by the first of several ways, in the strongest of several roles. */
export function calledUnits(organisation: Organisation, { area, category }: Pick<Ticket, "area" | "category">, calls: readonly Call[]) {
  const ground = { ...(area !== undefined && { area }), ...(category !== undefined && { category }) };
  const found = new Map<string, Called>();
  for (const { unit: name, role } of calls) {
    for (const { unit, via } of organisation.resolveAll(name, ground)) {
      const before = found.get(unit);
      if (!before) found.set(unit, { unit, via, role });
      else if (legRoles.indexOf(role) < legRoles.indexOf(before.role)) found.set(unit, { ...before, role });
    }
  }
  return [...found.values()];
}

/** What the form being decided says of the type `calls`. */
export function callsIn({ filled }: Pick<Work, "filled">): readonly Call[] {
  return (filled["calls"] ?? []) as unknown as readonly Call[];
}

/** The legs that the form being decided names, by their keys; undefined where it names none. */
export function legsIn({ filled, ticket }: Pick<Work, "filled" | "ticket">): readonly string[] | undefined {
  const named = filled["legs"] as unknown as readonly string[] | undefined;
  return named?.flatMap((each) => findLeg(ticket, each) ?? []);
}
