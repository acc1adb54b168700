import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "@muster/engine";
import { type Measurement, measurement } from "./measure.ts";
import { hal, pingPong, pingPongEngine, tenant } from "./ping-pong.ts";

const open = 100_000;
const move = { process: "ping-pong", states: { ping: "serve" } } as const;

/** 100,000 open tickets brought to a version that calls their state otherwise and gives it a delay, so that each journal is read; others act meanwhile. */
export async function moves(): Promise<Record<string, Measurement>> {
  const folder = mkdtempSync(join(tmpdir(), "muster-moves-"));
  const { engine, ids } = await pingPongEngine(join(folder, "moves.db"), open);
  try {
    const defined = await engine.define(tenant.id, nextVersion(), "bench");
    if (!defined.ok) throw new Error(JSON.stringify(defined.findings));
    const planned = await whileOthersAct(engine, ids, () => engine.planMove(tenant.id, move));
    const moved = await whileOthersAct(engine, ids, () => engine.moveTickets(tenant.id, move));
    if (!moved.answer.ok || moved.answer.moved !== open) throw new Error(JSON.stringify(moved.answer).slice(0, 1000));
    return {
      "100,000 tickets foreseen": measurement(planned.seconds, null, "s"),
      "the longest that a live command waited meanwhile": measurement(planned.longest, null, "ms"),
      "100,000 tickets foreseen and moved": measurement(moved.seconds, null, "s"),
      "the longest that a live command waited meanwhile, moving": measurement(moved.longest, null, "ms"),
    };
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function nextVersion(): readonly [{ readonly kind: "process"; readonly document: object }] {
  const document = pingPong.find(({ kind }) => kind === "process")?.document as { readonly meta: object };
  const renamed = JSON.parse(JSON.stringify(document).replaceAll('"ping"', '"serve"')) as { readonly states: { readonly serve: object } };
  const serve = { ...renamed.states.serve, after: { idle: { target: "pong" } } };
  const delays = { idle: { amount: 9, unit: "natural-day" } };
  return [{ kind: "process", document: { ...renamed, meta: { ...document.meta, delays }, states: { ...renamed.states, serve } } }];
}

/** Does it while somebody sends a command every 20 ms; answers how long it took, and the longest that one of those waited. */
async function whileOthersAct<Answer>(engine: Engine, ids: readonly string[], act: () => Promise<Answer>) {
  const [start, acting] = [performance.now(), { isOver: false }];
  const done = act().finally(() => (acting.isOver = true));
  let longest = 0;
  for (let i = ids.length - 1; !acting.isOver; i = i === 0 ? ids.length - 1 : i - 1) {
    const sent = performance.now();
    await engine.execute({ type: "go", ticket: ids[i] ?? "" }, hal);
    longest = Math.max(longest, performance.now() - sent);
    await sleep(20);
  }
  return { answer: await done, seconds: (performance.now() - start) / 1000, longest };
}
