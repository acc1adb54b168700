import { own } from "../../definitions/own.ts";
import type { Clock } from "../../model/clock.ts";
import type { ArmedTimer, Ticket } from "../../model/ticket.ts";
import type { World } from "../world.ts";
import { change, type Work } from "../work.ts";
import { nextSteps } from "./steps.ts";

const prefix = "ladder.";

/** The timer of a clock's ladder: one for its next rung. A process has no timer of such a name, since XState's begin with `xstate`. */
function ladderTimer(clock: string): string {
  return `${prefix}${clock}`;
}

/** The clock whose ladder the timer is for; undefined for a timer of the process. */
export function ladderClock(timer: string): string | undefined {
  return timer.startsWith(prefix) ? timer.slice(prefix.length) : undefined;
}

/** Sets the timers of ladders to what their clocks come to next: they follow from the clocks, whatever changed those. */
export function armLadders(work: Work): void {
  const { clocks = {}, timers } = work.ticket;
  // The past neither reminds nor escalates.
  if (work.historical) return;
  const next: Record<string, ArmedTimer> = {};
  for (const [id, timer] of Object.entries(timers)) if (ladderClock(id) === undefined) next[id] = timer;
  for (const [name, clock] of Object.entries(clocks)) {
    const armed = nextTimer(work.world, clock);
    if (armed) next[ladderTimer(name)] = armed;
  }
  if (!isArmed(timers, next)) change(work, { timers: next });
}

function isArmed(timers: Ticket["timers"], next: Ticket["timers"]): boolean {
  const names = Object.keys(next);
  const isSame = (one: ArmedTimer | undefined, other: ArmedTimer | undefined) =>
    one === other || (one?.generation === other?.generation && one?.due === other?.due && one?.asleep === other?.asleep);
  return names.length === Object.keys(timers).length && names.every((name) => isSame(timers[name], next[name]));
}

/** Whether a ladder's timer would be set to another instant today: its calendar has changed within the limit, though not where that ends. */
export function laddersMoved(world: World, { clocks = {}, timers }: Pick<Ticket, "clocks" | "timers">): boolean {
  return Object.entries(timers).some(([id, { due }]) => {
    const clock = own(clocks, ladderClock(id) ?? "");
    return clock !== undefined && nextTimer(world, clock)?.due !== due;
  });
}

/** What clocks came to next in a world. A clock is never changed, so that one which a command leaves alone need not be counted again. */
const known = new WeakMap<Clock, { readonly world: World; readonly armed: ArmedTimer | undefined }>();

function nextTimer(world: World, clock: Clock): ArmedTimer | undefined {
  const found = known.get(clock);
  if (found?.world === world) return found.armed;
  const armed = countedTimer(world, clock);
  known.set(clock, { world, armed });
  return armed;
}

function countedTimer(world: World, clock: Clock): ArmedTimer | undefined {
  const ladder = clock.ladder && world.ladder(clock.ladder);
  const next = ladder && nextSteps(ladder, clock, world.calendarOf(clock.unit))[0];
  return next && { generation: clock.generation, due: next.at };
}
