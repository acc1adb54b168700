import type { StateMeta } from "../definitions/process.ts";
import { withAncestors, type GraphNode } from "../definitions/state-graph.ts";
import { stages, type Stage } from "../model/stage.ts";
import type { StateValue } from "../model/ticket.ts";

/** What a state value means; worked out once for each. */
export interface Standing {
  readonly leaves: readonly GraphNode[];
  /** Every active state with the stages of the leaves it stands for. */
  readonly active: ReadonlyMap<GraphNode, ReadonlySet<Stage>>;
  /** What each clock that a leaf speaks of does: it runs where any leaf lets it run. */
  readonly clocks: ReadonlyMap<string, "run" | "pause">;
  /** The earliest stage among the leaves: work left in one region keeps the whole ticket there. */
  readonly stage: Stage;
  /** The process has ended: nothing moves the ticket any more, not even a transition of the process itself. */
  readonly done: boolean;
}

/** State values whose meaning is kept; a process has few, a hostile one must not fill the memory. */
const maxKept = 1000;

/** What state values mean in a process, each worked out once. */
export function standingIn(root: GraphNode): (state: StateValue) => Standing {
  return remembered((state) => standingOf(root, state));
}

function remembered(standing: (state: StateValue) => Standing): (state: StateValue) => Standing {
  const known = new Map<string, Standing>();
  const byText = (key: string, state: StateValue): Standing => {
    const found = known.get(key) ?? standing(state);
    if (known.size >= maxKept) known.clear();
    known.set(key, found);
    return found;
  };
  // One decision asks of the same value again and again.
  const seen = new WeakMap<object, Standing>();
  return (state) => {
    if (typeof state === "string") return byText(state, state);
    const found = seen.get(state) ?? byText(JSON.stringify(state), state);
    seen.set(state, found);
    return found;
  };
}

function standingOf(root: GraphNode, state: StateValue): Standing {
  const leaves = leavesOf(root, state);
  const active = new Map<GraphNode, Set<Stage>>();
  for (const leaf of leaves) {
    for (const node of withAncestors(leaf)) active.set(node, (active.get(node) ?? new Set()).add(leaf.stage ?? "report"));
  }
  const found = active.get(root);
  const ends = (leaf: GraphNode) => leaf.parent === root || (root.type === "parallel" && leaf.parent?.parent === root);
  const done = leaves.every((leaf) => leaf.type === "final" && ends(leaf));
  return { leaves, active, clocks: clocksOf(leaves), stage: stages.find((stage) => found?.has(stage)) ?? "report", done };
}

/** The innermost state that speaks of a clock counts, in each region. */
function clocksOf(leaves: readonly GraphNode[]): Standing["clocks"] {
  const clocks = new Map<string, "run" | "pause">();
  for (const leaf of leaves) {
    const said = Object.assign(
      {},
      ...withAncestors(leaf)
        .toReversed()
        .map((node) => node.config.meta?.clock ?? {}),
    ) as NonNullable<StateMeta["clock"]>;
    for (const [name, does] of Object.entries(said)) if (clocks.get(name) !== "run") clocks.set(name, does);
  }
  return clocks;
}

function leavesOf(node: GraphNode, state: StateValue): readonly GraphNode[] {
  if (typeof state === "string") {
    const child = node.children.find((each) => each.key === state);
    return child ? [child] : [];
  }
  return Object.entries(state).flatMap(([key, inner]) => {
    const child = node.children.find((each) => each.key === key);
    // XState writes the value of a region without children of its own as an empty object.
    if (!child) return [];
    return typeof inner === "object" && Object.keys(inner).length === 0 ? [child] : leavesOf(child, inner);
  });
}
