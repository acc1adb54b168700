import { isWithin, type GraphNode } from "../../definitions/state-graph.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { Process } from "../process.ts";
import { standingIn } from "../standing.ts";
import { configure, type Clash } from "./configure.ts";
import { counterpart, counterparts, type Pairs, type StateMap } from "./counterpart.ts";

type Remembered =
  | { readonly ok: true; readonly history: Ticket["history"]; readonly pairs: Pairs }
  | { readonly ok: false; readonly clash: Clash }
  | { readonly ok: false; readonly clash?: undefined; readonly outside: readonly [history: GraphNode, state: GraphNode] };

/** What a history state that the other version still has remembers; what one remembered that has gone, nobody goes back to. */
function kept(process: Process, next: Process, { history = {} }: Ticket, states: StateMap) {
  const { graph } = process.machine;
  return Object.entries(history).flatMap(([id, ids]) => {
    const was = graph.nodes.get(id);
    const is = was && counterpart(next.machine.graph, was, states);
    return was && is ? [{ was, is, nodes: ids.flatMap((each) => graph.nodes.get(each) ?? []) }] : [];
  });
}

/** The states that history states of the other version must go on remembering. */
export function rememberedStates(process: Process, next: Process, ticket: Ticket, states: StateMap): readonly GraphNode[] {
  return kept(process, next, ticket, states).flatMap(({ nodes }) => nodes);
}

/** What the history states remember, by the states of the other version: a shallow one the child, a deep one the innermost states. */
export function remembered(process: Process, next: Process, ticket: Ticket, states: StateMap): Remembered {
  const entries: (readonly [string, readonly string[]])[] = [];
  const { graph } = next.machine;
  const pairs: (readonly [GraphNode, GraphNode])[] = [];
  for (const { was, is, nodes } of kept(process, next, ticket, states)) {
    const { parent } = is;
    const mapped = counterparts(graph, nodes, states);
    const targets = mapped.map(([, target]) => target);
    if (!parent || targets.length === 0) continue;
    const outside = targets.find((target) => !isWithin(target, parent));
    if (outside) return { ok: false, outside: [is, outside] };
    const configured = configure(parent, targets);
    if ("clash" in configured) return { ok: false, clash: configured.clash };
    const { leaves, active } = standingIn(parent)(configured.value);
    const inside = is.config.history === "deep" ? leaves : [...active.keys()].filter((node) => node.parent === parent);
    entries.push([is.id, inside.map(({ id }) => id)]);
    pairs.push([was, is], ...mapped);
  }
  return { ok: true, history: entries.length > 0 ? Object.fromEntries(entries) : undefined, pairs };
}
