import { errorAt, type Finding } from "../../model/finding.ts";
import { demandOf } from "./read-guards.ts";
import type { Dead, LiveGraph } from "./live-graph.ts";
import { own } from "../own.ts";
import type { ProcessDocument } from "../process.ts";
import { longestRun, timerRounds, tooLongRun } from "./rounds.ts";
import type { Edge } from "../state-graph.ts";

/** Every transition can be taken some time, and neither internal steps nor timers go round or on for ever. */
export function checkTaken(graph: LiveGraph, document: ProcessDocument): Finding[] {
  const live = [...graph.nodes.values()].flatMap(graph.live);
  const instantOf = (edge: Edge) => instantFieldOf(edge, document);
  const long = tooLongRun(graph, live);
  return [
    ...[...graph.dead].map(([edge, dead]) => (dead.why === "shut" ? shut(edge) : neverTaken(edge, dead))),
    ...graph.rounds.map(endless),
    ...timerRounds(graph, live, (edge) => instantOf(edge) !== undefined).map((round) => endlessTimers(round, instantOf)),
    ...(long ? [runsOn(long)] : []),
  ];
}

/** Shutting a transition may be meant; the ways to an end do not count it. */
function shut(edge: Edge): Finding {
  const when = demandOf(edge);
  return {
    severity: "warning",
    code: "shut",
    place: `${edge.place}/guard`,
    message: {
      "zh-CN": `条件 ${when} 永不成立，这条转换等于没有；如不是有意停用，请改正条件，否则删去转换。`,
      en: `The condition ${when} never holds, as if this transition were not there; correct it, or remove the transition.`,
    },
  };
}

/** Unlike a shut one this is certainly a mistake: its author expects it to be taken. */
function neverTaken(edge: Edge, dead: Exclude<Dead, { readonly why: "shut" }>): Finding {
  if (dead.why === "covered") {
    return errorAt(
      edge.place,
      "never-taken",
      `这条转换永远轮不到：排在它前面的 ${dead.by.place} 总是先被选中。这必定是笔误；请给前一条加上条件，或调换次序，或删去这一条。`,
      `This transition is never taken: ${dead.by.place}, which stands before it, always comes first. That is certainly a mistake; give the first a guard, change their order, or remove this one.`,
    );
  }
  return errorAt(
    edge.place,
    "never-taken",
    `这条转换永远用不上：没有条件的 ${dead.through.place} 使案卷立即离开状态 ${dead.through.source.id}，从不停留。这必定是笔误；请给 always 加上条件，或删去这一条。`,
    `This transition is never taken: ${dead.through.place}, which has no guard, takes the ticket out of ${dead.through.source.id} at once, so that it never rests there. That is certainly a mistake; give the always a guard, or remove this one.`,
  );
}

function endless(round: readonly Edge[]): Finding {
  const [first] = round as readonly [Edge];
  const [zh, en] = waysRound(round);
  return errorAt(
    first.place,
    "endless",
    `自动转换会无休止地循环${zh}；请让其中一步由命令或定时触发，或改变目标。`,
    `Internal steps would go round for ever ${en}; let a command or a timer take one of them, or change a target.`,
  );
}

/** Each firing would be an entry in the journal, and the next would be due at once. */
function endlessTimers(round: readonly Edge[], instantOf: (edge: Edge) => string | undefined): Finding {
  const [first] = round as readonly [Edge];
  const fields = [...new Set(round.flatMap((edge) => instantOf(edge) ?? []))];
  const [zh, en] = waysRound(round);
  return errorAt(
    first.place,
    "endless-timers",
    `${fields.join("、")} 一过，定时转换会无休止地循环${zh}；请让其中一步由命令或有长度的时延触发，或改变目标。`,
    `Once ${fields.join(" and ")} ${fields.length > 1 ? "are" : "is"} past, timers would go round for ever ${en}; let a command or a delay of some length take one of these steps, or change a target.`,
  );
}

/** The states on a round, and what it takes to go it. */
function waysRound(round: readonly Edge[]): readonly [zh: string, en: string] {
  const states = [...new Set(round.map((edge) => edge.source.id))].join(" → ");
  const guarded = round.some((edge) => edge.transition.guard !== undefined);
  return guarded ? [`（${states}），只要条件都成立`, `(${states}) as long as the conditions hold`] : [`（${states}）`, `(${states})`];
}

/** The field whose instant the timer waits for; undefined for a delay of some length, and for what is no timer. */
function instantFieldOf({ kind, name }: Edge, { meta }: ProcessDocument): string | undefined {
  const delay = kind === "after" ? own(meta.delays, name) : undefined;
  return delay && "field" in delay ? delay.field : undefined;
}

function runsOn(edge: Edge): Finding {
  return errorAt(
    edge.place,
    "too-many-steps",
    `从这里起自动转换连续超过 ${longestRun} 步，引擎会中止它；请合并其中的状态。`,
    `From here more than ${longestRun} internal steps follow each other, and the engine would stop them; merge some of these states.`,
  );
}
