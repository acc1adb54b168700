import { errorAt, type Finding } from "../../model/finding.ts";
import { checkAbilities } from "./check-abilities.ts";
import { checkAside } from "./check-aside.ts";
import { checkClocks } from "./check-clocks.ts";
import { isCountable, needsCalendar } from "./needs-calendar.ts";
import { checkEnds } from "./check-ends.ts";
import { checkFlow } from "./check-flow.ts";
import { checkHandOver } from "./check-hand-over.ts";
import { checkHistory } from "./check-history.ts";
import { checkLeg } from "./check-leg.ts";
import { checkPublic } from "./check-public.ts";
import { checkRegions } from "./check-regions.ts";
import { checkTableUses } from "./check-table-use.ts";
import { checkSize } from "./check-size.ts";
import { checkTaken } from "./check-taken.ts";
import { checkTransitions } from "./check-transitions.ts";
import { checkWaiting } from "./check-waiting.ts";
import { checkWhistle } from "./check-whistle.ts";
import { settable } from "../form.ts";
import { own } from "../own.ts";
import { reach } from "./reach.ts";
import { readGuards } from "./read-guards.ts";
import { knownPaths } from "./known-paths.ts";
import { liveGraph } from "./live-graph.ts";
import { reportOf, type ProcessDocument } from "../process.ts";
import type { ProcessSurroundings } from "./process-surroundings.ts";
import { regionsOf, stateGraph, type GraphNode } from "../state-graph.ts";

/** Refuses, before publication, whatever could lose a ticket at run time. An empty list means: publish it. */
export function checkProcess(document: ProcessDocument, around: ProcessSurroundings): Finding[] {
  const written = stateGraph(document);
  const tooLarge = checkSize(written);
  if (tooLarge.length > 0) return tooLarge;
  const graph = liveGraph(written, readGuards(written, around));
  const reached = reach(graph);
  const states = [...graph.nodes.values()];
  const known = knownPaths(document, graph);
  return [
    ...states.flatMap((node) => [...checkState(node), ...checkHistory(node, graph)]),
    ...states.flatMap((node) => checkTransitions(node, graph, document, around, known)),
    ...checkTableUses(document, graph, around),
    ...checkDelays(document, states, around),
    ...checkClocks(document, states, around),
    ...checkAbilities(document, around),
    ...checkHostGuards(document, around),
    ...checkPublic(document, states),
    ...checkRegions(graph),
    ...checkEnds(graph),
    ...checkAside(graph),
    ...checkWhistle(graph, around),
    ...checkLeg(document, graph),
    ...checkHandOver(document, graph),
    ...checkTaken(graph, document),
    ...checkFlow(graph, reached),
    ...checkWaiting(graph, reached, document),
  ];
}

function checkState(node: GraphNode): Finding[] {
  const findings: Finding[] = [];
  const { config, place } = node;
  if (node.type === "compound" && !node.children.some((child) => child.key === config.initial)) {
    findings.push(
      errorAt(
        `${place}/initial`,
        "no-initial",
        `状态 ${node.id} 没有有效的初始子状态；请让 initial 指向它的一个子状态。`,
        `State ${node.id} has no initial child; let "initial" name one of its states.`,
      ),
    );
  }
  // XState looks an initial state up whenever the state is a target, and throws where it is not there.
  if (node.type !== "compound" && config.initial !== undefined) {
    findings.push(
      errorAt(
        `${place}/initial`,
        "stray-initial",
        `状态 ${node.id} 的类型是 ${node.type}，没有初始子状态；请删去 initial。`,
        `State ${node.id} is of the type ${node.type} and begins in no state of its own; remove "initial".`,
      ),
    );
  }
  if (node.parent === undefined) return [...findings, ...checkRoot(node)];
  if (node.type !== "history" && !config.meta?.label) {
    findings.push(
      errorAt(
        `${place}/meta/label`,
        "no-label",
        `状态 ${node.id} 没有名称；请写上中文和英文的 label。`,
        `State ${node.id} has no label; give it one in Chinese and in English.`,
      ),
    );
  }
  if (node.type !== "history" && node.children.length === 0 && node.stage === undefined) {
    findings.push(
      errorAt(
        `${place}/meta/stage`,
        "no-stage",
        `状态 ${node.id} 不属于任何环节；请在它或上级状态写 stage。`,
        `State ${node.id} belongs to no stage; give it or a state above it a "stage".`,
      ),
    );
  }
  if (node.type === "final" && node.edges.length > 0) {
    findings.push(
      errorAt(
        place,
        "final-moves",
        `终止状态 ${node.id} 不能再有转换；请删去它们，或不要写 type: final。`,
        `The final state ${node.id} cannot move on; remove its transitions, or its "type": "final".`,
      ),
    );
  }
  if (node.type === "parallel" && regionsOf(node).length === 0) {
    findings.push(
      errorAt(
        place,
        "no-regions",
        `并行状态 ${node.id} 没有区域；请加上子状态。`,
        `The parallel state ${node.id} has no regions; give it states.`,
      ),
    );
  }
  return findings;
}

/** A process that is itself a final, history or atomic state has no states for a ticket to be in. */
function checkRoot({ place, type }: GraphNode): Finding[] {
  if (type === "compound" || type === "parallel") return [];
  return [
    errorAt(
      `${place}/type`,
      "root-type",
      `流程本身不能是 ${type} 状态；请写上 states 和 initial，type 只可为 compound 或 parallel。`,
      `A process cannot itself be a state of the type ${type}; give it states and an initial one, and the type compound or parallel.`,
    ),
  ];
}

/** A delay must have a length when its time comes: an amount that can be counted, or an instant that some form of the process asks for. */
function checkDelays(document: ProcessDocument, states: readonly GraphNode[], around: ProcessSurroundings): Finding[] {
  const forms = [reportOf(document).form, ...states.flatMap((node) => node.edges.map((edge) => edge.transition.meta?.form ?? {}))];
  return Object.entries(document.meta.delays ?? {}).flatMap(([name, delay]): Finding[] => {
    const place = `/meta/delays/${name}`;
    if ("unit" in delay)
      return isCountable(delay, around) ? [] : [needsCalendar(`${place}/unit`, `时延 ${name} `, `the delay ${name}`, delay)];
    if (!Object.hasOwn(settable, delay.field) && forms.some((form) => own(form, delay.field)?.type === "instant")) return [];
    return [
      errorAt(
        `${place}/field`,
        "unknown-field",
        `没有表单填写时间 ${delay.field}；请在某个表单中加上类型为 instant 的字段。`,
        `No form asks for the instant ${delay.field}; add a field of the type instant to one.`,
      ),
    ];
  });
}

function checkHostGuards(document: ProcessDocument, around: ProcessSurroundings): Finding[] {
  return Object.entries(document.meta.hostGuards ?? {}).flatMap(([name, version]) => {
    const registered = around.hostGuards.get(name);
    if (registered === version) return [];
    const has =
      registered === undefined
        ? ["没有登记", "is not registered"]
        : [`登记的是版本 ${registered}`, `is registered at version ${registered}`];
    return errorAt(
      `/meta/hostGuards/${name}`,
      "host-guard",
      `宿主条件 ${name}@${version} ${has[0]}；请在宿主程序中登记它，或改用登记的版本。`,
      `The host guard ${name}@${version} ${has[1]}; register it in the host's code, or name the registered version.`,
    );
  });
}
