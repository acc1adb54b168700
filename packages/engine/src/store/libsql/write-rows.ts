import { getTableColumns } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import { canonical } from "../../model/canonical.ts";
import type { Write } from "../port.ts";
import { ticketRow } from "../ticket-row.ts";
import type { Connection, Statement } from "./connection.ts";
import * as schema from "./schema/index.ts";

/** Given with the first entry, never changed: an update leaves them, and their indexes, alone. */
const fixed = ["tenant", "id", "number", "process", "source", "sourceKey", "reportedAt"];

/** Writes the rows of one accepted command with statements that are prepared once. */
export function rowWriter(connection: Connection): (tenant: string, write: Write) => void {
  const insertTicket = inserter(connection, schema.ticket);
  const updateTicket = updater(connection, schema.ticket, fixed, ["tenant", "id"]);
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

/** An INSERT of every column of the table, from an object that names each. */
function inserter<Table extends SQLiteTable>(
  connection: Connection,
  table: Table,
  left: readonly string[] = [],
): (row: Row<Table>) => void {
  const columns = columnsOf(table).filter(({ key }) => !left.includes(key));
  const names = columns.map(({ name }) => name).join(", ");
  const statement = connection.prepare(
    `INSERT INTO ${getTableConfig(table).name} (${names}) VALUES (${columns.map(() => "?").join(", ")})`,
  );
  return writing(statement, columns);
}

/** An UPDATE of every column but the fixed ones, of the row that the keys name. */
function updater<Table extends SQLiteTable>(
  connection: Connection,
  table: Table,
  left: readonly string[],
  keys: readonly string[],
): (row: Row<Table>) => void {
  const columns = columnsOf(table).filter(({ key }) => !left.includes(key));
  const where = columnsOf(table).filter(({ key }) => keys.includes(key));
  const equals = ({ name }: Column) => `${name} = ?`;
  const sql = `UPDATE ${getTableConfig(table).name} SET ${columns.map(equals).join(", ")} WHERE ${where.map(equals).join(" AND ")}`;
  return writing(connection.prepare(sql), [...columns, ...where]);
}

type Row<Table extends SQLiteTable> = Required<Omit<Table["$inferInsert"], "position">>;

interface Column {
  readonly key: string;
  readonly name: string;
}

function columnsOf(table: SQLiteTable): readonly Column[] {
  return Object.entries(getTableColumns(table)).map(([key, column]) => ({ key, name: `"${column.name}"` }));
}

function writing(statement: Statement, columns: readonly Column[]): (row: object) => void {
  const keys = columns.map(({ key }) => key);
  return (row) => void statement.run(...keys.map((key) => (row as Record<string, unknown>)[key]));
}
