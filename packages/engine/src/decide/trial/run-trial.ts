import { refOf, type Actor } from "../../model/actor.ts";
import { isReport, type Command, type ReportCommand, type TicketCommand } from "../../model/command.ts";
import type { Entry } from "../../model/entry.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { Ticket } from "../../model/ticket.ts";
import { beginCourse, type Course } from "../course/course.ts";
import { explainClocks } from "../explain-clocks.ts";
import { inPlace } from "../legs/in-place.ts";
import { stateLabel } from "../state-label.ts";
import { outcomeOf, wordsOf } from "../outcome/outcome.ts";
import type { World } from "../world.ts";
import { explainRule } from "./explain-rule.ts";
import { explainRung } from "./explain-rung.ts";
import { onward } from "./onward.ts";
import type { HappenedStep, RefusedStep, TriedLeg, Trial, TrialStep } from "./trial.ts";

/** What is tried: a report, what is done after it, and until when it is followed. Instants are epoch milliseconds. */
export interface TrialPlan {
  readonly tenant: string;
  readonly number: string;
  readonly report: ReportCommand;
  readonly by: Actor;
  /** When it is reported. */
  readonly at: number;
  readonly steps: readonly { readonly command: Omit<TicketCommand, "ticket">; readonly by: Actor; readonly at: number }[];
  /** Whether somebody takes it on at once until it is handled. */
  readonly onward: boolean;
  readonly until: number;
  /** Most things that may happen by themselves. */
  readonly most: number;
  /** Whether every row of a rule table is explained. */
  readonly why: boolean;
  readonly other: (id: string) => Ticket | undefined;
}

/** Longest way to whoever handles it. */
const mostOnward = 10;

/** Tries one ticket in a world, by the function that decides live; nothing is written. */
export function runTrial(world: World, plan: TrialPlan): Trial {
  const { tenant, number, most, other } = plan;
  const course = beginCourse({ tenant, number, world: () => world, most, other });
  const steps: TrialStep[] = [];
  let told = 0;
  /** What happened since; the last of it for the reason given. */
  const tell = (why: HappenedStep["why"]): void => {
    for (; told < course.happened.length; told += 1) steps.push(stepOf(world, plan.why, course, told, why));
  };
  const send = (command: Command, by: Actor, at: number): void => {
    const answer = course.send(command, by, at);
    tell("given");
    if (!answer.ok) steps.push(refusedStep(command, by, at, answer.refusal));
  };
  // What is told of the past arms no clock's ladder: it is tried as if it had been reported then.
  const { at: _at, historical: _past, ...report } = plan.report;
  send(report, plan.by, plan.at);
  for (let left = plan.onward ? mostOnward : 0; left > 0 && goOnward(world, course, plan.at); left -= 1) tell("onward");
  for (const { command, by, at } of plan.steps) {
    const ticket = course.ticket();
    if (ticket) send({ ...command, ticket: ticket.id }, by, Math.max(at, ticket.at));
  }
  const [ticket, given] = [course.ticket(), steps.length];
  const story = course.happened.map(({ entry }) => entry);
  const clocks = ticket ? explainClocks(world, ticket, ticket.at, story) : [];
  const whole = course.wait(plan.until);
  tell("automatic");
  const until = whole ? plan.until : (course.ticket()?.at ?? plan.until);
  const next = nextOf(course.ticket());
  return { steps, given, ticket, clocks, until, ...(next !== undefined && { next }), outcome: outcomeOf(world, course.happened, until) };
}

/** Takes the ticket one step on; answers whether there was one. */
function goOnward(world: World, course: Course, at: number): boolean {
  const ticket = course.ticket();
  return ticket !== undefined && onward(world.at(at), ticket).some(({ command, by }) => course.send(command, by, at).ok);
}

/** When the earliest of what is armed falls due. */
function nextOf(ticket: Ticket | undefined): number | undefined {
  const dues = Object.values(ticket?.timers ?? {}).flatMap(({ due, asleep }) => (asleep ? [] : [due]));
  return dues.length === 0 ? undefined : Math.min(...dues);
}

function stepOf(world: World, every: boolean, course: Course, nth: number, why: HappenedStep["why"]): HappenedStep {
  const happened = course.happened[nth];
  if (!happened) throw new Error(`nothing happened for the ${nth}th time`);
  const { entry, ticket, automatic } = happened;
  const before = course.happened[nth - 1]?.ticket ?? ticket;
  return {
    ok: true,
    at: entry.at,
    type: entry.type,
    by: entry.actor,
    why: automatic ? "automatic" : why,
    ...triedLeg(world, ticket, entry),
    state: stateLabel(world, ticket.process, ticket.state),
    owner: ticket.owner ?? null,
    coHandlers: ticket.coHandlers ?? [],
    tier: ticket.tier ?? null,
    category: ticket.category ?? null,
    standard: ticket.standard?.id ?? null,
    due: ticket.due ?? null,
    rules: (entry.decisions ?? []).map((decision) => explainRule(world, decision, course.text, every)),
    rungs: (entry.rungs ?? []).map((step) => explainRung(world.at(entry.at), inPlace(before, entry.leg?.key), step, entry.at)),
    words: wordsOf(world, happened),
    entry,
  };
}

function triedLeg(world: World, { legs = {} }: Ticket, { leg: step }: Entry): { readonly leg?: TriedLeg } {
  const leg = step && legs[step.key];
  if (!leg) return {};
  const { unit, role, process, state } = leg;
  return { leg: { key: step.key, unit, role, state: stateLabel(world, process, state) } };
}

function refusedStep(command: Command, by: Actor, at: number, refusal: Refusal): RefusedStep {
  const leg = isReport(command) ? undefined : command.leg;
  return { ok: false, at, type: command.type, ...(leg !== undefined && { leg }), by: refOf(by), refusal };
}
