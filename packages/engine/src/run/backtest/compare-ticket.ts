import { compareOutcomes } from "../../decide/outcome/compare-outcomes.ts";
import { outcomeOf, type Outcome } from "../../decide/outcome/outcome.ts";
import { firstDeviation } from "../../decide/replay/as-recorded.ts";
import { readHistory, type History, type Recorded } from "../../decide/replay/history.ts";
import { isAllActs, replay, type Replayed } from "../../decide/replay/replay.ts";
import { sameAnswers } from "../../decide/replay/same-answers.ts";
import type { World } from "../../decide/world.ts";
import { refOf } from "../../model/actor.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { ComparedTicket } from "./backtest.ts";
import type { WorldsThen } from "./worlds-then.ts";

/** The worlds that are compared, and those that were. */
export interface ComparedWorlds {
  readonly before: World;
  readonly after: World;
  readonly then: WorldsThen;
  /** Whether they differ in nothing but rule tables. */
  readonly onlyTables: boolean;
}

/** One ticket in both worlds, with what it came to in each. */
export interface Compared {
  readonly ticket: ComparedTicket;
  readonly before: Outcome;
  readonly after: Outcome;
}

type Other = (id: string) => Ticket | undefined;

/** Takes one ticket through both worlds by the function that decides live, and tells how they differ. */
export function compareTicket(recorded: Recorded, worlds: ComparedWorlds, now: number, other: Other): Compared {
  const history = readHistory(recorded);
  // What was over is over: nobody was late after that, nor heard of it.
  const asOf = history.open ? now : history.endedAt;
  const through = (world: World) => replay(history, { world: () => world, until: now, other });
  const old = through(worlds.before);
  const before = outcomeOf(worlds.before, old.happened, asOf);
  const answers = worlds.onlyTables ? sameAnswers(worlds.after, old) : undefined;
  const fresh = answers ? old : through(worlds.after);
  const after = answers ? { ...before, answers } : outcomeOf(worlds.after, fresh.happened, asOf);
  const deviatesAt = deviation(history, old, worlds.then, now, other);
  const ticket: ComparedTicket = {
    id: history.id,
    number: history.number,
    reportedAt: history.reportedAt,
    differences: answers ? [] : compareOutcomes(before, after),
    standIns: fresh.redone.flatMap(({ act, command, actor, outcome }) =>
      outcome === "stand-in" ? [{ seq: act.seq, command: command.type, was: refOf(act.actor), instead: refOf(actor) }] : [],
    ),
    leftOut: fresh.redone.flatMap((each) =>
      each.outcome === "left-out" ? [{ seq: each.act.seq, command: each.command.type, refusal: each.refusal }] : [],
    ),
    ...(deviatesAt !== undefined && { deviatesAt }),
    ...(history.entries[0]?.historical && { historical: true }),
    ...(history.erased && { erased: true }),
    ...((old.cut || fresh.cut) && { cut: true }),
  };
  return { ticket, before, after };
}

/**
 * Where the journal does not come out again under the versions that were in force at each entry. Where nothing was published since, and
 * nothing left out, that is what went through the world before already.
 */
function deviation(history: History, old: Replayed, then: WorldsThen, now: number, other: Other): number | undefined {
  const publications = history.entries.map(then.at);
  if (isAllActs(history) && publications.every((publication) => publication === then.last)) return firstDeviation(history, old);
  const world = (nth: number): World => then.world(publications[nth] ?? publications.at(-1) ?? then.last);
  return firstDeviation(history, replay(history, { world, until: now, exact: true, other }));
}
