import type { Recount } from "../../model/clock.ts";
import type { Leg } from "../../model/leg.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { Acted } from "../decide.ts";
import { armLadders } from "../ladders/arm-ladders.ts";
import type { Process } from "../process.ts";
import { voidRequests } from "../requests/request.ts";
import { change, settled, type Work } from "../work.ts";
import { legTimer, withTimersOfLeg } from "./leg-timer.ts";
import { legView, partedView } from "./leg-view.ts";

/** Does something to one leg as if it were a ticket, and puts what became of it back. */
export function withLeg(work: Work, key: string, leg: Leg, act: (part: Work) => Acted): Acted {
  const before = legView(work.ticket, key, leg);
  const part = partOf(work, key, leg, before);
  const acted = act(part);
  Object.assign(work, { form: part.form, filled: part.filled });
  if (!acted.ok) return acted;
  if (part.recounts) work.recounts = [...(work.recounts ?? []), ...named(part.recounts, key)];
  voidRequests(part, before);
  armLadders(part);
  putBack(work, key, leg, before, part);
  return acted;
}

function partOf(work: Work, key: string, leg: Leg, view: Ticket): Work {
  const process = legProcess(work, leg);
  work.versions[`process/${process.ref.id}`] = process.ref.version;
  return { ...work, process, ticket: { ...view }, recounts: undefined, leg: { key, limits: limitsOf(work.ticket, leg) } };
}

/** What the whistle that the leg answers says of its clocks. */
function limitsOf({ whistle }: Ticket, leg: Leg): NonNullable<Work["leg"]>["limits"] {
  return (whistle?.no === leg.whistle ? whistle.limits : undefined) ?? {};
}

/** The process that the leg is pinned to. */
export function legProcess({ world }: Pick<Work, "world">, { process: { id, version } }: Pick<Leg, "process">): Process {
  const process = world.process(id, version);
  if (!process) throw new Error(`a leg is pinned to ${id}@${version}, which is not in the world`);
  return process;
}

/** One that comes to an end of its process has the outcome that this end says; what ended before stays as it ended. */
function outcomeOf(before: Leg, { process, ticket: { open, state } }: Work): Leg["outcome"] {
  if (!before.open) return before.outcome;
  return open ? undefined : (process.leaves(state)[0]?.config.meta?.outcome ?? "done");
}

function putBack(work: Work, key: string, leg: Leg, before: Ticket, part: Work): void {
  const { life, shared } = partedView(before, part.ticket);
  const { owner = leg.unit, timers } = part.ticket;
  const next = settled<Leg>({ ...leg, ...life, unit: owner, revision: work.ticket.revision + 1, outcome: outcomeOf(leg, part) });
  change(work, {
    ...shared,
    legs: { ...work.ticket.legs, [key]: next },
    timers: withTimersOfLeg(work.ticket.timers, key, timers),
  });
}

/** What was counted anew, by the names that the ticket knows it by. */
function named(recounts: readonly Recount[], key: string): readonly Recount[] {
  return recounts.map((each) =>
    "timer" in each ? { ...each, timer: legTimer(key, each.timer) } : { ...each, clock: legTimer(key, each.clock) },
  );
}
