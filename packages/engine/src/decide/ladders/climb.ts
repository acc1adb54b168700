import { referenceOf } from "../../definitions/process.ts";
import type { Rung } from "../../definitions/ladder.ts";
import type { Form } from "../../model/command.ts";
import type { Clock, HeldAction } from "../../model/clock.ts";
import type { RungStep } from "../../model/entry.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { RefusalCode } from "../../model/refusal.ts";
import { actions } from "../actions/index.ts";
import { inApp } from "../actions/notify.ts";
import type { Circumstances } from "../decide.ts";
import { keepClocks } from "../keep-clocks.ts";
import { move } from "../move.ts";
import { attempt, change, type Work } from "../work.ts";
import type { Ladder } from "./ladder.ts";
import { quietUntil } from "./quiet.ts";
import { nextSteps, stepOn, type Step } from "./steps.ts";

/** More than this behind its time, in milliseconds, a rung is marked as late. */
const lateAfter = 60_000;

/** The ladder of a clock has come to a rung, or to several after a downtime: the earliest, or the latest where the ladder says so. */
export function climb(work: Work, name: string, around: Circumstances): void {
  const clock = work.ticket.clocks?.[name];
  const ladder = clock?.ladder && work.world.ladder(clock.ladder);
  if (!clock || !ladder) throw new Error(`the clock ${name} of ticket ${work.ticket.id} has no ladder`);
  work.versions[`ladder/${ladder.ref.id}`] = ladder.ref.version;
  const by = work.world.calendarOf(clock.unit);
  const due = nextSteps(ladder, clock, by)
    .filter(({ at }) => at <= work.at)
    .map((step) => (step.held === undefined ? latestTime(step, clock, work) : step));
  const latest = ladder.document.catchUp === "latest";
  const taken = latest ? due.toSorted((one, other) => one.at - other.at).at(-1) : due[0];
  if (!taken) return;
  for (const step of due) {
    if (step === taken) take(work, name, ladder, step, around);
    else if (latest) pass(work, name, ladder, step);
  }
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
  if (!ladder.holds(rung, work.ticket, clock)) work.rungs.push({ ...says, outcome: "unmet" });
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
  const generation = work.ticket.clocks?.[name]?.generation;
  work.climbing = { clock: name, rung: rung.id, due: work.ticket.clocks?.[name]?.due };
  for (const [i, reference] of rung.actions.entries()) {
    if (only !== undefined && i !== only) continue;
    const { type, params } = referenceOf(reference);
    if (type === "notify") forget(work, name, ladder, channelOf(params));
    const until = only === undefined && type === "notify" ? heldUntil(work, ladder, rung, channelOf(params)) : undefined;
    if (until !== undefined) held.push({ rung: rung.id, action: i, until });
    else if (type === "command") {
      const command = params["command"] as string;
      const code = send(work, command, params["form"], around);
      if (code) refused.push({ command, code });
    } else actions.get(type)?.act(work, params);
  }
  work.climbing = undefined;
  // A new owner, another tier or standard: its clocks follow as after any other command.
  keepClocks(work);
  if (held.length > 0)
    turn(work, name, (clock) => (clock.generation === generation ? { ...clock, held: [...(clock.held ?? []), ...held] } : clock));
  return { ...(held.length > 0 && { held }), ...(refused.length > 0 && { refused }) };
}

function heldUntil({ at, world }: Work, { document }: Ladder, rung: Rung, channel: string): number | undefined {
  return quietUntil(document.quiet ?? [], channel, rung, at, world.zone);
}

/** What was held back on the channel has been overtaken by a later word. */
function forget(work: Work, name: string, ladder: Ladder, channel: string): void {
  const isSame = ({ rung, action }: HeldAction): boolean => {
    const reference = ladder.rung(rung)?.actions[action];
    return reference !== undefined && channelOf(referenceOf(reference).params) === channel;
  };
  turn(work, name, (clock) => without(clock, isSame));
}

function without({ held = [], ...clock }: Clock, isGone: (held: HeldAction) => boolean): Clock {
  const left = held.filter((each) => !isGone(each));
  return left.length > 0 ? { ...clock, held: left } : clock;
}

/** Sends a command of the process as the engine itself; one that is refused leaves everything as it was. */
function send(work: Work, command: string, form: Json | undefined, around: Circumstances): RefusalCode | undefined {
  const { form: given, filled } = work;
  const sent = { type: command, ticket: work.ticket.id, form: (form ?? {}) as Form };
  const moved = attempt(work, () => move(work, sent, around));
  work.form = { ...given, ...work.form };
  work.filled = { ...filled, ...work.filled };
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

function told(work: Work, clock: string, { ref }: Ladder, { rung, at, time, held }: Step): Omit<RungStep, "outcome"> {
  return {
    clock,
    ladder: ref,
    rung: rung.id,
    due: at,
    ...(time > 0 && { time }),
    ...(held !== undefined && { released: held }),
    ...(work.at - at > lateAfter && { late: true as const }),
  };
}

function channelOf({ channel }: JsonObject): string {
  return typeof channel === "string" ? channel : inApp;
}
