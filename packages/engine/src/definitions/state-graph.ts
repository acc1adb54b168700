import type { Stage } from "../model/stage.ts";
import { listOf, type ProcessDocument, type Reference, type StateNode, type Transition } from "./process.ts";

/** One state of a process with its place in the tree; the root is the process itself. */
export interface GraphNode {
  /** As XState names it: `process.handle.assigned`. */
  readonly id: string;
  /** JSON Pointer of the state in the document. */
  readonly place: string;
  readonly key: string;
  readonly config: StateNode;
  readonly type: "atomic" | "compound" | "parallel" | "final" | "history";
  readonly parent: GraphNode | undefined;
  readonly children: readonly GraphNode[];
  readonly stage: Stage | undefined;
  readonly edges: readonly Edge[];
}

/** One transition as written, with its targets looked up. */
export interface Edge {
  /** The state it leaves from. */
  readonly source: GraphNode;
  readonly place: string;
  readonly kind: "on" | "always" | "after" | "onDone";
  /** The event type, or the name of the delay. */
  readonly name: string;
  readonly transition: Transition;
  readonly targets: readonly { readonly text: string; readonly id: string | undefined }[];
}

export interface StateGraph {
  readonly root: GraphNode;
  /** Every state by its id, parents first. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
}

/** Reads the document as XState would, without building a machine. */
export function stateGraph(document: ProcessDocument): StateGraph {
  const nodes = new Map<string, GraphNode>();
  const root = build(document.id, "", document.id, document, undefined, nodes);
  for (const node of nodes.values()) (node.edges as Edge[]).push(...edgesOf(node, nodes));
  return { root, nodes };
}

/** The node and everything above it, innermost first. */
export function withAncestors(node: GraphNode): readonly GraphNode[] {
  return node.parent ? [node, ...withAncestors(node.parent)] : [node];
}

/** The states that are active once this one is entered, its ancestors left out. */
export function entered(node: GraphNode, nodes: ReadonlyMap<string, GraphNode>): readonly GraphNode[] {
  if (node.type === "parallel") return [node, ...regionsOf(node).flatMap((region) => entered(region, nodes))];
  if (node.type === "history") {
    const known = fallbacks(node, nodes);
    // A wrong default is one mistake; what it should have led to is not blamed for it.
    const instead = known.length === 0 && node.parent ? [initialOf(node.parent)] : known;
    return [node, ...instead.flatMap((each) => (each && each.type !== "history" ? entered(each, nodes) : []))];
  }
  const initial = node.type === "compound" ? initialOf(node) : undefined;
  return initial ? [node, ...entered(initial, nodes)] : [node];
}

/**
 * Where a history state leads before there is anything to remember: the regions of a parallel state, else its default or the initial
 * state beside it. Nothing where the default lies outside the state whose history it is, which is refused.
 */
export function fallbacks(history: GraphNode, nodes: ReadonlyMap<string, GraphNode>): readonly GraphNode[] {
  const { parent, config } = history;
  if (!parent) return [];
  if (config.target === undefined && parent.type === "parallel") return regionsOf(parent);
  const fallback = config.target === undefined ? initialOf(parent) : resolveTarget(history, config.target, nodes);
  return fallback && fallback.type !== "history" && isWithin(fallback, parent) ? [fallback] : [];
}

/** Whether the node lies beneath the other. */
export function isWithin(node: GraphNode, above: GraphNode): boolean {
  return node !== above && withAncestors(node).includes(above);
}

/** The innermost state that is, or holds, both. */
export function leastCommonAncestor(one: GraphNode, other: GraphNode): GraphNode {
  const above = new Set(withAncestors(other));
  return withAncestors(one).find((node) => above.has(node)) ?? one;
}

/** The states of which a compound state has one, and a parallel one all. */
export function regionsOf(node: GraphNode): readonly GraphNode[] {
  return node.children.filter((child) => child.type !== "history");
}

/** Every innermost state of a part of the process, this node where it has none beneath. */
export function leavesBeneath(node: GraphNode): readonly GraphNode[] {
  const inner = regionsOf(node);
  return inner.length === 0 ? [node] : inner.flatMap(leavesBeneath);
}

/** The states that a transition names, those that do not exist left out. */
export function targetsOf(edge: Edge, nodes: ReadonlyMap<string, GraphNode>): readonly GraphNode[] {
  return edge.targets.flatMap(({ id }) => {
    const node = id === undefined ? undefined : nodes.get(id);
    return node ? [node] : [];
  });
}

/** Every action reference of a state: entry, exit and those of its transitions, with their places. */
export function actionsOf(node: GraphNode): readonly { readonly place: string; readonly action: Reference }[] {
  const at = (place: string, list: Reference | readonly Reference[] | undefined) =>
    listOf<Reference>(list).map((action, i) => ({ place: Array.isArray(list) ? `${place}/${i}` : place, action }));
  return [
    ...at(`${node.place}/entry`, node.config.entry),
    ...at(`${node.place}/exit`, node.config.exit),
    ...node.edges.flatMap((edge) => at(`${edge.place}/actions`, edge.transition.actions)),
  ];
}

function build(
  id: string,
  place: string,
  key: string,
  config: StateNode,
  parent: GraphNode | undefined,
  nodes: Map<string, GraphNode>,
): GraphNode {
  const children: GraphNode[] = [];
  const inner = config.states && Object.keys(config.states).length > 0;
  const type = config.type ?? (inner ? "compound" : config.history ? "history" : "atomic");
  const stage = parent === undefined ? undefined : (config.meta?.stage ?? parent.stage);
  const node: GraphNode = { id, place, key, config, type, parent, children, stage, edges: [] };
  nodes.set(id, node);
  for (const [name, child] of Object.entries(config.states ?? {})) {
    children.push(build(`${id}.${name}`, `${place}/states/${name}`, name, child, node, nodes));
  }
  return node;
}

/** The state in which a compound one begins. */
export function initialOf(node: GraphNode): GraphNode | undefined {
  return node.children.find((child) => child.key === node.config.initial);
}

function edgesOf(node: GraphNode, nodes: ReadonlyMap<string, GraphNode>): readonly Edge[] {
  const { on = {}, always, after = {}, onDone } = node.config;
  const edges = (kind: Edge["kind"], name: string, place: string, list: Parameters<typeof listOf<string | Transition>>[0]) =>
    listOf<string | Transition>(list).map((written, i): Edge => {
      const transition = typeof written === "string" ? { target: written } : written;
      const targets = listOf<string>(transition.target).map((text) => ({ text, id: resolveTarget(node, text, nodes)?.id }));
      return { source: node, place: Array.isArray(list) ? `${place}/${i}` : place, kind, name, transition, targets };
    });
  return [
    ...Object.entries(on).flatMap(([name, list]) => edges("on", name, `${node.place}/on/${pointerKey(name)}`, list)),
    ...edges("always", "", `${node.place}/always`, always),
    ...Object.entries(after).flatMap(([name, list]) => edges("after", name, `${node.place}/after/${pointerKey(name)}`, list)),
    ...edges("onDone", "", `${node.place}/onDone`, onDone),
  ];
}

/** XState's rules: `#id.child` from the machine, `.child` beneath this state, else a sibling; the root has none. */
function resolveTarget(from: GraphNode, target: string, nodes: ReadonlyMap<string, GraphNode>): GraphNode | undefined {
  if (target.startsWith("#")) return nodes.get(target.slice(1));
  if (target.startsWith(".")) return nodes.get(`${from.id}${target}`);
  return from.parent && nodes.get(`${from.parent.id}.${target}`);
}

/** A key as a JSON Pointer (RFC 6901) writes it. */
export function pointerKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
