import { own } from "../definitions/own.ts";
import type { Clock } from "../model/clock.ts";
import type { Entry } from "../model/entry.ts";
import type { Label } from "../model/label.ts";
import type { Leg } from "../model/leg.ts";
import type { Ticket } from "../model/ticket.ts";
import type { ClockLine } from "../time/clock-line.ts";
import { sayMoment } from "../time/say-time.ts";
import { evolve } from "./evolve.ts";
import { stateLabel } from "./state-label.ts";
import type { World } from "./world.ts";

/** What a journal tells of the run that a clock is in. */
interface Told {
  readonly entry: Entry;
  readonly clock: Clock;
  /** What the clock is of: the ticket, or one of its legs. */
  readonly of: Ticket | Leg;
}

/**
 * The lines of a clock of the ticket, or of a leg of it, with what brought them about, as the journal tells it: the state that paused it, when
 * an extension was granted.
 */
export function withCauses(
  world: World,
  key: string,
  { segments }: Clock,
  lines: readonly ClockLine[],
  story: readonly Entry[],
  leg?: string,
): readonly ClockLine[] {
  const start = segments[0]?.from;
  const run = lives(key, story, leg).filter(({ clock }) => clock.segments[0]?.from === start);
  const granted = lines.filter(({ kind }) => kind === "granted");
  return lines.map((line) => {
    const why = line.kind === "paused" ? pausedIn(world, run, line.from) : grantedAt(world, run, granted.indexOf(line));
    return why ? { ...line, why } : line;
  });
}

/** The clock after each entry that it stood in. */
function lives(key: string, story: readonly Entry[], leg: string | undefined): readonly Told[] {
  let before: Ticket | undefined;
  return story.flatMap((entry) => {
    const ticket = (before = evolve(before, entry));
    const of = leg === undefined ? ticket : own(ticket.legs, leg);
    const clock = own(of?.clocks, key);
    return of && clock ? [{ entry, clock, of }] : [];
  });
}

function pausedIn(world: World, run: readonly Told[], from: number): Label | undefined {
  const by = run.find(({ clock }) => clock.segments.some((segment) => segment.from === from && !segment.runs));
  return by && stateLabel(world, by.of.process, by.of.state);
}

/** The first grant is the limit itself, which began with the clock. */
function grantedAt(world: World, run: readonly Told[], grant: number): Label | undefined {
  const by = grant > 0 ? run.find(({ clock }) => clock.grants.length > grant) : undefined;
  if (!by) return undefined;
  const { "zh-CN": zh, en } = sayMoment(by.entry.at, world.zone);
  return { "zh-CN": `${zh} 准予`, en: `granted ${en}` };
}
