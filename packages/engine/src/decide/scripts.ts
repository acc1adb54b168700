import type { Edge } from "../definitions/state-graph.ts";
import type { Moved, Reactions } from "./machine.ts";
import { learn, play, record, type Scene } from "./script.ts";

/** Tells what is known of a transition, or runs it and remembers what it told. */
export type Scripts = (key: string, selected: readonly Edge[] | undefined, reactions: Reactions, act: (noted: Reactions) => Moved) => Moved;

/** Scripts of transitions by their keys, with a bound: however many answers guards may combine, a process must not fill the memory. */
export function scripts(maxKept: number): Scripts {
  const known = new Map<string, Scene>();
  let paths = 0;
  return (key, selected, reactions, act) => {
    const first = known.get(key);
    const played = first && play(first, reactions);
    if (played && "moved" in played) return played.moved;
    const { scene, moved } = record(reactions, selected, act, played?.heard);
    paths += 1;
    if (paths > maxKept) {
      known.clear();
      paths = 0;
    }
    const before = known.get(key);
    if (before) learn(before, scene);
    else known.set(key, scene);
    return moved;
  };
}
