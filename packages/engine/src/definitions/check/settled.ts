import { listOf, type Reference } from "../process.ts";
import { targetsOf, withAncestors, type Edge, type GraphNode, type StateGraph } from "../state-graph.ts";
import { passage } from "./passage.ts";

/** Where a transition brings a ticket by itself, and the actions on the way, in their order. */
export interface Settled {
  readonly leaf: GraphNode;
  readonly actions: readonly Reference[];
}

/**
 * Follows a transition taken in a leaf until the ticket rests. Undefined where that hangs on the ticket (a guard, a history), where the process
 * ends, and where several regions are active.
 */
export function settled(edge: Edge, from: GraphNode, graph: StateGraph): Settled | undefined {
  const actions: Reference[] = [];
  const taken = new Set<Edge>();
  let leaf = from;
  for (let at: Edge | undefined = edge; at; at = alwaysOf(leaf)) {
    if (at.transition.guard !== undefined || taken.has(at)) return undefined;
    taken.add(at);
    const enters = [...passage(at, graph).enters];
    actions.push(...listOf<Reference>(at.transition.actions), ...enters.flatMap(({ config }) => listOf<Reference>(config.entry)));
    if (targetsOf(at, graph.nodes).length > 0) {
      const [rest, ...others] = enters.filter(({ children }) => children.length === 0);
      if (!rest || others.length > 0 || rest.type !== "atomic") return undefined;
      leaf = rest;
    }
    if (withAncestors(leaf).some(({ type }) => type === "parallel")) return undefined;
  }
  return { leaf, actions };
}

/** What leaves the state at once, the innermost first, as XState looks for it. */
function alwaysOf(leaf: GraphNode): Edge | undefined {
  return withAncestors(leaf).flatMap(({ edges }) => edges.filter(({ kind }) => kind === "always"))[0];
}

/** The one transition that the engine takes for a command in a leaf; undefined where it takes none there. */
export function engineEdge(command: string, leaf: GraphNode): Edge | undefined {
  return withAncestors(leaf)
    .flatMap(({ edges }) => edges.filter(({ kind, name }) => kind === "on" && name === command))
    .find(({ transition }) => transition.meta?.by.some(({ role }) => role === "system"));
}
