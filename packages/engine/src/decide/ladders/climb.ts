import { referenceOf } from "../../definitions/process.ts";
import type { Form } from "../../model/command.ts";
import type { Clock, HeldAction } from "../../model/clock.ts";
import type { RungStep } from "../../model/entry.ts";
import type { Json } from "../../model/json.ts";
import type { RefusalCode } from "../../model/refusal.ts";
import { rungActions } from "../actions/index.ts";
import type { Circumstances } from "../decide.ts";
import { fillInBesides } from "../fill-in.ts";
import { keepClocks } from "../keep-clocks.ts";
import { move } from "../move.ts";
import { attempt, change, type Work } from "../work.ts";
import { carryRungs } from "./carry-rungs.ts";
import type { Ladder } from "./ladder.ts";
import { quietUntil } from "./quiet.ts";
import { nextSteps, stepOn, type Step } from "./steps.ts";
import { wordOf, type Word } from "./word.ts";

/** More than this behind its time, in milliseconds, a rung is marked as late. */
const lateAfter = 60_000;

/** The ladder of a clock has come to a rung, or to several after a downtime: the earliest that the ladder catches up with is taken. */
export function climb(work: Work, name: string, around: Circumstances): void {
  const clock = work.ticket.clocks?.[name];
  const ladder = clock?.ladder && work.world.ladder(clock.ladder);
  if (!clock || !ladder) throw new Error(`the clock ${name} of ticket ${work.ticket.id} has no ladder`);
  work.versions[`ladder/${ladder.ref.id}`] = ladder.ref.version;
  const by = work.world.calendarOf(clock.unit);
  const due = nextSteps(ladder, clock, by)
    .filter(({ at }) => at <= work.at)
    .map((step) => (step.held === undefined ? latestTime(step, clock, work) : step))
    .toSorted((one, other) => one.at - other.at);
  const missed = ladder.document.catchUp === "latest" ? missedBefore(due, work) : [];
  for (const step of missed) pass(work, name, ladder, step);
  const taken = due.find((step) => !missed.includes(step));
  if (taken) take(work, name, ladder, taken, around);
}

/** What a downtime left behind the latest rung; rungs of one and the same moment are none of them behind. */
function missedBefore(due: readonly Step[], work: Work): readonly Step[] {
  const latest = due.findLast(({ held }) => held === undefined);
  return latest ? due.filter((step) => step.at < latest.at && isLate(step, work)) : [];
}

function isLate({ at }: Step, work: Work): boolean {
  return work.at - at > lateAfter;
}

/** Of a rung that repeats, only the last of the times that were missed. */
function latestTime(step: Step, clock: Clock, { world, at }: Work): Step {
  let last = step;
  for (;;) {
    const next = stepOn(step.rung, clock, world.calendarOf(clock.unit), last.time + 1);
    if (!next || next.at > at || next.at <= last.at) return last;
    last = next;
  }
}

/** Passed over, since something later has been missed too. */
function pass(work: Work, name: string, ladder: Ladder, step: Step): void {
  note(work, name, step);
  work.rungs.push({ ...told(work, name, ladder, step), outcome: "superseded" });
}

function take(work: Work, name: string, ladder: Ladder, step: Step, around: Circumstances): void {
  const clock = work.ticket.clocks?.[name];
  if (!clock) return;
  const { rung } = step;
  note(work, name, step);
  const says = told(work, name, ladder, step);
  const holds = ladder.holds(rung, work.ticket, clock);
  if (holds !== true) work.rungs.push({ ...says, outcome: holds === false ? "unmet" : "unanswered" });
  else if (ladder.document.observe) work.rungs.push({ ...says, outcome: "observed" });
  else work.rungs.push({ ...says, outcome: "acted", ...act(work, name, ladder, step, around) });
}

interface Left {
  readonly held?: readonly HeldAction[];
  readonly refused?: readonly { readonly command: string; readonly code: RefusalCode }[];
}

