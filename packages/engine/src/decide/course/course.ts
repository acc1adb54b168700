import type { Actor } from "../../model/actor.ts";
import type { Command, TicketCommand } from "../../model/command.ts";
import type { Refused } from "../../model/refusal.ts";
import type { Ticket } from "../../model/ticket.ts";
import { decide, type Accepted, type Circumstances } from "../decide.ts";
import { hostRefusal } from "../host-refusal.ts";
import { overdueBefore } from "../overdue.ts";
import type { Draws } from "../work.ts";
import type { World } from "../world.ts";
import { nextAlarm, type Alarm } from "./next-alarm.ts";

/** What a course needs from outside; all of it values, so that it comes out the same each time. */
export interface CourseSetting {
  readonly tenant: string;
  /** The world that decides the nth thing that happens, counted from 0: always the same one, or the one that was in force then. */
  readonly world: (nth: number) => World;
  /** The ticket's id and number, where they matter. */
  readonly id?: string;
  readonly number?: string;
  /** Another ticket that a command names. */
  readonly other: (id: string) => Ticket | undefined;
  /** When the engine saw to a timer that was due then, from an instant on; when it was due where it does not say. Epoch milliseconds. */
  readonly seen?: (timer: string, due: number, from: number) => number | undefined;
  /** How many things may happen by themselves: a repetition without an end must not go on for ever. */
  readonly most: number;
}

/** One thing that happened on a course. */
export interface Happened extends Pick<Accepted, "entry" | "effects" | "ticket"> {
  /** Nobody sent it: it fell due. */
  readonly automatic: boolean;
}

/**
 * The course of one ticket, decided in memory by the very function that decides live: commands at their times, and in between whatever
 * falls due by itself, as a running engine would see to it. A try and a backtest are courses; nothing is written.
 */
export interface Course {
  readonly ticket: () => Ticket | undefined;
  readonly happened: readonly Happened[];
  /** The body of a text that was written on the way. */
  readonly text: (id: string) => string | undefined;
  /** Lets happen what comes before a command that is sent at an instant: what falls due until then. */
  readonly comeTo: (command: Command, actor: Actor, now: number) => void;
  /** Sends a command at an instant, after what comes before it; a refusal changes nothing else. */
  readonly send: (command: Command, actor: Actor, now: number) => Accepted | Refused;
  /** Lets time pass until the instant: what falls due happens. Answers whether that was all, which it is not once `most` things have. */
  readonly wait: (until: number) => boolean;
}

/** Begins before the report: the first command that is sent makes the ticket. */
export function beginCourse(setting: CourseSetting): Course {
  const system: Actor = { kind: "system", tenant: setting.tenant };
  const texts = new Map<string, string>();
  const happened: Happened[] = [];
  /** Timers that could not fire: they stand in the way of nothing else. */
  const stuck = new Set<string>();
  const draws = drawsFor(setting.id);
  const around: Omit<Circumstances, "now"> = {
    draws,
    number: () => setting.number ?? "—",
    text: (id) => texts.get(id),
    other: setting.other,
    reported: undefined,
  };
  let left = setting.most;
  let ticket: Ticket | undefined;

  const take = (command: Command, actor: Actor, now: number, automatic: boolean): Accepted | Refused => {
    const answer = orRefused(() => decide(setting.world(happened.length), ticket, command, actor, { now, ...around }));
    if (!answer.ok) return answer;
    for (const { id, body } of answer.texts) texts.set(id, body);
    ticket = answer.ticket;
    happened.push({ entry: answer.entry, effects: answer.effects, ticket, automatic });
    return answer;
  };
  const fire = (timer: TicketCommand, now: number): void => {
    left -= 1;
    if (!take(timer, system, now, true).ok) stuck.add(keyOf(timer));
  };
  const isStuck = (timer: TicketCommand): boolean => stuck.size > 0 && stuck.has(keyOf(timer));
  const wait = (until: number): boolean => {
    for (;;) {
      const next = ticket && nextAlarm(ticket, until, isStuck);
      if (!ticket || !next) return true;
      if (left <= 0) return false;
      fire(next.command, seenTo(setting, next, ticket, until));
    }
  };
  const overdue = (command: Command, actor: Actor, now: number): TicketCommand | undefined => {
    const timer = ticket && left > 0 ? overdueBefore(setting.world(happened.length), ticket, command, actor, now) : undefined;
    return timer && isStuck(timer) ? undefined : timer;
  };
  const comeTo = (command: Command, actor: Actor, now: number): void => {
    if (!command.historical) wait(command.at ?? now);
    // What the past has armed is seen to once somebody acts on the ticket, as it is live.
    for (let timer = overdue(command, actor, now); timer; timer = overdue(command, actor, now)) fire(timer, now);
  };
  return {
    ticket: () => ticket,
    happened,
    text: (id) => texts.get(id),
    comeTo,
    send: (command, actor, now) => {
      comeTo(command, actor, now);
      return take(command, actor, now, false);
    },
    wait,
  };
}

/** A guard of the host that throws, or that is not there where this is tried, keeps nothing but its own command from being done. */
function orRefused(act: () => Accepted | Refused): Accepted | Refused {
  try {
    return act();
  } catch (cause) {
    return hostRefusal(cause);
  }
}

/** Never before what has happened already, nor after what comes next. */
function seenTo({ seen }: CourseSetting, { id, due }: Alarm, ticket: Ticket, until: number): number {
  return Math.max(ticket.at, due, Math.min(seen?.(id, due, ticket.at) ?? due, until));
}

function keyOf({ form }: TicketCommand): string {
  return JSON.stringify([form?.["timer"], form?.["generation"]]);
}

/** Ids that count up, the ticket's own first; what is not kept needs no commitment. */
function drawsFor(id: string | undefined): Draws {
  let drawn = 0;
  return {
    id: () => {
      drawn += 1;
      return drawn === 1 ? (id ?? "tried") : `tried-${drawn}`;
    },
    salt: () => "",
    commit: () => "",
  };
}
