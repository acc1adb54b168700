import type { Edge } from "../definitions/state-graph.ts";
import type { Moved, Reactions } from "./machine.ts";

type Telling = (reactions: Reactions) => void;

/**
 * What a transition told, in order, up to its end or to a guard that it asked: from there it goes on by the answer. The same transitions
 * from the same position tell the same wherever the same guards answer the same, so that it is told again without XState: a process has few
 * positions and many tickets.
 */
export type Scene = { readonly told: readonly Telling[] } & (
  | { readonly moved: Moved }
  | { readonly asks: Edge; readonly answers: Map<boolean, Scene> }
);

/** How far a ticket got in a script that did not know how to go on. */
interface Heard {
  readonly told: number;
  readonly answers: readonly boolean[];
}

/** Tells a scene and those that follow from the guards' answers; where one is missing, answers how far it came. */
export function play(first: Scene, reactions: Reactions): { readonly moved: Moved } | { readonly heard: Heard } {
  const answers: boolean[] = [];
  let told = 0;
  let scene = first;
  for (;;) {
    for (const telling of scene.told) telling(reactions);
    told += scene.told.length;
    if ("moved" in scene) return { moved: scene.moved };
    const answer = reactions.admits(scene.asks);
    answers.push(answer);
    const next = scene.answers.get(answer);
    if (!next) return { heard: { told, answers } };
    scene = next;
  }
}

/**
 * Runs a transition and writes down what it tells and asks. Transitions for the event itself are the selected ones, where given. What was
 * heard of it before is neither told nor asked again.
 */
export function record(
  reactions: Reactions,
  selected: readonly Edge[] | undefined,
  run: (reactions: Reactions) => Moved,
  heard: Heard = { told: 0, answers: [] },
): { readonly scene: Scene; readonly moved: Moved } {
  const asked: { readonly told: readonly Telling[]; readonly asks: Edge; readonly answer: boolean }[] = [];
  let told: Telling[] = [];
  let count = 0;
  const note = (telling: Telling): void => {
    told.push(telling);
    count += 1;
    if (count > heard.told) telling(reactions);
  };
  const moved = run({
    admits: (edge) => {
      if (selected && edge.kind === "on") return selected.includes(edge);
      const answer = heard.answers[asked.length] ?? reactions.admits(edge);
      asked.push({ told, asks: edge, answer });
      told = [];
      return answer;
    },
    act: (type, params) => note((to) => to.act(type, params)),
    arm: (timer, delay) => note((to) => to.arm(timer, delay)),
    cancel: (timer) => note((to) => to.cancel(timer)),
  });
  const end: Scene = { told, moved };
  const scene = asked.reduceRight<Scene>(
    (next, { told: before, asks, answer }) => ({ told: before, asks, answers: new Map([[answer, next]]) }),
    end,
  );
  return { scene, moved };
}

/** Adds what was recorded to what is known of the same transition. */
export function learn(known: Scene, recorded: Scene): void {
  if (!("answers" in known) || !("answers" in recorded)) return;
  for (const [answer, next] of recorded.answers) {
    const found = known.answers.get(answer);
    if (found) learn(found, next);
    else known.answers.set(answer, next);
  }
}
