import type { GraphNode } from "../../definitions/state-graph.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { Process } from "../process.ts";
import type { Position } from "../machine.ts";
import { configure, type Clash } from "./configure.ts";
import { counterpart, counterparts, pathOf, type Pairs, type StateMap } from "./counterpart.ts";
import { remembered, rememberedStates } from "./remembered.ts";

/** Where a ticket stands in another version of its process before that does anything by itself. */
export interface Place extends Position {
  /** Each innermost state it was in, with the one that takes its place. */
  readonly pairs: Pairs;
  /** The same of the history states that the other version still has, and of what they remember. */
  readonly remembered: Pairs;
}

/** The states, active or remembered, that the other version has not and that nothing says where to go from: their paths. */
export function unmapped(process: Process, next: Process, ticket: Ticket, states: StateMap): readonly string[] {
  const asked = [...process.leaves(ticket.state), ...rememberedStates(process, next, ticket, states)];
  return [...new Set(asked.flatMap((node) => (counterpart(next.machine.graph, node, states) ? [] : [pathOf(node)])))];
}

/** Finds the ticket's place in another version. Nothing is left and nothing entered: the place is the same, only the map is new. */
export function place(process: Process, next: Process, ticket: Ticket, states: StateMap): ({ readonly ok: true } & Place) | Refused {
  const gone = unmapped(process, next, ticket, states);
  if (gone.length > 0) return unmappedStates(next, gone);
  const { graph } = next.machine;
  const pairs = counterparts(graph, process.leaves(ticket.state), states);
  const configured = configure(
    graph.root,
    pairs.map(([, is]) => is),
  );
  if ("clash" in configured) return clashing(next, configured.clash);
  const { stage, done } = next.standing(configured.value);
  if (stage === "close" || done) return ending(next);
  const kept = remembered(process, next, ticket, states);
  if (!kept.ok) return kept.clash ? clashing(next, kept.clash) : forgetting(kept.outside);
  return { ok: true, state: configured.value, ...(kept.history && { history: kept.history }), pairs, remembered: kept.pairs };
}

function unmappedStates({ ref }: Process, gone: readonly string[]): Refused {
  return refuse(
    "bad-input",
    `${ref.id}@${ref.version} 没有状态 ${gone.join("、")}；请写明各自对应的新状态（${gone[0]}=新状态）。`,
    `${ref.id}@${ref.version} has no state ${gone.join(", ")}; say where each goes (${gone[0]}=STATE).`,
    "/form/states",
  );
}

function clashing({ ref }: Process, clash: Clash): Refused {
  const [one, other] = clash.map(pathOf);
  return refuse(
    "bad-input",
    `在 ${ref.id}@${ref.version} 中，${one} 与 ${other} 不能同时处于；请把其中之一对应到两者共同的上级状态，或对应到同一个状态。`,
    `In ${ref.id}@${ref.version} a ticket cannot be in ${one} and in ${other} at once; map one of them to a state that holds both, or both to one.`,
    "/form/states",
  );
}

function ending({ ref }: Process): Refused {
  return refuse(
    "condition-not-met",
    `案卷会因此在 ${ref.id}@${ref.version} 中结案；换版不能结案，请对应到尚未结束的状态。`,
    `The ticket would be closed by it in ${ref.id}@${ref.version}; a move closes no ticket: map its state to one that is open.`,
    "/form/states",
  );
}

function forgetting([history, state]: readonly [GraphNode, GraphNode]): Refused {
  const [what, at] = [pathOf(state), pathOf(history)];
  return refuse(
    "bad-input",
    `历史状态 ${at} 记住的 ${what} 不在它所在的状态之内；请对应到其中的状态。`,
    `The history state ${at} cannot remember ${what}, which lies outside; map it to a state within.`,
    "/form/states",
  );
}
