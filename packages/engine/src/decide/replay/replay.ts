import type { Actor } from "../../model/actor.ts";
import { isReport, type Command } from "../../model/command.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { Ticket } from "../../model/ticket.ts";
import { beginCourse, type Course, type Happened } from "../course/course.ts";
import type { World } from "../world.ts";
import { confirming } from "./confirmed.ts";
import type { Act, History } from "./history.ts";
import { notTheirs, standIns } from "./stand-in.ts";

/** How a ticket is gone through again. */
export interface ReplayHow {
  /** The world that decides the nth thing that happens. */
  readonly world: (nth: number) => World;
  /** Until when an open ticket is followed. Epoch milliseconds. */
  readonly until: number;
  /** To the letter: by whom it was, with what was filled in, and with what the engine did to the ticket after publications. */
  readonly exact?: boolean;
  /** Another ticket that a command names. */
  readonly other: (id: string) => Ticket | undefined;
}

/** What became of one act: done by whom it was, done by somebody else whose turn it was here, or not possible here. */
export type Redone = { readonly act: Act; readonly command: Command; readonly actor: Actor } & (
  | { readonly outcome: "done" | "stand-in" }
  | { readonly outcome: "left-out"; readonly refusal: Refusal }
);

/** How a ticket went in a world. */
export interface Replayed {
  /** Nothing where not even the report was accepted. */
  readonly happened: readonly Happened[];
  /** The body of a text that was written on the way. */
  readonly text: (id: string) => string | undefined;
  readonly redone: readonly Redone[];
  /** What falls due by itself did not end within the bound. */
  readonly cut: boolean;
}

/** Most things that may happen to one ticket by themselves, beyond as many as its journal tells of. */
const mostBeyond = 1000;

/** What the engine does to tickets after a publication: in a world that was so from the start, there is nothing to do. */
const afterPublication: ReadonlySet<string> = new Set(["adopt", "recount", "repin"]);

/** Whether a journal is gone through to the letter in any case: the engine did nothing to the ticket that a world would leave out. */
export function isAllActs({ acts }: Pick<History, "acts">): boolean {
  return acts.every(({ command }) => !afterPublication.has(command.type));
}

/**
 * Takes a ticket through a world as it went: the report as it was made, what rules decide decided anew, and what people did at the time
 * at which they did it. What they confirmed of a rule's proposal they confirm here of what is proposed here; what they decided otherwise
 * stays. Where it is somebody else's turn here, the nearest who hold the role do it; what is not possible here is left out, and the
 * rest goes on without it. A ticket that was over is followed until then, an open one until `until`.
 */
export function replay(history: History, how: ReplayHow): Replayed {
  const { id, number, tenant, acts, seen, entries } = history;
  const most = entries.length + mostBeyond;
  const course = beginCourse({ tenant, world: how.world, id, number, other: how.other, seen, most });
  const redone: Redone[] = [];
  const places = new Map<string, Actor>();
  for (const act of acts) {
    if (!how.exact && afterPublication.has(act.command.type)) continue;
    redone.push(redo(course, act, how, places));
    if (!course.ticket()) break;
  }
  const goesOn = history.open || course.ticket()?.open === false;
  const whole = course.wait(how.exact || !goesOn ? history.endedAt : how.until);
  return { happened: course.happened, text: course.text, redone, cut: !whole };
}

function redo(course: Course, act: Act, how: ReplayHow, places: Map<string, Actor>): Redone {
  const { actor, at } = act;
  // What was confirmed is what stood then, also where it was a timer that put it there.
  course.comeTo(act.command, actor, at);
  const command = how.exact ? act.command : confirming(act.command, act.confirmed, course.ticket());
  const answer = course.send(command, actor, at);
  if (answer.ok) return { act, command, actor, outcome: "done" };
  const { refusal } = answer;
  const ticket = course.ticket();
  if (how.exact || !ticket || isReport(command) || !notTheirs.has(refusal.code) || actor.kind !== "person")
    return { act, command, actor, outcome: "left-out", refusal };
  const known = places.get(actor.id);
  const others = standIns(how.world(course.happened.length).at(at), ticket, command, actor);
  // Whoever took their place before goes on in it.
  for (const other of known ? [known, ...others] : others) {
    if (!course.send(command, other, at).ok) continue;
    places.set(actor.id, other);
    return { act, command, actor: other, outcome: "stand-in" };
  }
  return { act, command, actor, outcome: "left-out", refusal };
}
