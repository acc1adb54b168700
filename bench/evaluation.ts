import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createEngine, openLibsqlStore, type Draft, type Engine, type FigureQuestion } from "@muster/engine";
import { connect, type Connection } from "../packages/engine/dist/store/libsql/connection.js";
import { districtDrafts, fillDistrict, tenant } from "./fill-district.ts";
import { type Measurement, measurement } from "./measure.ts";

const wanted = Number(process.env["MUSTER_BENCH_TICKETS"] ?? 1_000_000);
/** Tickets that live through the engine; all others are copies of them at other places and times. */
const lived = Math.min(2000, wanted);
/** Tickets that the follower is measured by. */
const followed = Math.min(20_000, wanted - lived);
const end = Date.UTC(2026, 10, 20, 4);
const system = { kind: "system", tenant: tenant.id } as const;
const [streets, communities, grids, months] = [20, 10, 10, 24] as const;

/** One million tickets of two years on two thousand grids: how fast the tables follow, are counted anew, and answer. */
export async function evaluations(): Promise<Record<string, Measurement>> {
  const folder = mkdtempSync(join(tmpdir(), "muster-evaluation-"));
  const file = join(folder, "district.db");
  try {
    await (await fillDistrict(file, lived, end)).close();
    let engine = await opened(file);
    const defined = await engine.define(tenant.id, [await largeOrganisation()], "bench");
    if (!defined.ok) throw new Error(JSON.stringify(defined.findings));
    await engine.evaluation.follow(tenant.id);
    await engine.close();
    const copies = (wanted - lived) / lived;
    const first = Math.round(followed / lived);
    copy(file, 1, first);
    engine = await opened(file);
    const [entries, following] = await timed(() => engine.evaluation.follow(tenant.id));
    await engine.close();
    copy(file, first + 1, copies);
    engine = await opened(file);
    const [, recomputing] = await timed(() => engine.evaluation.recompute(tenant.id));
    const answered = await asked(engine, (question) => engine.evaluation.figures(question, system));
    const apart = await asked(engine, (question, i) =>
      engine.evaluation.figures({ ...question, by: (["unit", "category", "source", "person"] as const)[i % 4] }, system),
    );
    const opening = await asked(engine, (question, i) =>
      engine.evaluation.cases({ ...question, tally: ["filed", "late", "overdue"][i % 3] ?? "" }, system),
    );
    await engine.close();
    const many = wanted.toLocaleString("en");
    return {
      "entries followed, one tenant": measurement(entries / following, null, "entries/s"),
      [`${many} tickets counted from the start`]: measurement(recomputing, null, "s"),
      [`${many} tickets, any unit and month, median`]: measurement(percentile(answered, 0.5), null, "ms"),
      [`${many} tickets, any unit and month, 99 of 100 within`]: measurement(percentile(answered, 0.99), null, "ms"),
      [`${many} tickets, the same by unit, category, source or person`]: measurement(percentile(apart, 0.99), null, "ms"),
      [`${many} tickets, fifty tickets behind a number, 99 of 100 within`]: measurement(percentile(opening, 0.99), null, "ms"),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function opened(file: string): Promise<Engine> {
  const engine = createEngine({ store: openLibsqlStore({ file }), now: () => end });
  await engine.world(tenant.id);
  return engine;
}

async function timed<T>(act: () => Promise<T>): Promise<readonly [T, seconds: number]> {
  const started = performance.now();
  const result = await act();
  return [result, (performance.now() - started) / 1000];
}

/** The district with two thousand grids more. */
async function largeOrganisation(): Promise<Draft> {
  const drafts = await districtDrafts();
  const document = drafts.find(({ kind }) => kind === "organisation")?.document as { readonly units: readonly object[] };
  const unit = (code: string, kind: string, parent: string) => ({ code, kind, parent, label: { "zh-CN": code, en: code } });
  const more = Array.from({ length: streets }, (_, s) => [
    unit(`st-${s}`, "street", "district"),
    unit(`st-${s}-squad`, "squad", `st-${s}`),
    ...Array.from({ length: communities }, (__, c) => [
      unit(`cm-${s}-${c}`, "community", `st-${s}`),
      ...Array.from({ length: grids }, (___, g) => unit(`g-${s}-${c}-${g}`, "grid", `cm-${s}-${c}`)),
    ]).flat(),
  ]).flat();
  return { kind: "organisation", document: { ...document, units: [...document.units, ...more] } };
}

/** Copies every ticket that was lived through, each copy on another grid and some days earlier. */
function copy(file: string, from: number, until: number): void {
  const db = connect(file, "rwc");
  db.exec("PRAGMA synchronous = OFF");
  const ids = db
    .prepare("SELECT id FROM ticket ORDER BY id LIMIT ?")
    .all(lived)
    .map(([id]) => String(id));
  const place = new Map(ids.map((id, i) => [id, i]));
  const tickets = rowsOf(db, `SELECT * FROM ticket WHERE id <= '${ids.at(-1)}'`, "ticket");
  const entries = rowsOf(db, `SELECT * FROM journal WHERE ticket <= '${ids.at(-1)}' ORDER BY position`, "journal").map((row) =>
    row.filter((__, i) => i > 0),
  );
  const insert = (table: string, columns: number, left = "") =>
    db.prepare(`INSERT INTO ${table} ${left} VALUES (${Array.from({ length: columns }, () => "?").join(", ")})`);
  const addTicket = insert("ticket", tickets[0]?.length ?? 0);
  const addEntry = insert("journal", entries[0]?.length ?? 0, "(tenant, ticket, seq, at, recorded_at, type, entry, hash)");
  for (let n = from; n <= until; n += 1) {
    db.exec("BEGIN");
    const moved = mover(n, place);
    for (const row of tickets) addTicket.run(...row.map(moved));
    for (const row of entries) addEntry.run(...row.map(moved));
    db.exec("COMMIT");
  }
  db.close();
}

function rowsOf(db: Connection, sql: string, table: string): readonly (readonly (string | number | null)[])[] {
  const rows = db.prepare(sql).all();
  if (rows.length === 0) throw new Error(`there is nothing in ${table} to copy`);
  return rows;
}

/** What any value of a row becomes in a copy: ids and numbers its own, units elsewhere, instants earlier. */
function mover(n: number, place: ReadonlyMap<string, number>): (value: string | number | null) => string | number | null {
  const earlier = Math.floor((n / (wanted / lived)) * months * 30.4 * 86_400_000);
  const street = n % streets;
  const grid = (name: string) => `g-${street}-${(n * 7 + name.length) % communities}-${(n * 3 + name.length * 5) % grids}`;
  const instant = (at: number) => (at > 1_600_000_000_000 && at < 2_000_000_000_000 ? at - earlier : at);
  // The time is the first twelve digits of an id.
  const id = (text: string) => {
    const time = (Number.parseInt(text.slice(0, 8) + text.slice(9, 13), 16) - earlier).toString(16).padStart(12, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}${text.slice(13, 24)}${n.toString(16).padStart(4, "0")}${text.slice(28)}`;
  };
  return (value) => {
    if (typeof value === "number") return instant(value);
    if (value === null) return value;
    if (place.has(value)) return id(value);
    if (/^B\d/.test(value)) return `${value}-${n}`;
    return value.replaceAll(
      /"(?:liuhu|nanyuan)-(?:[a-z]+-\d)"|"liuhu-(?:emergency|city-management)"|\b1[67]\d{11}\b|"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"/g,
      (found) => {
        if (!found.startsWith('"')) return String(instant(Number(found)));
        const text = found.slice(1, -1);
        if (place.has(text)) return `"${id(text)}"`;
        if (/^(?:liuhu|nanyuan)-(?:east|west|mill)-\d$/.test(text)) return `"${grid(text)}"`;
        return /^liuhu-(?:emergency|city-management)$/.test(text) ? `"st-${street}-squad"` : found;
      },
    );
  };
}

/** Two thousand questions about units of every kind and any month; how long each took, in milliseconds. */
async function asked(
  engine: Engine,
  ask: (question: FigureQuestion, i: number) => Promise<{ readonly ok: boolean }>,
): Promise<readonly number[]> {
  const { codes } = (await engine.world(tenant.id)).organisation.units;
  const took: number[] = [];
  let seed = 1;
  const next = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let i = 0; i < 2000; i += 1) {
    // The district, streets, communities and grids in turn, since most units are grids.
    const pick = [undefined, `st-${next(streets)}`, `cm-${next(streets)}-${next(communities)}`, codes[next(codes.length)]][i % 4];
    const at = new Date(end - next(months * 30) * 86_400_000).toISOString().slice(0, 7);
    const evaluation = i % 2 === 0 ? "unit-score" : "handler-score";
    const started = performance.now();
    const answer = await ask({ evaluation, period: at, ...(pick !== undefined && { unit: pick }) }, i);
    took.push(performance.now() - started);
    if (!answer.ok) throw new Error(JSON.stringify(answer));
  }
  return took;
}

function percentile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;
}
