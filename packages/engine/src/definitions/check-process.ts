import { errorAt, type Finding } from "../model/finding.ts";
import { checkFlow } from "./check-flow.ts";
import { checkTransitions } from "./check-transitions.ts";
import type { ProcessDocument } from "./process.ts";
import type { ProcessSurroundings } from "./process-surroundings.ts";
import { stateGraph, type GraphNode } from "./state-graph.ts";

/** Refuses, before publication, whatever could lose a ticket at run time. An empty list means: publish it. */
export function checkProcess(document: ProcessDocument, around: ProcessSurroundings): Finding[] {
  const graph = stateGraph(document);
  const states = [...graph.nodes.values()];
  return [
    ...states.flatMap((node) => checkState(node)),
    ...states.flatMap((node) => checkTransitions(node, document, around)),
    ...checkHostGuards(document, around),
    ...checkFlow(graph),
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
  if (node.parent === undefined) return findings;
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
  return findings;
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
