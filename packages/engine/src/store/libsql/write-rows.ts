import { getTableColumns } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import { canonical } from "../../model/canonical.ts";
import type { Write } from "../port.ts";
import type { Connection } from "./connection.ts";
import * as schema from "./schema/index.ts";

type TicketRow = Omit<Required<typeof schema.ticket.$inferInsert>, "tenant" | "id">;

/** Writes the rows of one accepted command with statements that are prepared once. */
export function rowWriter(connection: Connection): (tenant: string, write: Write) => void {
  const insertTicket = inserter(connection, schema.ticket);
  const updateTicket = updater(connection, schema.ticket, ["tenant", "id"]);
  const insertJournal = inserter(connection, schema.journal, ["position"]);
  const insertPart = inserter(connection, schema.part);
  const deletePart = connection.prepare("DELETE FROM part WHERE tenant = ? AND ticket = ? AND key = ?");
  const insertUnit = inserter(connection, schema.ticketUnit);
  const deleteUnit = connection.prepare("DELETE FROM ticket_unit WHERE tenant = ? AND ticket = ? AND unit = ? AND why = ?");
  const insertTimer = inserter(connection, schema.timer);
  const deleteTimer = connection.prepare("DELETE FROM timer WHERE tenant = ? AND ticket = ? AND id = ?");
  const insertDelivery = inserter(connection, schema.delivery, ["position"]);
  const insertText = inserter(connection, schema.text);
  const insertAttachment = inserter(connection, schema.attachment);
  const insertDecision = inserter(connection, schema.decision);
  const insertAnswer = inserter(connection, schema.answer);

  return (tenant, write) => {
    const { ticket, entry } = write;
    const of = { tenant, ticket: ticket.id };
    (write.isNew ? insertTicket : updateTicket)({ tenant, id: ticket.id, ...ticketRow(write) });
    insertJournal({
      ...of,
      seq: entry.seq,
      at: entry.at,
      recordedAt: entry.recordedAt,
      type: entry.type,
      entry: entry.body,
      hash: entry.hash,
    });
    for (const part of write.parts.remove) deletePart.run(tenant, ticket.id, part.key);
    for (const part of write.parts.add) insertPart({ ...of, ...part, due: part.due ?? null });
    for (const { unit, why } of write.units.remove) deleteUnit.run(tenant, ticket.id, unit, why);
    for (const { unit, why } of write.units.add) insertUnit({ ...of, unit, why });
    for (const timer of write.timers.remove) deleteTimer.run(tenant, ticket.id, timer.id);
    for (const timer of write.timers.add) insertTimer({ ...of, ...timer });
    for (const effect of write.effects) {
      const envelope = { id: effect.id, destination: effect.destination, topic: effect.topic, payload: canonical(effect.payload) };
      insertDelivery({
        ...of,
        ...envelope,
        state: "pending",
        attempt: 0,
        nextAt: 0,
        writtenAt: entry.recordedAt,
        settledAt: null,
        error: null,
      });
    }
    for (const text of write.texts) insertText({ ...of, ...text, erasedAt: null });
    for (const attachment of write.attachments) insertAttachment({ ...of, ...attachment, seq: entry.seq });
    for (const decision of write.decisions) insertDecision({ ...of, ...decision, seq: entry.seq, at: entry.at });
    if (write.answer) insertAnswer({ ...of, ...write.answer, seq: entry.seq, at: entry.recordedAt });
  };
}

function ticketRow({ ticket, document, entry }: Write): TicketRow {
  return {
    number: ticket.number,
    revision: ticket.revision,
    process: ticket.process.id,
    processVersion: ticket.process.version,
    state: canonical(ticket.state),
    stage: ticket.stage,
    open: ticket.open ? 1 : 0,
    source: ticket.source ?? null,
    sourceKey: ticket.sourceKey ?? null,
    category: ticket.category ?? null,
    tier: ticket.tier ?? null,
    priority: ticket.priority ?? null,
    area: ticket.area ?? null,
    owner: ticket.owner ?? null,
    due: ticket.due ?? null,
    reportedAt: ticket.reportedAt,
    at: ticket.at,
    closedAt: ticket.closedAt ?? null,
    document,
    head: entry.hash,
  };
}

/** An INSERT of every column of the table, from an object that names each. */
function inserter<Table extends SQLiteTable>(
  connection: Connection,
  table: Table,
  left: readonly string[] = [],
): (row: Required<Insert<Table>>) => void {
  const columns = columnsOf(table, left);
  const marks = columns.map(() => "?").join(", ");
  const names = columns.map((column) => column.name).join(", ");
  const statement = connection.prepare(`INSERT INTO ${getTableConfig(table).name} (${names}) VALUES (${marks})`);
  return (row) => void statement.run(...columns.map((column) => (row as Record<string, unknown>)[column.key]));
}

function updater<Table extends SQLiteTable>(
  connection: Connection,
  table: Table,
  keys: readonly string[],
): (row: Required<Insert<Table>>) => void {
  const columns = columnsOf(table, keys);
  const set = columns.map((column) => `${column.name} = ?`).join(", ");
  const where = keys.map((key) => `${key} = ?`).join(" AND ");
  const statement = connection.prepare(`UPDATE ${getTableConfig(table).name} SET ${set} WHERE ${where}`);
  return (row) =>
    void statement.run(...[...columns.map((column) => column.key), ...keys].map((key) => (row as Record<string, unknown>)[key]));
}

type Insert<Table extends SQLiteTable> = Omit<Table["$inferInsert"], "position">;

function columnsOf(table: SQLiteTable, left: readonly string[]): readonly { readonly key: string; readonly name: string }[] {
  return Object.entries(getTableColumns(table)).flatMap(([key, column]) => (left.includes(key) ? [] : [{ key, name: `"${column.name}"` }]));
}
