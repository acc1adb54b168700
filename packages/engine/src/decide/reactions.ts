import type { ArmedTimer } from "../model/ticket.ts";
import { countedDelay } from "../time/delay.ts";
import { endOf } from "../time/meter.ts";
import { actions } from "./actions/index.ts";
import { noteCalendar } from "./clock-calendar.ts";
import type { Moved, Reactions } from "./machine.ts";
import { isOpen } from "./select.ts";
import { change, type Work } from "./work.ts";

/** What a running transition does to the work: actions change it, timers are armed and cancelled in it. */
export function reactionsOf(work: Work): Reactions {
  return {
    // Transitions for the command itself were selected before; what is asked here are internal steps and timers.
    admits: (edge) => edge.kind !== "on" && isOpen(work.process, edge, work.ticket, work.filled),
    act: (type, params) => actions.get(type)?.act(work, params),
    arm: (timer, delay) => arm(work, timer, delay),
    cancel: (timer) => disarm(work, timer),
  };
}

/** Where the machine came to rest, as the ticket's own attributes. */
export function settle(work: Work, moved: Moved): void {
  const { stage } = work.process.standing(moved.state);
  const { closedAt } = work.ticket;
  const position = moved.history ? { state: moved.state, history: moved.history } : { state: moved.state };
  if (stage === "close") change(work, { ...position, stage, open: false, closedAt: closedAt ?? work.at });
  else if (closedAt === undefined) change(work, { ...position, stage, open: true });
  // What was forgiven is how late it was then.
  else change(work, { ...position, stage, open: true, closedAt: undefined, exempted: undefined });
}

export function disarm(work: Work, timer: string): void {
  if (!Object.hasOwn(work.ticket.timers, timer)) return;
  const { [timer]: _gone, ...timers } = work.ticket.timers;
  change(work, { timers });
}

/** Each visit of a state is a generation of its own: a timer row of an earlier one finds nothing to do. The delay counts from the instant. */
export function arm(work: Work, timer: string, delay: string, from = work.at): void {
  const counted = countDelay(work, delay, from);
  if (!counted) return;
  const generation = (work.ticket.generations[timer] ?? 0) + 1;
  change(work, {
    generations: { ...work.ticket.generations, [timer]: generation },
    timers: { ...work.ticket.timers, [timer]: { generation, ...counted, ...(work.historical && { asleep: true as const }) } },
  });
}

/** What the past has armed runs on as any other, once somebody acts on the ticket in the present. */
export function wakeTimers(work: Work): void {
  const timers = Object.entries(work.ticket.timers);
  if (work.historical || timers.every(([, { asleep }]) => !asleep)) return;
  change(work, { timers: Object.fromEntries(timers.map(([id, { asleep: _asleep, ...timer }]) => [id, timer])) });
}

/** When the delay is over; undefined where nobody can say. */
function countDelay(work: Work, name: string, from: number): Pick<ArmedTimer, "due" | "counted"> | undefined {
  const delay = work.process.document.meta.delays?.[name];
  if (!delay) return undefined;
  if ("field" in delay) {
    const until = work.ticket.fields[delay.field];
    return typeof until === "number" ? { due: Math.max(until, from) } : undefined;
  }
  const { owner } = work.ticket;
  const calendar = work.world.calendarOf(owner);
  const due = endOf(delay, from, calendar);
  if (due === undefined) return undefined;
  const counted = countedDelay(delay, from, owner, calendar);
  if (!calendar || !counted) return { due };
  noteCalendar(work, calendar);
  return { due, counted };
}
