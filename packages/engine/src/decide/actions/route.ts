import { change, type Work } from "../work.ts";
import { tableAction } from "./action.ts";

/**
 * Asks a table for the owner and the co-handlers, each a unit's code or a name relative to the ticket's ground and category;
 * an owner is the first unit its name stands for. What nobody owns goes to the last resort.
 */
export const route = tableAction(
  {
    purpose: "routing",
    results: ["one", "many"],
    outputs: {
      owner: { type: "unit", required: true },
      coHandlers: { type: "units" },
      auto: { type: "boolean" },
    },
  },
  (work, answer) => {
    const owner = unitOf(work, answer.owner) ?? work.world.organisation.lastResort;
    const units = (answer.coHandlers ?? []).flatMap((named) => work.world.organisation.resolveAll(named, work.ticket));
    // Two relative names may stand for one unit, and the owner does not assist itself.
    const coHandlers = [...new Set(units.map(({ unit }) => unit))].filter((unit) => unit !== owner);
    give(work, owner);
    change(work, { coHandlers: coHandlers.length > 0 ? coHandlers : undefined, autoRoute: answer.auto === true ? true : undefined });
  },
);

/** Makes the unit the owner; the one before keeps seeing the ticket. */
export function give(work: Work, owner: string): void {
  const { owner: before, pastOwners = [] } = work.ticket;
  if (before === owner) return;
  const past = before === undefined || pastOwners.includes(before) ? pastOwners : [...pastOwners, before];
  // Who had taken it on is no longer of the owner's people.
  change(work, {
    owner,
    pastOwners: past.length > 0 ? past : undefined,
    ...(work.ticket.assignee !== undefined && { assignee: undefined }),
  });
}

function unitOf(work: Work, named: string | undefined): string | undefined {
  return named === undefined ? undefined : work.world.organisation.resolve(named, work.ticket);
}
