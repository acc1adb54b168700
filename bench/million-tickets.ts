import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { connect } from "../packages/engine/dist/store/libsql/connection.js";
import { type Measurement, measurement, paired } from "./measure.ts";
import { pingPongEngine } from "./ping-pong.ts";

const million = 1_000_000;
const open = 10_000;
const unit = "transitions/s";
const program = fileURLToPath(new URL("draw-tickets.js", import.meta.url));

/** One million tickets in the file: transitions drawn from the open ones, and from all, beside the same in a small file. */
export async function millionTickets(): Promise<Record<string, Measurement>> {
  const folder = mkdtempSync(join(tmpdir(), "muster-million-"));
  try {
    const [small, large] = [join(folder, "small.db"), join(folder, "large.db")];
    const { engine } = await pingPongEngine(small, open);
    await engine.close();
    copyFileSync(small, large);
    multiply(large, million - open);
    let megabytes = 0;
    const drawn = (file: string, from: string) => (): Promise<number> => {
      const { stdout, stderr } = spawnSync(process.execPath, [program, file, from], { encoding: "utf8" });
      if (stdout === "") throw new Error(stderr);
      const told = JSON.parse(stdout) as { readonly rate: number; readonly megabytes: number };
      megabytes = Math.max(megabytes, told.megabytes);
      return Promise.resolve(told.rate);
    };
    const rounds = 5;
    return {
      "drawn from 10,000 open of 1,000,000, beside 10,000 of 10,000": await paired(
        rounds,
        drawn(large, "open"),
        drawn(small, "open"),
        unit,
      ),
      "drawn from all 1,000,000, beside 10,000 of 10,000": await paired(rounds, drawn(large, "all"), drawn(small, "open"), unit),
      "memory of a process that drew from a million": measurement(megabytes, null, "MB"),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies one ticket's rows many times under new ids, older than all others, as an import of past years would leave them. */
function multiply(file: string, count: number): void {
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
  db.close();
}
