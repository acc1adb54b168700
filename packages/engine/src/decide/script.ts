import type { Edge } from "../definitions/state-graph.ts";
import type { Moved, Reactions } from "./transition.ts";

/**
 * What a transition told, in order. Where no guard was asked on the way, the same transitions from the same position always tell the
 * same, so that it is told again without XState: a process has few positions and many tickets.
 */
export interface Script {
  readonly told: readonly ((reactions: Reactions) => void)[];
  readonly moved: Moved;
  /** A guard of an internal step was asked: another ticket may answer it otherwise. */
  readonly asked: boolean;
}

/** Runs a transition and writes down what it tells. Transitions for the event itself are the selected ones, where given. */
export function record(reactions: Reactions, selected: readonly Edge[] | undefined, run: (reactions: Reactions) => Moved): Script {
  const told: ((to: Reactions) => void)[] = [];
  let asked = false;
  const note = (telling: (to: Reactions) => void): void => {
    told.push(telling);
    telling(reactions);
  };
  const moved = run({
    admits: (edge) => {
      if (selected && edge.kind === "on") return selected.includes(edge);
      asked = true;
      return reactions.admits(edge);
    },
    act: (type, params) => note((to) => to.act(type, params)),
    arm: (timer, delay) => note((to) => to.arm(timer, delay)),
    cancel: (timer) => note((to) => to.cancel(timer)),
  });
  return { told, moved, asked };
}

/** Tells it again. */
export function replay({ told, moved }: Script, reactions: Reactions): Moved {
  for (const telling of told) telling(reactions);
  return moved;
}
