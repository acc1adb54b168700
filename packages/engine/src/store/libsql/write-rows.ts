import { getTableColumns } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import { canonical } from "../../model/canonical.ts";
import type { Write } from "../port.ts";
import { fixedColumns, ticketColumns, ticketRow, type TicketColumn } from "../ticket-columns.ts";
import type { Connection } from "./connection.ts";
import { likenessWriter } from "./likeness.ts";
import * as schema from "./schema/index.ts";

/**
 * Writes the rows of one accepted command with statements that are prepared once. What every command writes (ticket, entry, part)
 * is bound value by value; the rest goes by the names of the schema.
 */
export function rowWriter(connection: Connection): (tenant: string, write: Write) => void {
  const putTicket = ticketWriter(connection);
  const insertEntry = connection.prepare(
    "INSERT INTO journal (tenant, ticket, seq, at, recorded_at, type, entry, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const replacePart = connection.prepare(
    "UPDATE part SET key = ?, kind = ?, role = ?, unit = ?, due = ?, assignee = ? WHERE tenant = ? AND ticket = ? AND key = ?",
  );
  const deletePart = connection.prepare("DELETE FROM part WHERE tenant = ? AND ticket = ? AND key = ?");
  const insertPart = inserter(connection, schema.part);
  const insertUnit = inserter(connection, schema.ticketUnit);
  const deleteUnit = connection.prepare("DELETE FROM ticket_unit WHERE tenant = ? AND ticket = ? AND unit = ? AND why = ?");
  const insertTimer = inserter(connection, schema.timer);
  const deleteTimer = connection.prepare("DELETE FROM timer WHERE tenant = ? AND ticket = ? AND id = ?");
  const insertDelivery = inserter(connection, schema.delivery, ["position"]);
  const insertText = inserter(connection, schema.text);
  const insertAttachment = inserter(connection, schema.attachment);
  const insertDecision = inserter(connection, schema.decision);
  const putLikeness = likenessWriter(connection);
  const insertAnswer = inserter(connection, schema.answer);

  return (tenant, write) => {
    const { ticket, entry } = write;
    const of = { tenant, ticket: ticket.id };
    putTicket(write);
    insertEntry.run(tenant, ticket.id, entry.seq, entry.at, entry.recordedAt, entry.type, entry.body, entry.hash);
    const { remove, add } = write.parts;
    const [gone, come] = [remove[0], add[0]];
    if (gone && come && remove.length === 1 && add.length === 1) {
      // One task after another, as nearly every transition has it: the row stays where it is.
      replacePart.run(come.key, come.kind, come.role, come.unit, come.due, come.assignee, tenant, ticket.id, gone.key);
    } else {
      for (const part of remove) deletePart.run(tenant, ticket.id, part.key);
      for (const part of add) insertPart({ ...of, ...part, due: part.due ?? null, assignee: part.assignee ?? null });
    }
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
        tries: 0,
        nextAt: 0,
        writtenAt: entry.recordedAt,
        settledAt: null,
        error: null,
      });
    }
    for (const text of write.texts) insertText({ ...of, ...text, erasedAt: null });
    for (const attachment of write.attachments) insertAttachment({ ...of, ...attachment, seq: entry.seq });
    for (const decision of write.decisions) insertDecision({ ...of, ...decision, seq: entry.seq, at: entry.at });
    if (write.likeness) putLikeness(tenant, ticket.id, write.likeness);
    if (write.answer) insertAnswer({ ...of, ...write.answer, seq: entry.seq, at: entry.recordedAt });
  };
}

/** Inserts a new ticket's row, or updates what may change of an old one's. */
function ticketWriter(connection: Connection): (write: Write) => void {
  const columns = columnsOf(schema.ticket).map(({ key, name }) => ({
    name,
    key: key as TicketColumn,
    valueOf: ticketColumns[key as TicketColumn],
  }));
  const changing = columns.filter(({ key }) => !fixedColumns.has(key));
  const names = columns.map(({ name }) => name).join(", ");
  const insert = connection.prepare(`INSERT INTO ticket (${names}) VALUES (${columns.map(() => "?").join(", ")})`);
  const update = connection.prepare(
    `UPDATE ticket SET ${changing.map(({ name }) => `${name} = ?`).join(", ")} WHERE tenant = ? AND id = ?`,
  );
  return (write) => {
    const row = ticketRow(write);
    if (write.isNew) insert.run(...columns.map(({ valueOf }) => valueOf(row)));
    else update.run(...changing.map(({ valueOf }) => valueOf(row)), row.ticket.tenant, row.ticket.id);
  };
}

/** An INSERT of every column of the table, from an object that names each. */
function inserter<Table extends SQLiteTable>(
  connection: Connection,
  table: Table,
  left: readonly string[] = [],
): (row: Row<Table>) => void {
  const columns = columnsOf(table).filter(({ key }) => !left.includes(key));
  const names = columns.map(({ name }) => name).join(", ");
  const marks = columns.map(() => "?").join(", ");
  const statement = connection.prepare(`INSERT INTO ${getTableConfig(table).name} (${names}) VALUES (${marks})`);
  return (row) => void statement.run(...columns.map(({ key }) => (row as Record<string, unknown>)[key]));
}

type Row<Table extends SQLiteTable> = Required<Omit<Table["$inferInsert"], "position">>;

function columnsOf(table: SQLiteTable): readonly { readonly key: string; readonly name: string }[] {
  return Object.entries(getTableColumns(table)).map(([key, column]) => ({ key, name: `"${column.name}"` }));
}
