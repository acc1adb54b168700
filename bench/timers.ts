import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { createEngine, openLibsqlStore, type Draft, type Engine } from "@muster/engine";
import { type Measurement, measurement } from "./measure.ts";
import { hal, pingPong, tenant } from "./ping-pong.ts";

const label = (text: string) => ({ "zh-CN": text, en: text });
const [armed, due] = [100_000, 5_000];
const hour = 3_600_000;

/** The two states with a clock of five hours, and a ladder whose rung, when they have passed, sends word and makes the ticket more urgent. */
function watched(): readonly Draft[] {
  return [
    ...pingPong.map(({ kind, document }) => (kind === "process" ? { kind, document: withClock(document as Process) } : { kind, document })),
    {
      kind: "ladder",
      document: {
        id: "watch",
        label: label("watch"),
        clocks: [{ process: "ping-pong", clock: "watch" }],
        rungs: [
          {
            id: "late",
            at: "due",
            actions: [{ type: "notify", params: { topic: "late", role: "handler", at: "owner" } }, { type: "raise-priority" }],
          },
        ],
      },
    },
  ];
}

interface Process {
  readonly meta: object;
  readonly states: Readonly<Record<string, { readonly meta: object }>>;
}

function withClock(process: Process): object {
  const states = Object.entries(process.states).map(([name, state]) =>
    name === "done" ? [name, state] : [name, { ...state, meta: { ...state.meta, clock: { watch: "run" } } }],
  );
  const clocks = { watch: { label: label("watch"), limit: { amount: 5, unit: "urgent-hour" } } };
  return { ...process, meta: { ...process.meta, clocks }, states: Object.fromEntries(states) as object };
}

/** 100,000 armed timers of ladders, 5,000 of them due at once, fired while eight callers go on with other tickets. */
export async function timers(): Promise<Record<string, Measurement>> {
  const folder = mkdtempSync(join(tmpdir(), "muster-timers-"));
  let now = Date.UTC(2026, 0, 5);
  const engine = createEngine({ store: openLibsqlStore({ file: join(folder, "timers.db") }), now: () => now });
  try {
    await engine.setTenant(tenant);
    const defined = await engine.define(tenant.id, watched(), "bench");
    if (!defined.ok) throw new Error(JSON.stringify(defined.findings));
    await report(engine, due);
    now += 4 * hour;
    const live = await report(engine, armed - due);
    now += hour;
    const waits: number[] = [];
    const firing = new AbortController();
    const callers = Array.from({ length: 8 }, (_, i) => call(engine, live.slice(i * 100, i * 100 + 100), waits, firing.signal));
    const started = performance.now();
    const { fired } = await engine.work();
    const seconds = (performance.now() - started) / 1000;
    firing.abort();
    await Promise.all(callers);
    const again = await engine.work();
    if (fired !== due || again.fired !== 0) throw new Error(`fired ${fired} and then ${again.fired} of ${due}`);
    const sorted = waits.toSorted((a, b) => a - b);
    return {
      "5,000 due at once of 100,000 armed, all fired": measurement(seconds, null, "s"),
      "live commands meanwhile, 99 of 100 answered within": measurement(sorted[Math.floor(sorted.length * 0.99)] ?? NaN, null, "ms"),
      "live commands meanwhile": measurement(sorted.length / seconds, null, "commands/s"),
    };
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function report(engine: Engine, tickets: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let i = 0; i < tickets; i += 64) {
    const count = Math.min(64, tickets - i);
    const answers = await Promise.all(Array.from({ length: count }, () => engine.execute({ type: "report", process: "ping-pong" }, hal)));
    for (const answer of answers) if (answer.ok) ids.push(answer.ticket.id);
  }
  return ids;
}

/** A caller that waits for each answer and then a little, until it is told to stop. */
async function call(engine: Engine, ids: readonly string[], waits: number[], signal: AbortSignal): Promise<void> {
  for (let i = 0; !signal.aborted; i += 1) {
    const started = performance.now();
    const answer = await engine.execute({ type: "go", ticket: ids[i % ids.length] ?? "" }, hal);
    if (!answer.ok) throw new Error(answer.refusal.detail.en);
    waits.push(performance.now() - started);
    await sleep(5);
  }
}
