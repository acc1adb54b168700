import type { Edge } from "../definitions/state-graph.ts";
import { actorLabel, callerOf, isSamePerson, type Actor } from "../model/actor.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import type { Stage } from "../model/stage.ts";
import type { StateValue, Ticket } from "../model/ticket.ts";
import type { Process } from "./process.ts";
import { change, type Work } from "./work.ts";

/**
 * Separation of duty, whatever the process says: the one who handled a ticket does not verify it, and the receiver of a return does not
 * send it on, whether at work or as its reporter. What counts is the stage of the states that are active, wherever the transition itself is written.
 */
export function separated(process: Process, ticket: Ticket, actor: Actor, edge: Edge): Refused | undefined {
  const [caller, called] = [callerOf(actor), actorLabel(actor)];
  if (moves(process, ticket.state, edge, "verify") && ticket.handlers.some((handler) => isSamePerson(handler, caller))) {
    return refuse(
      "separation-of-duty",
      `${called["zh-CN"]} 处置过此案卷，不能核查它；请换一位核查人员。`,
      `${called.en} handled this ticket and so cannot verify it; ask another inspector.`,
    );
  }
  if (isForward(edge) && ticket.returned && isSamePerson(ticket.returned.receivedBy, caller)) {
    return refuse(
      "separation-of-duty",
      `此案卷是回退给 ${called["zh-CN"]} 的，下一步须由他人推进。`,
      `This ticket was returned to ${called.en}; somebody else must take the next step forward.`,
    );
  }
  return undefined;
}

/**
 * Who has handled the ticket: whoever took a step forward out of a state of the stage `handle`, whoever brought evidence before its
 * verification, and whoever brought it there, by whatever way; where a timer did, the last who moved it forward.
 */
export function noteHandler(work: Work, before: StateValue | undefined, selected: readonly Edge[]): void {
  const { process, actor } = work;
  if (actor.kind !== "system" && (before === undefined || selected.some(isForward))) change(work, { movedBy: callerOf(actor) });
  const arrived = isVerified(process, work.ticket.state) && !(before !== undefined && isVerified(process, before));
  // What the engine does by itself is nobody's work.
  const worked = actor.kind !== "system" && before !== undefined && selected.some((edge) => handles(process, before, edge));
  if (arrived || worked) addHandler(work);
}

/** Notes the caller among the handlers; where the engine acts, whoever last moved the ticket forward. */
export function addHandler(work: Work): void {
  const { actor } = work;
  const { handlers, movedBy } = work.ticket;
  const caller = actor.kind === "system" ? movedBy : callerOf(actor);
  if (caller !== undefined && !handlers.includes(caller)) change(work, { handlers: [...handlers, caller] });
}

function handles(process: Process, before: StateValue, edge: Edge): boolean {
  if (isForward(edge) && moves(process, before, edge, "handle")) return true;
  return edge.transition.meta?.evidence === true && !moves(process, before, edge, "verify");
}

/** Neither a return nor a step aside, such as a suspension. */
export function isForward(edge: Edge): boolean {
  return (edge.transition.meta?.way ?? "forward") === "forward";
}

/** Whether the transition moves a ticket out of a state of this stage. */
export function moves(process: Process, state: StateValue, edge: Edge, stage: Stage): boolean {
  return process.standing(state).active.get(edge.source)?.has(stage) ?? false;
}

export function isVerified(process: Process, state: StateValue): boolean {
  return process.leaves(state).some((leaf) => leaf.stage === "verify");
}
