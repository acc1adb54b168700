import type { Finding } from "../../model/finding.ts";
import type { Label } from "../../model/label.ts";
import type { LadderDocument, Rung } from "../ladder.ts";
import { own } from "../own.ts";
import type { ProcessDocument } from "../process.ts";
import { withAncestors, type Edge, type GraphNode, type StateGraph } from "../state-graph.ts";
import type { LadderSurroundings } from "./ladder-surroundings.ts";
import { commandOf, differ, receiverOf } from "./receiver-of.ts";
import { runningLeaves, saidOf } from "./clock-in.ts";
import { engineEdge, settled } from "./settled.ts";

/**
 * Rungs by which a ladder goes round where nobody does anything: what they do begins their clock anew, and the ladder with it, again and again.
 * Told where it is certain; a rung with a condition, or a command with a guard, may come to an end.
 */
export function checkRounds(
  ladder: LadderDocument,
  document: ProcessDocument,
  graph: StateGraph,
  { isBelow }: Pick<LadderSurroundings, "isBelow">,
): Finding[] {
  if (ladder.observe) return [];
  const clocks = new Set(
    ladder.clocks.flatMap(({ process, clock }) => (process === document.id && own(document.meta.clocks, clock) ? [clock] : [])),
  );
  const findings = [...clocks].flatMap((clock) => {
    // A timer may take the ticket away before a rung does.
    if (runningLeaves(clock, graph).some((leaf) => timersOf(leaf).length > 0)) return [];
    const sure = [...ladder.rungs.entries()].filter(([, { when }]) => when === undefined);
    const alone = sure.flatMap(([i, rung]) => restarts(rung, `/rungs/${i}`, clock, graph));
    return alone.length > 0 || own(document.meta.clocks, clock)?.of === "area" ? alone : handsBack(sure, clock, graph, isBelow);
  });
  // Two clocks may go round by the same rungs.
  return findings.filter(({ place }, i) => findings.findIndex((other) => other.place === place) === i);
}

/** A command that ends the clock, after which timers alone bring the ticket back to where the clock begins and the command is taken again. */
function restarts({ id, actions }: Rung, place: string, clock: string, graph: StateGraph): Finding[] {
  return actions.flatMap((action, j) => {
    const command = commandOf(action);
    if (command === undefined || !runningLeaves(clock, graph).some((leaf) => comesBack(command, leaf, clock, graph))) return [];
    return [
      goesRound(`${place}/actions/${j}`, {
        "zh-CN": `无人办理时，${id} 会一再触发：命令 ${command} 使时限 ${clock} 结束，之后到点自动返回，时限和阶梯都重新开始`,
        en: `Where nobody does anything, ${id} is taken again and again: the command ${command} ends the clock ${clock}, a timer brings the ticket back, and the clock begins anew with its ladder`,
      }),
    ];
  });
}

function comesBack(command: string, start: GraphNode, clock: string, graph: StateGraph): boolean {
  const edge = engineEdge(command, start);
  let [at, ended] = [edge && settled(edge, start, graph), false];
  const seen = new Set<GraphNode>();
  while (at && !seen.has(at.leaf)) {
    const { leaf } = at;
    if (saidOf(clock, leaf) === "run") return ended && leaf === start;
    ended ||= saidOf(clock, leaf) === undefined;
    seen.add(leaf);
    const [timer, ...others] = timersOf(leaf);
    at = timer && others.length === 0 ? settled(timer, leaf, graph) : undefined;
  }
  return false;
}

function timersOf(leaf: GraphNode): readonly Edge[] {
  return withAncestors(leaf).flatMap(({ edges }) => edges.filter(({ kind }) => kind === "after"));
}

/** Two rungs that give the ticket to different units: each begins the clock anew for its unit, so that the other is come to again. */
function handsBack(
  rungs: readonly (readonly [number, Rung])[],
  clock: string,
  graph: StateGraph,
  isBelow: LadderSurroundings["isBelow"],
): Finding[] {
  const gives = rungs.flatMap(([i, rung]) => {
    const to = receiverOf(rung, clock, graph);
    return to === undefined ? [] : [{ i, rung, to }];
  });
  return gives.flatMap(({ i, rung, to }, nth) => {
    const other = gives.slice(0, nth).find((each) => differ(each.to, to, isBelow));
    if (!other) return [];
    return [
      goesRound(`/rungs/${i}`, {
        "zh-CN": `无人办理时，${other.rung.id} 与 ${rung.id} 会来回交办：各自换一个主办单位，时限 ${clock} 和阶梯都重新开始`,
        en: `Where nobody does anything, ${other.rung.id} and ${rung.id} hand the ticket back and forth: each gives it to another unit, for which the clock ${clock} begins anew with its ladder`,
      }),
    ];
  });
}

function goesRound(place: string, said: Label): Finding {
  return {
    severity: "warning",
    code: "ladder-goes-round",
    place,
    message: {
      "zh-CN": `${said["zh-CN"]}，没有尽头；请加上条件 when，如 clock.generation <= 3，或改动作。`,
      en: `${said.en}, without end; give it a condition (when), such as clock.generation <= 3, or let it do something else.`,
    },
  };
}
