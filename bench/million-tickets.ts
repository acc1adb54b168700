import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine, openLibsqlStore } from "@muster/engine";
import { connect } from "../packages/engine/dist/store/libsql/connection.js";
import { type Measurement, measurement } from "./measure.ts";
import { hal, pingPongEngine, tenant } from "./ping-pong.ts";

const million = 1_000_000;
const open = 10_000;

/** One million tickets in the file: transitions drawn from the open ones, and from all, beside the same in a small file. */
export async function millionTickets(): Promise<Record<string, Measurement>> {
  const folder = mkdtempSync(join(tmpdir(), "muster-million-"));
  try {
    const [small, large] = [join(folder, "small.db"), join(folder, "large.db")];
    const { engine, ids } = await pingPongEngine(small, open);
    await engine.close();
    copyFileSync(small, large);
    const old = multiply(large, million - open);
    const rates = { small: 0, large: 0, uniform: 0 };
    for (let round = 0; round < 3; round += 1) {
      rates.small = Math.max(rates.small, await drawn(small, ids));
      rates.large = Math.max(rates.large, await drawn(large, ids));
      rates.uniform = Math.max(rates.uniform, await drawn(large, [...old, ...ids]));
    }
    return {
      "drawn from 10,000 open of 1,000,000, beside 10,000 of 10,000": measurement(rates.large, rates.small, "transitions/s"),
      "drawn from all 1,000,000, beside 10,000 of 10,000": measurement(rates.uniform, rates.small, "transitions/s"),
      "process memory meanwhile": measurement(process.memoryUsage.rss() / 1e6, null, "MB"),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Transitions a second by 64 callers, each on a ticket drawn at random. */
async function drawn(file: string, ids: readonly string[]): Promise<number> {
  const engine = createEngine({ store: openLibsqlStore({ file }) });
  const times = 10_000;
  let left = times;
  const caller = async (): Promise<void> => {
    for (; left > 0; left -= 1) {
      const ticket = ids[Math.floor(Math.random() * ids.length)] ?? "";
      const answer = await engine.execute({ type: "go", ticket }, hal);
      if (!answer.ok) throw new Error(answer.refusal.detail.en);
    }
  };
  await engine.world(tenant.id);
  const started = performance.now();
  await Promise.all(Array.from({ length: 64 }, caller));
  const rate = (times / (performance.now() - started)) * 1000;
  await engine.close();
  return rate;
}

/** Copies one ticket's rows many times under new ids, older than all others, as an import of past years would leave them. */
function multiply(file: string, count: number): readonly string[] {
  const db = connect(file, "rwc");
  db.exec("PRAGMA synchronous = OFF");
  const first = db.prepare("SELECT id FROM ticket ORDER BY id LIMIT 1").get()?.[0];
  db.exec("BEGIN");
  db.exec(`CREATE TEMP TABLE copies AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    SELECT i, printf('00000000-0000-7000-8000-%012d', i) AS id FROM n`);
  const columns = (table: string) =>
    db
      .prepare(`SELECT name FROM pragma_table_info('${table}') WHERE name <> 'position'`)
      .all()
      .map(([name]) => String(name));
  for (const [table, key] of [
    ["ticket", "id"],
    ["ticket_unit", "ticket"],
    ["part", "ticket"],
  ] as const) {
    const values = columns(table).map((name) =>
      name === key
        ? "copies.id"
        : name === "number"
          ? "'N' || copies.i"
          : name === "document"
            ? `replace(document, '${first}', copies.id)`
            : `"${name}"`,
    );
    db.exec(
      `INSERT INTO ${table} (${columns(table)
        .map((name) => `"${name}"`)
        .join(", ")}) SELECT ${values.join(", ")} FROM copies, ${table} WHERE ${table}.${key} = '${first}'`,
    );
  }
  const entry = columns("journal").map((name) =>
    name === "ticket" ? "copies.id" : name === "entry" ? `replace(entry, '${first}', copies.id)` : `"${name}"`,
  );
  db.exec(
    `INSERT INTO journal (${columns("journal").join(", ")}) SELECT ${entry.join(", ")} FROM copies, journal WHERE journal.ticket = '${first}'`,
  );
  db.exec("COMMIT");
  const ids = db
    .prepare("SELECT id FROM copies")
    .all()
    .map(([id]) => String(id));
  db.close();
  return ids;
}
