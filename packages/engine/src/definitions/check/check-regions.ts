import { errorAt, type Finding } from "../../model/finding.ts";
import { stages } from "../../model/stage.ts";
import type { Field } from "../form.ts";
import {
  isWithin,
  leastCommonAncestor,
  leavesBeneath,
  regionsOf,
  targetsOf,
  withAncestors,
  type Edge,
  type GraphNode,
  type StateGraph,
} from "../state-graph.ts";

/** What runs side by side fits together: nobody verifies what is still being handled, and one command asks one thing. */
export function checkRegions({ nodes }: StateGraph): Finding[] {
  const states = [...nodes.values()];
  const commands = states.flatMap((node) => node.edges.filter(({ kind }) => kind === "on"));
  return [...states.flatMap(checkStages), ...checkForms(commands), ...checkAnswers(states, commands, nodes)];
}

/**
 * Which transitions XState takes where several regions, or a region and what lies above it, answer one command, hangs on their order and on
 * what a history state remembers; taken together they may leave a ticket in two states that exclude one another. A command
 * that leaves a parallel state is answered in one place.
 */
function checkAnswers(states: readonly GraphNode[], commands: readonly Edge[], nodes: StateGraph["nodes"]): Finding[] {
  return states.flatMap((parallel) => {
    if (parallel.type !== "parallel") return [];
    const inner = commands.filter(({ source }) => isWithin(source, parallel));
    const leaving = inner.filter((edge) => targetsOf(edge, nodes).some((target) => !isWithin(target, parallel)));
    const outer = commands.filter(({ source }) => source === parallel || isWithin(parallel, source));
    return [
      ...leaving.flatMap((edge) => {
        const other = inner.find((each) => each.name === edge.name && isBeside(each, edge) && goesElsewhere(each, edge));
        return other ? [leavesTogether(edge, other, parallel)] : [];
      }),
      ...outer.flatMap((edge) => {
        const region = regionsOf(parallel).find((each) => leavesBeneath(each).every((leaf) => answers(leaf, each, edge.name)));
        return region ? [answeredWithin(edge, region)] : [];
      }),
    ];
  });
}

function isBeside(one: Edge, other: Edge): boolean {
  return leastCommonAncestor(one.source, other.source).type === "parallel" && one.source !== other.source;
}

/** Where both go to the same place one of them is enough, and where one goes nowhere its actions are all there is to it. */
function goesElsewhere(one: Edge, other: Edge): boolean {
  const places = ({ targets }: Edge) => targets.map(({ id, text }) => id ?? text).toSorted();
  return one.targets.length > 0 && places(one).join(" ") !== places(other).join(" ");
}

/** Whether the state, or one above it within its region, answers the command whatever holds. */
function answers(leaf: GraphNode, region: GraphNode, command: string): boolean {
  return withAncestors(leaf)
    .filter((node) => node === region || isWithin(node, region))
    .some((node) => node.edges.some(({ kind, name, transition }) => kind === "on" && name === command && transition.guard === undefined));
}

function leavesTogether(edge: Edge, other: Edge, parallel: GraphNode): Finding {
  return errorAt(
    edge.place,
    "leaves-together",
    `命令 ${edge.name} 在这里离开并行状态 ${parallel.id}，而 ${other.place} 在另一区域也响应它并去往别处；哪一个发生取决于先后，甚至两个都发生；请只在一处响应，或给其中一个改名。`,
    `The command ${edge.name} leaves the parallel state ${parallel.id} here, while ${other.place} answers it in another region and goes elsewhere: which of them happens hangs on their order, and both may; answer it in one place, or rename one.`,
  );
}

function answeredWithin(edge: Edge, region: GraphNode): Finding {
  return errorAt(
    edge.place,
    "answered-within",
    `区域 ${region.id} 的每个状态都已响应命令 ${edge.name}，写在外层的这一条在其中永远不会发生；请改名，或删去其中一处。`,
    `Every state of the region ${region.id} answers the command ${edge.name} itself, so that this one, written outside, never happens there; rename it, or remove one of them.`,
  );
}

/** Whoever verifies in one region could afterwards handle in the other. */
function checkStages(node: GraphNode): Finding[] {
  if (node.type !== "parallel") return [];
  const regions = regionsOf(node).map((region) => leavesBeneath(region));
  const before = (leaf: GraphNode) => leaf.stage !== undefined && stages.indexOf(leaf.stage) <= stages.indexOf("handle");
  const pairs = regions.flatMap((verifying) => regions.flatMap((other) => (other === verifying ? [] : [[verifying, other] as const])));
  const clash = pairs
    .map(([verifying, other]) => [verifying.find((leaf) => leaf.stage === "verify"), other.find(before)] as const)
    .find(([verify, handle]) => verify && handle);
  if (!clash) return [];
  const [verify, handle] = clash;
  return [
    errorAt(
      node.place,
      "verify-beside-handle",
      `并行状态 ${node.id} 中，${verify?.id} 核查时 ${handle?.id} 还在处置，核查的人之后可能又去处置；请让核查在并行状态之后进行。`,
      `In the parallel state ${node.id}, ${verify?.id} verifies while ${handle?.id} is still being handled, so who verifies could handle afterwards; let verification come after the parallel state.`,
    ),
  ];
}

/** Transitions that one command may take together share one form: each field must mean the same in all of them. */
function checkForms(edges: readonly Edge[]): Finding[] {
  const asked = edges.map((edge) => {
    const fields = Object.entries(edge.transition.meta?.form ?? {});
    return { edge, fields: new Map(fields.map(([name, field]) => [name, meaningOf(field)])) };
  });
  return asked.flatMap(({ edge, fields }, i) => {
    if (fields.size === 0) return [];
    const before = asked.slice(0, i).filter((other) => other.edge.name === edge.name && takenTogether(edge.source, other.edge.source));
    return [...fields].flatMap(([name, meaning]) => {
      const other = before.find((each) => (each.fields.get(name) ?? meaning) !== meaning);
      return other ? [differs(edge, other.edge, name)] : [];
    });
  });
}

function differs(edge: Edge, other: Edge, field: string): Finding {
  return errorAt(
    `${edge.place}/meta/form/${field}`,
    "region-forms",
    `命令 ${edge.name} 会同时触发 ${other.place}，共用一张表单，但两处的字段 ${field} 不同；请写成一样，或换一个字段名。`,
    `The command ${edge.name} may take ${other.place} together with this one, with one form for both, but their fields ${field} differ; make them the same, or rename one.`,
  );
}

/** In different regions, or where one region has none of its own and what lies above takes its place. */
function takenTogether(one: GraphNode, other: GraphNode): boolean {
  const above = leastCommonAncestor(one, other);
  if (above !== one && above !== other) return above.type === "parallel";
  const inner = above === one ? other : one;
  return (
    inner !== above &&
    withAncestors(inner).some((node) => node.type === "parallel" && node !== inner && (node === above || isWithin(node, above)))
  );
}

/** A field without its wording. */
function meaningOf({ label: _label, values, ...field }: Field): string {
  const entries = Object.entries({ ...field, values: values?.map(({ code }) => code) });
  return JSON.stringify(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