/** Does what the rung says, and answers what it could not do or not yet. */
function act(work: Work, name: string, ladder: Ladder, step: Step, around: Circumstances): Left {
  const { rung, held: only } = step;
  const held: HeldAction[] = [];
  const refused: { command: string; code: RefusalCode }[] = [];
  const { clocks: before = {} } = work.ticket;
  const due = before[name]?.due;
  const red = due !== undefined && due <= step.at;
  work.climbing = { clock: name, rung: rung.id, due };
  for (const [i, reference] of rung.actions.entries()) {
    if (only !== undefined && i !== only) continue;
    const { type, params } = referenceOf(reference);
    const word = wordOf(reference);
    if (word && only === undefined) forget(work, name, ladder, word);
    const until = word && quietUntil(ladder.document.quiet ?? [], word.channel, red, work.at, work.world.zone);
    if (until !== undefined) held.push({ rung: rung.id, action: i, until });
    else if (type === "command") {
      const command = params["command"] as string;
      const code = send(work, command, params["form"], around);
      if (code) refused.push({ command, code });
    } else rungActions.get(type)?.act(work, params);
  }
  work.climbing = undefined;
  // A new owner, another tier or standard: its clocks follow as after any other command.
  keepClocks(work);
  for (const [key, clock] of Object.entries(before)) carryOn(work, key, clock);
  // Also where the clock has begun anew: what was to be told has not been.
  if (held.length > 0) turn(work, name, (clock) => ({ ...clock, held: [...(clock.held ?? []), ...held] }));
  return { ...(held.length > 0 && { held }), ...(refused.length > 0 && { refused }) };
}

/**
 * A clock that the rung began anew: what was taken before it and is past in the new time already, at its very start, is not taken again,
 * or one rung would begin it anew at one instant for ever.
 */
function carryOn(work: Work, name: string, { held: _held, ...before }: Clock): void {
  turn(work, name, (clock) => {
    if (clock.generation === before.generation) return clock;
    return carryRungs(before, clock, clock.ladder && work.world.ladder(clock.ladder), work.world.calendarOf(clock.unit), work.at);
  });
}

/** What is held back for the same people on the same channel has been overtaken by a later word. */
function forget(work: Work, name: string, ladder: Ladder, later: Word): void {
  const isOvertaken = ({ rung, action }: HeldAction): boolean => {
    const reference = ladder.rung(rung)?.actions[action];
    const word = reference === undefined ? undefined : wordOf(reference);
    return word !== undefined && word.channel === later.channel && word.to === later.to;
  };
  turn(work, name, (clock) => without(clock, isOvertaken));
}

function without({ held = [], ...clock }: Clock, isGone: (held: HeldAction) => boolean): Clock {
  const left = held.filter((each) => !isGone(each));
  return left.length > 0 ? { ...clock, held: left } : clock;
}

/** Sends a command of the process as the engine itself; one that is refused leaves everything as it was. */
function send(work: Work, command: string, form: Json | undefined, around: Circumstances): RefusalCode | undefined {
  const sent = { type: command, ticket: work.ticket.id, form: (form ?? {}) as Form };
  const moved = fillInBesides(work, () => attempt(work, () => move(work, sent, around)));
  return moved.ok ? undefined : moved.refusal.code;
}

/** Notes that the clock has come to the rung so often, and that an action held back is no longer. */
function note(work: Work, name: string, { rung, time, held }: Step): void {
  turn(work, name, (clock) => {
    if (held === undefined) return { ...clock, rungs: { ...clock.rungs, [rung.id]: time + 1 } };
    return without(clock, (each) => each.rung === rung.id && each.action === held);
  });
}

function turn(work: Work, name: string, next: (clock: Clock) => Clock): void {
  const { clocks } = work.ticket;
  const clock = clocks?.[name];
  if (clock) change(work, { clocks: { ...clocks, [name]: next(clock) } });
}

function told(work: Work, clock: string, { ref }: Ladder, step: Step): Omit<RungStep, "outcome"> {
  const { rung, at, time, held } = step;
  return {
    clock,
    ladder: ref,
    rung: rung.id,
    due: at,
    ...(time > 0 && { time }),
    ...(held !== undefined && { released: held }),
    ...(isLate(step, work) && { late: true as const }),
  };
}
