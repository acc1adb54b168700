import { worldOf } from "@muster/engine/testing";
import { createMachine } from "xstate";
import { decide } from "../packages/engine/dist/decide/decide.js";
import type { Ticket } from "../packages/engine/dist/model/ticket.js";
import { type Measurement, measurement, perCpuSecond } from "./measure.ts";
import { hal, pingPong, tenant } from "./ping-pong.ts";

/** The pure decision, beside XState alone doing the same transition with restore and serialise. */
export async function decisions(): Promise<Record<string, Measurement>> {
  const [ours, bare] = [ourStep(), bareStep()];
  const rate = { ours: 0, bare: 0 };
  for (let round = 0; round < 3; round += 1) {
    rate.ours = Math.max(rate.ours, await perCpuSecond(ours, 50_000));
    rate.bare = Math.max(rate.bare, await perCpuSecond(bare, 50_000));
  }
  return { "decide, beside bare XState with restore and serialise": measurement(rate.ours, rate.bare, "transitions per CPU-second") };
}

function ourStep(): (times: number) => void {
  const world = worldOf(tenant, pingPong);
  let id = 0;
  const draws = { id: () => `id-${(id += 1)}`, salt: () => "salt", commit: () => "commitment" };
  const around = { now: 1_800_000_000_000, draws, number: () => "B-1", text: () => undefined, other: () => undefined, reported: undefined };
  const step = (ticket: Ticket | undefined, type: string): Ticket => {
    const command = ticket ? { type, ticket: ticket.id } : { type: "report" as const, process: "ping-pong" };
    const answer = decide(world, ticket, command, hal, around);
    if (!answer.ok) throw new Error(answer.refusal.detail.en);
    return answer.ticket;
  };
  let ticket = step(undefined, "report");
  return (times) => {
    for (let i = 0; i < times; i += 1) ticket = step(ticket, "go");
  };
}

function bareStep(): (times: number) => void {
  const config = pingPong.find((draft) => draft.kind === "process")?.document;
  const machine = createMachine(config as never);
  const nothing = (): void => {};
  const scope = {
    self: {},
    id: "x",
    sessionId: "x",
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
    system: { _sendInspectionEvent: nothing },
  };
  let stored = JSON.stringify(machine.getPersistedSnapshot(machine.getInitialSnapshot(scope as never)));
  return (times) => {
    for (let i = 0; i < times; i += 1) {
      const snapshot = machine.restoreSnapshot(JSON.parse(stored), scope as never);
      stored = JSON.stringify(machine.getPersistedSnapshot(machine.transition(snapshot, { type: "go" }, scope as never)));
    }
  };
}
