import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { openLibsqlStore, type Draft, type Engine } from "@muster/engine";
import { publishedWorld, assemble } from "../packages/engine/dist/decide/assemble.js";
import { askedOf } from "../packages/engine/dist/run/backtest/decide-again.js";
import { decisionTally } from "../packages/engine/dist/run/backtest/decisions.js";
import { versioned } from "../packages/engine/dist/run/worlds.js";
import { districtDrafts, fillDistrict, person, tenant } from "./fill-district.ts";
import { type Measurement, measurement } from "./measure.ts";

const tickets = Number(process.env["MUSTER_BENCH_TICKETS"] ?? 100_000);
const end = Date.UTC(2026, 10, 20, 4);
const all = { since: 0, until: end };

/** Tickets of thirty days under a routing table that sends the emergencies elsewhere, while eight callers go on reporting. */
export async function backtests(): Promise<Record<string, Measurement>> {
  const folder = mkdtempSync(join(tmpdir(), "muster-backtest-"));
  const file = join(folder, "district.db");
  const engine = await fillDistrict(file, tickets, end);
  try {
    const options = { drafts: [await rerouted()], ...all };
    const alone = await percentile(engine, () => sleep(5000));
    let told = 0;
    let seconds = NaN;
    const meanwhile = await percentile(engine, async () => {
      const started = performance.now();
      const answer = await engine.backtest(tenant.id, { ...options, onProgress: () => (told += 1) });
      seconds = (performance.now() - started) / 1000;
      if (!answer.ok || answer.result.asRecorded !== tickets || answer.result.changed.total === 0)
        throw new Error(JSON.stringify(answer).slice(0, 2000));
    });
    const quiet = await timed(() => engine.backtest(tenant.id, options));
    const fast = await timed(() => engine.backtestDecisions(tenant.id, options));
    const many = tickets.toLocaleString("en");
    return {
      [`${many} tickets, the full path in both worlds`]: measurement(quiet, null, "s"),
      [`${many} tickets, the same while eight callers report`]: measurement(seconds, null, "s"),
      "how often progress was told": measurement(told, null, "times"),
      "live commands meanwhile, 99 of 100 answered within, beside no backtest": measurement(meanwhile, alone, "ms"),
      [`${many} tickets, table decisions of both tables, compiled and compared`]: measurement(await decisions(file), null, "s"),
      [`${many} tickets, the same read from the journals`]: measurement(fast, null, "s"),
    };
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rerouted(): Promise<Draft> {
  const draft = (await districtDrafts()).find(({ kind, document }) => kind === "table" && (document as { id: string }).id === "routing");
  const text = JSON.stringify(draft?.document).replaceAll("area:street/emergency", "area:street/safety");
  return { kind: "table", document: JSON.parse(text) as unknown };
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return (performance.now() - started) / 1000;
}

/** Both tables compiled, and every recorded decision, read already, asked of both and compared. */
async function decisions(file: string): Promise<number> {
  const store = openLibsqlStore({ file, readOnly: true });
  try {
    const kept = await store.audit.definitions(tenant.id);
    const asked = [];
    for (let rows = await store.records.page(tenant.id, all, undefined, 1000); rows.length > 0;) {
      for (const row of rows) asked.push(...askedOf(row, new Set(["routing", "classification"])));
      rows = await store.records.page(tenant.id, all, rows.at(-1), 1000);
    }
    const setting = { tenant: tenant.id, zone: tenant.zone, hostGuards: new Map() };
    const fresh = kept.map((row) => ({ ...row, body: row.body.replaceAll("area:street/emergency", "area:street/safety") }));
    const started = performance.now();
    const [before, after] = [publishedWorld(setting, kept.map(versioned)), assemble(setting, fresh.map(versioned)).world];
    const counted = decisionTally(before, after, ["routing", "classification"], 100);
    for (const each of asked) counted.add(each);
    const { changed } = counted.result(all, tickets);
    const seconds = (performance.now() - started) / 1000;
    if (changed.total === 0 || asked.length < tickets) throw new Error(`${asked.length} decisions, ${changed.total} tickets changed`);
    return seconds;
  } finally {
    await store.close();
  }
}

/** How long 99 of 100 reports wait for their answer while something goes on: eight callers, each a moment after its last answer. */
async function percentile(engine: Engine, act: () => Promise<unknown>): Promise<number> {
  const waits: number[] = [];
  const over = new AbortController();
  const callers = Array.from({ length: 8 }, async () => {
    while (!over.signal.aborted) {
      const started = performance.now();
      const form = { area: "liuhu-west-1", description: "路灯不亮" };
      const answer = await engine.execute({ type: "report", process: "closed-loop", form }, person("centre-acceptor"));
      if (!answer.ok) throw new Error(answer.refusal.detail.en);
      waits.push(performance.now() - started);
      await sleep(5);
    }
  });
  await act();
  over.abort();
  await Promise.all(callers);
  return waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? NaN;
}
