import { errorAt, type Finding } from "../../model/finding.ts";
import { stages } from "../../model/stage.ts";
import type { Field } from "../form.ts";
import {
  isWithin,
  leastCommonAncestor,
  leavesBeneath,
  regionsOf,
  withAncestors,
  type Edge,
  type GraphNode,
  type StateGraph,
} from "../state-graph.ts";

/** What runs side by side fits together: nobody verifies what is still being handled, and one command asks one thing. */
export function checkRegions({ nodes }: StateGraph): Finding[] {
  const states = [...nodes.values()];
  return [...states.flatMap(checkStages), ...checkForms(states.flatMap((node) => node.edges.filter(({ kind }) => kind === "on")))];
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
