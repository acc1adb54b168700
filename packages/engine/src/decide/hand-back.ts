import type { Edge } from "../definitions/state-graph.ts";
import { callerOf, isSamePerson } from "../model/actor.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import { give } from "./actions/route.ts";
import { isForward, moves } from "./separate.ts";
import { change, type Work } from "./work.ts";

/** A return hands the ticket to its receiver, a unit and a person there, and names them until the next step forward. */
export function handBack(work: Work, selected: readonly Edge[]): Refused | undefined {
  const returning = selected.find((edge) => edge.transition.meta?.way === "return");
  if (!returning) {
    if (work.ticket.returned && selected.some(isForward)) change(work, { returned: undefined });
    return undefined;
  }
  const receiver = work.form["receiver"] as string;
  const receivedBy = work.form["receivedBy"] as string;
  const against = cannotReceive(work, returning, receiver, receivedBy);
  if (against) return against;
  give(work, receiver);
  change(work, { returned: { receiver, receivedBy: receiverOf(receivedBy) } });
  return undefined;
}

function receiverOf(id: string): string {
  return callerOf({ kind: "person", id });
}

function cannotReceive(work: Work, edge: Edge, receiver: string, receivedBy: string): Refused | undefined {
  const { organisation } = work.world;
  const unit = organisation.unit(receiver)?.label ?? { "zh-CN": receiver, en: receiver };
  if (receiver === work.ticket.owner && moves(work.process, work.ticket.state, edge, "handle")) {
    return refuse(
      "bad-input",
      `${unit["zh-CN"]}（${receiver}）正是现在处置此案卷的单位；请回退给另一个单位。`,
      `${unit.en} (${receiver}) is the unit that handles this ticket now; return it to another one.`,
      "/form/receiver",
    );
  }
  const lineage = organisation.units.lineage(receiver);
  if (!organisation.seats(receivedBy).some((seat) => lineage.includes(seat))) {
    return refuse(
      "bad-input",
      `${receivedBy} 不在${unit["zh-CN"]}（${receiver}）及其上级任职；请写明那里由谁接收。`,
      `${receivedBy} holds no role at ${unit.en} (${receiver}) or above it; name who receives the return there.`,
      "/form/receivedBy",
    );
  }
  if (isSamePerson(callerOf(work.actor), receiverOf(receivedBy))) {
    return refuse("bad-input", "不能回退给自己。", "A ticket cannot be returned to oneself.", "/form/receivedBy");
  }
  return undefined;
}
