import type { Clock } from "../model/clock.ts";
import type { Entry } from "../model/entry.ts";
import type { StateValue, Ticket } from "../model/ticket.ts";

/** Something that happened to a ticket and may be counted. */
export interface Happening {
  readonly kind: "counter" | "command" | "entered" | "extended" | "supervised" | "whistled";
  /** Which counter, command or state; the kind of the whistle. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Who answered for the ticket just before. */
  readonly unit: string | undefined;
  readonly person: string | undefined;
  readonly times: number;
  /** Of a command: since when the ticket's owner has had it to handle, where somebody has. */
  readonly since?: number;
}

/** What an entry tells, of who answered for the ticket until then. */
export function happeningsOf(
  entry: Entry,
  before: Ticket | undefined,
  ticket: Ticket,
  known: { readonly person: string | undefined; readonly since: number | undefined },
): readonly Happening[] {
  const { at, actor, type, leg } = entry;
  const [unit, person] = [before?.owner ?? ticket.owner, known.person ?? before?.assignee];
  const times = (kind: Happening["kind"], name: string, count: number): readonly Happening[] =>
    count > 0 ? [{ kind, name, at, unit, person, times: count }] : [];
  const since = known.since === undefined ? {} : { since: known.since };
  return [
    // What a called unit does on its leg is nothing that the owner did.
    ...(leg
      ? []
      : [{ kind: "command" as const, name: type, at, unit, person: actor.kind === "person" ? actor.id : undefined, times: 1, ...since }]),
    ...Object.entries(ticket.counts).flatMap(([name, count]) => times("counter", name, count - (before?.counts[name] ?? 0))),
    ...enteredStates(entry).flatMap((state) => times("entered", state, 1)),
    ...times("extended", "", extensions(before, ticket)),
    ...times("supervised", "", (ticket.supervisions?.length ?? 0) - (before?.supervisions?.length ?? 0)),
    ...whistles(at, before, ticket),
  ];
}

/** The states it is in now and was not in before, each with those around it. */
function enteredStates({ from, to }: Entry): readonly string[] {
  const were = new Set(from === undefined ? [] : statePaths(from));
  return statePaths(to).filter((path) => !were.has(path));
}

function statePaths(state: StateValue): readonly string[] {
  if (typeof state === "string") return state === "" ? [] : [state];
  return Object.entries(state).flatMap(([region, inner]) => [region, ...statePaths(inner).map((path) => `${region}.${path}`)]);
}

/** Of clocks that go on; one that starts anew begins without. */
function extensions(before: Ticket | undefined, { clocks = {} }: Ticket): number {
  return Object.entries(clocks).reduce((sum, [name, clock]) => {
    const was = before?.clocks?.[name];
    return sum + Math.max(0, extensionsOf(clock) - (was?.generation === clock.generation ? extensionsOf(was) : 0));
  }, 0);
}

function extensionsOf({ grants }: Clock): number {
  return grants.filter(({ reason }) => reason === "extension").length;
}

function whistles(at: number, before: Ticket | undefined, ticket: Ticket): readonly Happening[] {
  const is = ticket.whistle;
  if (!is || is.no === before?.whistle?.no) return [];
  const person = is.by.startsWith("person:") ? is.by.slice("person:".length) : is.by;
  return [{ kind: "whistled", name: is.kind, at, unit: before?.owner ?? ticket.owner, person, times: 1 }];
}
