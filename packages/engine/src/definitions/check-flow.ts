import { errorAt, type Finding } from "../model/finding.ts";
import { entered, withAncestors, type Edge, type GraphNode, type StateGraph } from "./state-graph.ts";

/** Every state can be reached, an end can be reached from every state, and no step goes round for ever. */
export function checkFlow(graph: StateGraph): Finding[] {
  const reached = reachable(graph);
  const ending = canEnd(graph);
  const findings: Finding[] = [];
  for (const node of graph.nodes.values()) {
    if (!reached.has(node))
      findings.push(
        errorAt(
          node.place,
          "unreachable",
          `状态 ${node.id} 永远到不了；请删去它，或加一条到它的转换。`,
          `State ${node.id} can never be reached; remove it, or add a transition to it.`,
        ),
      );
    else if (node.children.length === 0 && node.type !== "history" && !ending.has(node))
      findings.push(
        errorAt(
          node.place,
          "no-end",
          `从状态 ${node.id} 到不了任何终止状态；请加一条通向终止状态的转换。`,
          `From state ${node.id} no final state can be reached; add a way out.`,
        ),
      );
  }
  return [...findings, ...endlessAlways(graph)];
}

function reachable({ root, nodes }: StateGraph): Set<GraphNode> {
  const reached = new Set<GraphNode>();
  const queue: GraphNode[] = [];
  const enter = (node: GraphNode) => {
    for (const each of [...withAncestors(node), ...entered(node, nodes)]) {
      if (reached.has(each)) continue;
      reached.add(each);
      queue.push(each);
      // Entering one region of a parallel state enters the others too.
      if (each.type === "parallel") for (const other of entered(each, nodes)) enter(other);
    }
  };
  enter(root);
  for (let node = queue.shift(); node; node = queue.shift()) {
    for (const target of node.edges.flatMap((edge) => targetsOf(edge, nodes))) enter(target);
  }
  return reached;
}

/** The states from which some way leads to a top-level final state, guards taken as open. */
function canEnd({ root, nodes }: StateGraph): Set<GraphNode> {
  const ending = new Set([...nodes.values()].filter((node) => node.type === "final" && endsAll(root, node)));
  for (let grew = true; grew;) {
    grew = false;
    for (const node of nodes.values()) {
      if (ending.has(node) || !leadsOn(node, ending, nodes)) continue;
      ending.add(node);
      grew = true;
    }
  }
  return ending;
}

/** A final state of the process itself; of a process that is one parallel state, the final states of its regions. */
function endsAll(root: GraphNode, node: GraphNode): boolean {
  return root.type === "parallel" ? finishes(root, node) : node.parent === root;
}

function leadsOn(node: GraphNode, ending: ReadonlySet<GraphNode>, nodes: ReadonlyMap<string, GraphNode>): boolean {
  if (node.type === "compound" && entered(node, nodes).some((each) => each !== node && each.children.length === 0 && ending.has(each)))
    return true;
  if (node.type === "parallel" && node.children.some((child) => ending.has(child))) return true;
  return withAncestors(node).some((at) =>
    at.edges.some((edge) => {
      if (edge.kind === "onDone" && !finishes(at, node)) return false;
      return targetsOf(edge, nodes).some((target) => ending.has(target));
    }),
  );
}

/** `onDone` is taken from a final child; of a parallel state only if each region has one. Other states first have to come to it. */
function finishes(at: GraphNode, node: GraphNode): boolean {
  if (node.type !== "final") return false;
  if (at.type !== "parallel") return node.parent === at;
  return node.parent?.parent === at && at.children.every((region) => region.children.some((child) => child.type === "final"));
}

function endlessAlways({ nodes }: StateGraph): Finding[] {
  return [...nodes.values()].flatMap((node) =>
    node.edges.flatMap((edge) => {
      if (edge.kind !== "always") return [];
      if (edge.targets.length === 0 && edge.transition.guard === undefined) return endless(edge, node);
      return edge.transition.guard === undefined && loops(node, nodes) ? endless(edge, node) : [];
    }),
  );
}

/** Follows unguarded `always` transitions until one state comes up twice. */
function loops(start: GraphNode, nodes: ReadonlyMap<string, GraphNode>): boolean {
  const seen = new Set<GraphNode>();
  for (let node: GraphNode | undefined = start; node;) {
    if (seen.has(node)) return true;
    seen.add(node);
    const landing: readonly GraphNode[] = [node, ...entered(node, nodes)];
    const edge: Edge | undefined = landing
      .flatMap((each) => each.edges)
      .find((each) => each.kind === "always" && each.transition.guard === undefined);
    node = edge && targetsOf(edge, nodes)[0];
  }
  return false;
}

function endless(edge: Edge, node: GraphNode): Finding[] {
  return [
    errorAt(
      edge.place,
      "endless",
      `状态 ${node.id} 的 always 转换会无休止地循环；请加上条件或改变目标。`,
      `The always transition of ${node.id} would go round for ever; give it a guard or another target.`,
    ),
  ];
}

function targetsOf(edge: Edge, nodes: ReadonlyMap<string, GraphNode>): readonly GraphNode[] {
  return edge.targets.flatMap(({ id }) => {
    const node = id === undefined ? undefined : nodes.get(id);
    return node ? [node] : [];
  });
}
