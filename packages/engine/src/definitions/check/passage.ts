import {
  entered,
  isWithin,
  leavesBeneath,
  regionsOf,
  targetsOf,
  withAncestors,
  type Edge,
  type GraphNode,
  type StateGraph,
} from "../state-graph.ts";

/** What taking a transition does to the states. */
export interface Passage {
  /** The states it enters; for a history state all that it may remember. */
  readonly enters: ReadonlySet<GraphNode>;
  /** The states that certainly stay active: the transition's domain and what lies above it. */
  readonly keeps: ReadonlySet<GraphNode>;
}

/**
 * Reads a transition as XState 5 takes it: its domain is left and entered anew, with every region of a parallel state that lies between.
 * @see https://www.w3.org/TR/scxml/#AlgorithmforSCXMLInterpretation
 */
export function passage(edge: Edge, { root, nodes }: Pick<StateGraph, "root" | "nodes">): Passage {
  const targets = targetsOf(edge, nodes).flatMap((target) => remembered(target));
  if (targets.length === 0) return { enters: new Set(), keeps: new Set(withAncestors(edge.source)) };
  const domain = domainOf(edge, targets) ?? root;
  const enters = new Set<GraphNode>();
  for (const target of targets) {
    for (const node of entered(target, nodes)) enters.add(node);
    for (const above of withAncestors(target).filter((each) => each !== target && (isWithin(each, domain) || each === domain))) {
      if (above !== domain) enters.add(above);
      if (above.type === "parallel") for (const node of otherRegions(above, targets, nodes)) enters.add(node);
    }
  }
  return { enters, keeps: new Set(withAncestors(domain)) };
}

/** Whether taking the transition leaves the state, so that its history states remember where it was left. */
export function exits(edge: Edge, node: GraphNode, { nodes }: Pick<StateGraph, "nodes">): boolean {
  const targets = targetsOf(edge, nodes).flatMap((target) => remembered(target));
  if (targets.length === 0) return false;
  const domain = domainOf(edge, targets);
  // Above the process there is nothing: XState leaves the process itself only where the transition enters anew.
  return domain ? isWithin(node, domain) : node.parent !== undefined || edge.transition.reenter === true;
}

function remembered(target: GraphNode): readonly GraphNode[] {
  return target.type === "history" && target.parent ? leavesBeneath(target.parent) : [target];
}

function domainOf({ source, transition }: Edge, targets: readonly GraphNode[]): GraphNode | undefined {
  if (!transition.reenter && targets.every((target) => target === source || isWithin(target, source))) return source;
  return withAncestors(source).find((above) => [source, ...targets].every((node) => isWithin(node, above)));
}

function otherRegions(parallel: GraphNode, targets: readonly GraphNode[], nodes: StateGraph["nodes"]): readonly GraphNode[] {
  const untouched = regionsOf(parallel).filter((region) => !targets.some((target) => target === region || isWithin(target, region)));
  return untouched.flatMap((region) => entered(region, nodes));
}
