import type { Clock } from "../model/clock.ts";
import type { Entry } from "../model/entry.ts";
import type { Leg } from "../model/leg.ts";
import type { Ticket } from "../model/ticket.ts";
import { stateOf } from "../time/clock.ts";

/** What a clock came to, one time that it ran: what it was for was done, or it was taken from the unit whose time it was. */
export interface ClockEnd {
  /** The key of the leg, where it is not the ticket's own. */
  readonly leg: string | undefined;
  readonly clock: string;
  /** Who answered for it then. */
  readonly unit: string | undefined;
  readonly person: string | undefined;
  readonly due: number;
  readonly at: number;
  /** False where it was taken away before. */
  readonly isMet: boolean;
  /** An appeal against it was granted. */
  readonly isExempted: boolean;
}

type Clocks = Readonly<Record<string, Clock>> | undefined;
type Whose = Pick<ClockEnd, "leg" | "unit" | "person">;

/**
 * Brings what is known of the clocks up to an entry. Each generation counts once, as it ended last: one that was stopped may go on, and what
 * was granted after its end moves it still.
 */
export function noteClocks(
  known: Map<string, ClockEnd>,
  entry: Entry,
  before: Ticket | undefined,
  ticket: Ticket,
  personOf: (leg: string | undefined) => string | undefined,
): void {
  const whose = (leg: string | undefined, unit: string | undefined): Whose => ({ leg, unit, person: personOf(leg) });
  if (ticket.clocks !== before?.clocks)
    noteEach(known, entry.at, before?.clocks, ticket.clocks, whose(undefined, before?.owner ?? ticket.owner));
  if (ticket.legs !== before?.legs)
    for (const [key, leg] of Object.entries<Leg>({ ...before?.legs, ...ticket.legs })) {
      const was = before?.legs?.[key];
      const now = ticket.legs?.[key];
      // One that the ticket no longer keeps is over as it was.
      if (now && was?.clocks !== now.clocks) noteEach(known, entry.at, was?.clocks, now.clocks, whose(key, was?.unit ?? leg.unit));
    }
  if (ticket.exempted && !before?.exempted) exempt(known);
}

function noteEach(known: Map<string, ClockEnd>, at: number, before: Clocks, now: Clocks, whose: Whose): void {
  for (const name of Object.keys({ ...before, ...now })) {
    const [was, is] = [before?.[name], now?.[name]];
    if (was && was.generation !== is?.generation && stateOf(was) !== "stopped") set(known, name, was, at, false, whose);
    if (is && is !== was) {
      const until = stateOf(is) === "stopped" ? is.segments.at(-1)?.until : undefined;
      if (until === undefined) known.delete(keyOf(whose.leg, name, is));
      else set(known, name, is, until, true, whose);
    }
  }
}

function set(known: Map<string, ClockEnd>, clock: string, of: Clock, at: number, isMet: boolean, whose: Whose): void {
  const key = keyOf(whose.leg, clock, of);
  const { due } = of;
  const first = known.get(key);
  if (due === undefined) known.delete(key);
  else known.set(key, { isExempted: false, ...whose, ...first, clock, due, at, isMet });
}

function keyOf(leg: string | undefined, clock: string, { generation }: Clock): string {
  return `${leg ?? ""}\n${clock}\n${generation}`;
}

/** What was forgiven is how late the ticket was until then. */
function exempt(known: Map<string, ClockEnd>): void {
  for (const [key, end] of known) if (end.leg === undefined) known.set(key, { ...end, isExempted: true });
}
