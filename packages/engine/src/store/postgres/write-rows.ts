import type { PoolClient } from "pg";
import { canonical } from "../../model/canonical.ts";
import type { Change, Write } from "../port.ts";
import { ticketColumns, ticketRow } from "../ticket-columns.ts";
import { writeLikeness } from "./likeness.ts";
import { insert, remove, update, type Piece } from "./pieces.ts";
import * as schema from "./schema/index.ts";
import { conflict } from "./store-error.ts";

/** Writes the rows of one accepted command: one statement, of those pieces that have something to write. */
export async function writeRows(client: PoolClient, tenant: string, write: Write): Promise<void> {
  const pieces = piecesOf(tenant, write).filter(({ rows }) => rows > 0);
  let marks = 0;
  const parts = pieces.map(({ name, sql, values }) => `${name} AS (${sql(values.map(() => `$${++marks}`))})`);
  const { rows } = await client.query<{ readonly tickets: number }>({
    // Prepared once per connection and combination; PostgreSQL reads 63 characters of a name.
    name: `${write.isNew ? "new" : "old"} ${pieces.map(({ name }) => name).join("")}`,
    text: `WITH ${parts.join(",\n")}\nSELECT count(*)::int AS tickets FROM t`,
    values: pieces.flatMap(({ values }) => values),
  });
  if (rows[0]?.tickets !== 1) throw conflict(`ticket ${write.ticket.id} is no longer at revision ${write.entry.seq - 1}`);
  if (write.likeness && !write.isNew) await writeLikeness(client, tenant, write.ticket.id, write.likeness);
}

/** Every piece sees the rows as they were before the statement: a row to be replaced is overwritten, not removed and added. */
function piecesOf(tenant: string, write: Write): readonly Piece[] {
  const { ticket, entry } = write;
  const of = { tenant, ticket: ticket.id };
  const { seq, at, recordedAt, type } = entry;
  const from = ticketRow(write);
  const row = Object.fromEntries(Object.entries(ticketColumns).map(([column, valueOf]) => [column, valueOf(from)]));
  const parts = gone(write.parts, ({ key }) => key);
  const timers = gone(write.timers, ({ id }) => id);
  const envelopes = write.effects.map(({ id, destination, topic, payload }) => ({ id, destination, topic, payload: canonical(payload) }));
  const waiting = { ...of, state: "pending", attempt: 0, tries: 0, nextAt: 0, writtenAt: recordedAt };
  const likeness = write.isNew && write.likeness?.type === "put" ? [write.likeness.likeness] : [];
  return [
    write.isNew
      ? insert("t", schema.ticket, {}, [row], "RETURNING 1")
      : update("t", schema.ticket, row, "now.revision = given.revision - 1"),
    insert("j", schema.journal, of, [{ seq, at, recordedAt, type, entry: entry.body, hash: entry.hash }]),
    remove("q", schema.part, of, parts, "key"),
    insert("p", schema.part, of, write.parts.add, overwrite("tenant, ticket, key", ["kind", "role", "unit", "due", "assignee"])),
    remove("v", schema.ticketUnit, of, write.units.remove, "unit", "why"),
    insert("u", schema.ticketUnit, of, write.units.add),
    remove("n", schema.timer, of, timers, "id"),
    insert("m", schema.timer, of, write.timers.add, overwrite("tenant, ticket, id", ["generation", "due"])),
    insert("d", schema.delivery, waiting, envelopes),
    insert("x", schema.text, of, write.texts),
    insert("f", schema.attachment, { ...of, seq }, write.attachments),
    insert("r", schema.decision, { ...of, seq, at }, write.decisions),
    insert(
      "l",
      schema.likeness,
      of,
      likeness.map(({ words, ...place }) => ({ ...place, words: JSON.stringify(words) })),
    ),
    insert(
      "w",
      schema.likenessWord,
      of,
      likeness.flatMap(({ words, reportedAt }) => words.map((word) => ({ word, reportedAt }))),
    ),
    insert("a", schema.answer, { ...of, seq, at: recordedAt }, write.answer ? [write.answer] : []),
  ];
}

/** What is removed and not put back under the same key. */
function gone<Row>({ remove: removed, add }: Change<Row>, keyOf: (row: Row) => string): readonly Row[] {
  const back = new Set(add.map(keyOf));
  return removed.filter((row) => !back.has(keyOf(row)));
}

function overwrite(key: string, columns: readonly string[]): string {
  return `ON CONFLICT (${key}) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(", ")}`;
}
