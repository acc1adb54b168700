import { errorAt, type Finding } from "../../model/finding.ts";
import { demandOf } from "./read-guards.ts";
import type { Dead, LiveGraph } from "./live-graph.ts";
import { longestRun, tooLongRun } from "./rounds.ts";
import type { Edge } from "../state-graph.ts";

/** Every transition can be taken some time, and no internal steps go round or on for ever. */
export function checkTaken(graph: LiveGraph): Finding[] {
  const internal = [...graph.nodes.values()].flatMap(graph.live);
  const long = tooLongRun(graph, internal);
  return [
    ...[...graph.dead].map(([edge, dead]) => (dead.why === "shut" ? shut(edge) : neverTaken(edge, dead))),
    ...graph.rounds.map(endless),
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
  const states = [...new Set(round.map((edge) => edge.source.id))];
  const guarded = round.some((edge) => edge.transition.guard !== undefined);
  const holding = guarded ? (["，只要条件都成立", " as long as the conditions hold"] as const) : (["", ""] as const);
  return errorAt(
    first.place,
    "endless",
    `自动转换会无休止地循环（${states.join(" → ")}）${holding[0]}；请让其中一步由命令或定时触发，或改变目标。`,
    `Internal steps would go round for ever (${states.join(" → ")})${holding[1]}; let a command or a timer take one of them, or change a target.`,
  );
}

function runsOn(edge: Edge): Finding {
  return errorAt(
    edge.place,
    "too-many-steps",
    `从这里起自动转换连续超过 ${longestRun} 步，引擎会中止它；请合并其中的状态。`,
    `From here more than ${longestRun} internal steps follow each other, and the engine would stop them; merge some of these states.`,
  );
}
