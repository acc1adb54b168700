import * as assert from "uvu/assert";
import { fold, type ClockTreatment, type Ticket } from "@muster/engine";
import { handClock, type HandClock, type Step, type Story } from "@muster/engine/testing";
import { ladderClock } from "../../../src/decide/ladders/arm-ladders.ts";
import { partsOf } from "../../../src/decide/parts.ts";
import { enteredAt } from "../../../src/decide/repin/entered-at.ts";
import { repinCommand } from "../../../src/decide/repin/parse-repin.ts";
import type { Process } from "../../../src/decide/process.ts";
import type { World } from "../../../src/decide/world.ts";
import { canonical } from "../../../src/model/canonical.ts";
import { tenant } from "../../fixtures/town.ts";

export interface HowToMove {
  readonly clocks?: ClockTreatment;
  readonly states?: Readonly<Record<string, string>>;
  readonly to?: number;
  readonly historical?: boolean;
}

const system = { kind: "system", tenant: tenant.id } as const;

/** The step that brings the ticket of the story to another version, the latest unless one is named. */
export function repin(
  world: World,
  { ticket, entries }: Story,
  { clocks = "keep", states = {}, to, historical }: HowToMove,
  now: number,
): Step {
  if (!ticket) throw new Error("nothing was reported");
  const { id, version } = ticket.process;
  const since = enteredAt(id, (each) => world.process(id, each), entries);
  const latest = world.process(id)?.ref.version ?? 0;
  const form = { from: version, to: to ?? latest, clocks, states: new Map(Object.entries(states)), since };
  const { ticket: _id, ...command } = repinCommand(ticket.id, form);
  return [system, historical ? { ...command, historical: true, at: now } : command];
}

/** Moves the ticket and holds what it has become to the laws of every entry. */
export function moved(world: World, story: Story, how: HowToMove = {}, clock: HandClock = handClock()): Story {
  const after = story.in(world).and(repin(world, story, how, clock.now()));
  lawful(world, after);
  return after;
}

/** Why it is not moved; empty where it is. */
export function refusal(world: World, story: Story, how: HowToMove = {}, clock: HandClock = handClock()): string {
  const answer = story.in(world).when(...repin(world, story, how, clock.now()));
  return answer.ok ? "" : `${answer.refusal.code}: ${answer.refusal.detail.en}`;
}

/** The fold is the ticket, what it waits for can be told, and every timer is of a state that is active. */
export function lawful(world: World, { ticket, entries }: Story): void {
  const { process: ref, state, timers } = ticket as Ticket;
  assert.is(canonical(fold(entries)), canonical(ticket));
  const process = world.process(ref.id, ref.version) as Process;
  partsOf(world, process, ticket as Ticket);
  const delays = [...process.standing(state).active.keys()].flatMap((node) => node.edges.filter(({ kind }) => kind === "after"));
  const known = new Set(delays.map(({ name, source }) => `xstate.after.${name}.${source.id}`));
  for (const timer of Object.keys(timers)) assert.ok(ladderClock(timer) !== undefined || known.has(timer), timer);
}
