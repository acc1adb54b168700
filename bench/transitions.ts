import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "@muster/engine";
import { connect } from "../packages/engine/dist/store/libsql/connection.js";
import { type Measurement, paired } from "./measure.ts";
import { hal, pingPongEngine, tenant } from "./ping-pong.ts";

/** Acknowledged transitions a second with an fsync for each group, beside hand-written SQL that writes the same rows. */
export async function transitions(): Promise<Record<string, Measurement>> {
  const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
  try {
    const { engine, ids } = await pingPongEngine(join(folder, "ours.db"), 1000);
    const raw = rawWriter(join(folder, "ours.db"), join(folder, "raw.db"));
    const rate = (times: number, work: (times: number) => void | Promise<void>) => () => perSecond(times, work);
    const many = await paired(
      15,
      rate(6400, (times) => callers(engine, ids, 64, times)),
      rate(6400, (times) => raw.write(64, times)),
      "transitions/s",
    );
    const one = await paired(
      9,
      rate(500, (times) => callers(engine, ids, 1, times)),
      rate(500, (times) => raw.write(1, times)),
      "transitions/s",
    );
    raw.close();
    await engine.close();
    return {
      "execute, 64 callers, beside the same rows by hand-written SQL": many,
      "execute, 1 caller, beside the same rows by hand-written SQL": one,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function perSecond(times: number, work: (times: number) => void | Promise<void>): Promise<number> {
  const started = performance.now();
  await work(times);
  return (times / (performance.now() - started)) * 1000;
}

/** Callers that each wait for their answer before they send again, on tickets of their own. */
async function callers(engine: Engine, ids: readonly string[], count: number, times: number): Promise<void> {
  let sent = 0;
  const caller = async (start: number): Promise<void> => {
    for (let i = start; sent < times; i += count) {
      sent += 1;
      const answer = await engine.execute({ type: "go", ticket: ids[i % ids.length] ?? "" }, hal);
      if (!answer.ok) throw new Error(answer.refusal.detail.en);
    }
  };
  await Promise.all(Array.from({ length: count }, (_, n) => caller(n)));
}

/** The rows of a plain transition, written by prepared statements in a loop: what no engine can beat on this driver. */
function rawWriter(template: string, file: string) {
  const source = connect(template, "ro");
  const ddl = source.prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC").all();
  const tickets = source.prepare("SELECT * FROM ticket").all();
  const columnNames = source.prepare("SELECT name FROM pragma_table_info('ticket')").all().map(String);
  const [entry = "", hash = ""] = (source.prepare("SELECT entry, hash FROM journal ORDER BY position DESC LIMIT 1").get() ?? []).map(
    String,
  );
  source.close();

  const db = connect(file, "rwc");
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768");
  for (const [sql] of ddl) db.exec(String(sql));
  const insert = db.prepare(`INSERT INTO ticket VALUES (${(tickets[0] ?? []).map(() => "?").join(", ")})`);
  for (const ticket of tickets) insert.run(...ticket);

  const select = db.prepare("SELECT document, head FROM ticket WHERE tenant = ? AND id = ?");
  const update = db.prepare(
    "UPDATE ticket SET revision = ?, process_version = ?, state = ?, stage = ?, open = ?, category = ?, tier = ?, priority = ?, area = ?, owner = ?, due = ?, at = ?, closed_at = ?, document = ?, head = ? WHERE tenant = ? AND id = ?",
  );
  const journal = db.prepare(
    "INSERT INTO journal (tenant, ticket, seq, at, recorded_at, type, entry, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const part = db.prepare(
    "INSERT INTO part (tenant, ticket, key, kind, role, unit, due) VALUES (?, ?, 'ping-pong.ping', 'ticket', 'handler', 'd', NULL)",
  );
  for (const ticket of tickets) part.run(tenant.id, ticket[columnNames.indexOf("id")]);
  const replacePart = db.prepare("UPDATE part SET key = ?, role = ?, unit = ?, due = ? WHERE tenant = ? AND ticket = ? AND key = ?");
  const changing = "revision process_version state stage open category tier priority area owner due at closed_at document head".split(" ");
  const places = changing.map((name) => columnNames.indexOf(name));
  const rows = tickets.map((ticket) => [ticket[columnNames.indexOf("id")], places.map((place) => ticket[place])] as const);
  let seq = 1;
  const one = (i: number): void => {
    const [id, columns] = rows[i % rows.length] ?? [];
    select.get(tenant.id, id);
    update.run(...(columns ?? []), tenant.id, id);
    journal.run(tenant.id, id, (seq += 1), Date.now(), Date.now(), "go", entry, hash);
    replacePart.run("ping-pong.ping", "handler", "d", null, tenant.id, id, "ping-pong.ping");
  };
  return {
    write: (group: number, times: number) => {
      for (let i = 0; i < times; i += group) {
        db.exec("BEGIN IMMEDIATE");
        for (let j = 0; j < group; j += 1) one(i + j);
        db.exec("COMMIT");
      }
    },
    close: () => db.close(),
  };
}
