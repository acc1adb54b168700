import * as assert from "uvu/assert";
import type { Process } from "../../../src/decide/process.ts";
import type { Position } from "../../../src/decide/machine.ts";
import { demandOf } from "../../../src/definitions/check/read-guards.ts";
import type { RoleSpec } from "../../../src/definitions/process.ts";
import type { Edge } from "../../../src/definitions/state-graph.ts";

const mostPositions = 150;

/**
 * Where the statechart can come to from a position, by XState alone, whoever acts and whatever conditions say: each position, and
 * whether an end follows. Knows nothing of the check. Positions beyond the bound are taken to lead on.
 */
export function trapped(process: Process, from: Position): Position | undefined {
  const known = new Map<string, Position>();
  const before = new Map<string, Set<string>>();
  const ends = new Set<string>();
  const queue: Position[] = [];
  const meet = (position: Position, by?: string): void => {
    const key = JSON.stringify([position.state, position.history]);
    if (by !== undefined) before.set(key, (before.get(key) ?? new Set()).add(by));
    if (known.has(key)) return;
    known.set(key, position);
    if (known.size > mostPositions) ends.add(key);
    else queue.push(position);
  };
  meet(from);
  if (isDone(process, from)) return undefined;
  for (let at = queue.shift(); at; at = queue.shift()) {
    const by = JSON.stringify([at.state, at.history]);
    if (ends.has(by)) continue;
    for (const moved of movesFrom(process, at)) {
      meet(moved.history ? { state: moved.state, history: moved.history } : { state: moved.state }, by);
      if (!moved.done) continue;
      assert.is(process.standing(moved.state).stage, "close", `done and still open: ${JSON.stringify(moved.state)}`);
      ends.add(JSON.stringify([moved.state, moved.history]));
    }
  }
  for (const key of ends) for (const earlier of before.get(key) ?? []) ends.add(earlier);
  const lost = [...known].find(([key]) => !ends.has(key));
  return lost?.[1];
}

/** Where a new ticket comes to rest while no condition holds. */
export function start(process: Process): Position {
  const inert = { admits: () => false, act: () => {}, arm: () => {}, cancel: () => {} };
  const { state, history } = process.machine.start({ ...inert, admits: (edge) => openness(edge) === "open" });
  return history ? { state, history } : { state };
}

function isDone({ leaves, machine }: Process, { state }: Position): boolean {
  const top = machine.graph.root;
  return leaves(state).every((leaf) => leaf.type === "final" && (top.type === "parallel" || leaf.parent === top));
}

function movesFrom(process: Process, at: Position) {
  const { active } = process.standing(at.state);
  const edges = [...active.keys()].flatMap((node) => node.edges);
  const events = new Map<string, Edge[]>();
  for (const edge of edges) {
    const event = edge.kind === "on" ? edge.name : edge.kind === "after" ? `xstate.after.${edge.name}.${edge.source.id}` : undefined;
    if (event !== undefined) events.set(event, [...(events.get(event) ?? []), edge]);
  }
  const inner = [mayHold, (edge: Edge) => openness(edge) === "open"];
  return [...events].flatMap(([event, candidates]) =>
    actingOn(candidates).flatMap((chosen) =>
      inner.map((holds) => {
        const admits = (edge: Edge) => (edge.kind === "on" || edge.kind === "after" ? chosen.includes(edge) : holds(edge));
        return process.machine.send(at, event, { admits, act: () => {}, arm: () => {}, cancel: () => {} });
      }),
    ),
  );
}

/** Which of the transitions somebody of each role finds open: all that may be, only those that must be, or one more. */
function actingOn(candidates: readonly Edge[]): readonly (readonly Edge[])[] {
  const roles = [undefined, ...candidates.flatMap((edge) => edge.transition.meta?.by ?? [])];
  return roles.flatMap((who) => {
    const mine = candidates.filter((edge) => mayHold(edge) && (edge.kind === "after" || mayTake(edge, who)));
    const sure = mine.filter((edge) => openness(edge) === "open");
    return mine.length === 0 ? [] : [mine, sure, ...mine.map((edge) => mine.filter((each) => each === edge || sure.includes(each)))];
  });
}

function mayTake(edge: Edge, who: RoleSpec | undefined): boolean {
  const by = edge.transition.meta?.by ?? [];
  return by.some((each) => each.role === who?.role && (!("at" in each) || each.at === "anywhere" || ("at" in who && each.at === who.at)));
}

function mayHold(edge: Edge): boolean {
  return openness(edge) !== "shut";
}

function openness(edge: Edge): "open" | "shut" | "depends" {
  const source = demandOf(edge);
  if (source === undefined || source === "true") return "open";
  return source === "false" ? "shut" : "depends";
}
