import { and, asc, between, eq, getTableColumns, getTableName, gt, not, notExists, sql, type SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { DefinitionKind } from "../../model/definition-kind.ts";
import { orphansOf, type AuditStore } from "../audit.ts";
import { atOnce, gather } from "../gather.ts";
import type { Drizzle } from "./drizzle.ts";
import { hasMalformed, isMalformed, malformedColumns, malformedNames } from "./malformed.ts";
import { likenessSql } from "./likeness.ts";
import * as schema from "./schema/index.ts";

const {
  answer,
  attachment,
  decision,
  definition,
  delivery,
  evaluation,
  evaluationShare,
  evaluationSum,
  journal,
  likeness,
  likenessWord,
  part,
  person,
  proposal,
  tenant,
  text,
  ticket,
  ticketUnit,
  timer,
} = schema;

export function auditStore(read: Drizzle): AuditStore {
  return {
    // Read at one go, so nothing is written in between: the one writer is this process, or the connection holds a snapshot.
    page: (of, after, limit) => {
      const rows = read
        .select()
        .from(ticket)
        .where(and(eq(ticket.tenant, of), gt(ticket.id, after), not(isMalformed(ticket.id))))
        .orderBy(asc(ticket.id))
        .limit(limit)
        .all();
      const tickets = atOnce(rows);
      const [first, last] = [tickets[0]?.id ?? "", tickets.at(-1)?.id ?? ""];
      const theirs = (table: OfTicket) => and(eq(table.tenant, of), between(table.ticket, first, last));
      const entries = read.select(entryColumns).from(journal).where(theirs(journal)).orderBy(asc(journal.ticket), asc(journal.seq));
      return Promise.resolve(
        gather({
          tickets,
          entries: entries.all(),
          timers: read.select().from(timer).where(theirs(timer)).all(),
          parts: read.select().from(part).where(theirs(part)).all(),
          units: read.select().from(ticketUnit).where(theirs(ticketUnit)).all(),
          texts: read.select().from(text).where(theirs(text)).all(),
          attachments: read.select().from(attachment).where(theirs(attachment)).all(),
          decisions: read.select().from(decision).where(theirs(decision)).all(),
          deliveries: read.select().from(delivery).where(theirs(delivery)).orderBy(asc(delivery.position)).all(),
          likenesses: read
            .select({ ...getTableColumns(likeness), held: likenessSql.held })
            .from(likeness)
            .where(theirs(likeness))
            .all(),
          malformed: [
            ...beside.flatMap((table) => malformedIn(read, table, table.ticket, and(theirs(table), hasMalformed(table)))),
            ...malformedIn(read, ticket, ticket.id, and(eq(ticket.tenant, of), between(ticket.id, first, last), hasMalformed(ticket))),
          ],
        }),
      );
    },
    orphans: (of) => Promise.resolve(orphansOf(beside.flatMap((table) => orphansIn(read, table, of)))),
    wordsAddUp: (of) => Promise.resolve(read.values<[number]>(likenessSql.addUp(of))[0]?.[0] === 1),
    strayAnswers: (of) => {
      const named = and(
        eq(journal.tenant, answer.tenant),
        eq(journal.ticket, answer.ticket),
        eq(journal.seq, answer.seq),
        eq(journal.recordedAt, answer.at),
      );
      const entry = read.select({ one }).from(journal).where(named);
      const rows = read
        .select({ ticket: answer.ticket, seq: answer.seq })
        .from(answer)
        .where(and(eq(answer.tenant, of), not(isMalformed(answer.ticket)), notExists(entry)))
        .orderBy(asc(answer.ticket), asc(answer.seq));
      return Promise.resolve(rows.all());
    },
    definitions: (of) => {
      const order = [asc(definition.kind), asc(definition.id), asc(definition.version)];
      const rows = read
        .select()
        .from(definition)
        .where(eq(definition.tenant, of))
        .orderBy(...order)
        .all();
      return Promise.resolve(rows.map(({ tenant: _of, ...row }) => ({ ...row, kind: row.kind as DefinitionKind })));
    },
    people: (of, after, limit) => {
      const where = and(eq(person.tenant, of), gt(person.id, after));
      const rows = read.select().from(person).where(where).orderBy(asc(person.id)).limit(limit).all();
      return Promise.resolve(rows.map(({ tenant: _of, ...row }) => row));
    },
    lastNumber: (of) => Promise.resolve(read.select({ last: tenant.lastNumber }).from(tenant).where(eq(tenant.id, of)).all()[0]?.last),
    malformed: (of) => {
      const ours = [definition, proposal, person, answer, likenessWord, evaluation, evaluationSum].map((table) =>
        malformedIn(read, table, one, and(eq(table.tenant, of), hasMalformed(table))),
      );
      const settings = malformedIn(read, tenant, one, and(eq(tenant.id, of), hasMalformed(tenant)));
      // Of no ticket that could be asked for.
      const nameless = tablesOfTickets.map(([table, id]) => malformedIn(read, table, one, and(eq(table.tenant, of), isMalformed(id))));
      return Promise.resolve([...new Set([...ours.flat(), ...settings, ...nameless.flat()].flatMap(({ columns }) => columns))]);
    },
    tenants: () => {
      const rows = [...beside, ticket, likenessWord, answer, definition, proposal, person, evaluation, evaluationSum].map((table) =>
        read
          .selectDistinct({ id: table.tenant })
          .from(table)
          .where(not(isMalformed(table.tenant)))
          .all(),
      );
      const settings = read
        .select({ id: tenant.id })
        .from(tenant)
        .where(not(isMalformed(tenant.id)))
        .all();
      return Promise.resolve([...new Set([...rows.flat(), ...settings].map(({ id }) => id))].toSorted());
    },
  };
}

interface OfTicket {
  readonly tenant: SQLiteColumn;
  readonly ticket: SQLiteColumn;
}

const one = sql`1`;

/** The tables whose rows belong to a ticket. */
const beside = [journal, part, ticketUnit, timer, text, attachment, decision, delivery, likeness, evaluationShare];

/** Every table of tickets with the column that says which. */
const tablesOfTickets = [[ticket, ticket.id] as const, ...beside.map((table) => [table, table.ticket] as const)];

const entryColumns = {
  ticket: journal.ticket,
  seq: journal.seq,
  at: journal.at,
  recordedAt: journal.recordedAt,
  type: journal.type,
  body: journal.entry,
  hash: journal.hash,
  position: journal.position,
};

function malformedIn(read: Drizzle, table: SQLiteTable, named: SQLiteColumn | SQL, where: SQL | undefined) {
  const rows = read
    .select({ ticket: sql<string>`${named}`, columns: malformedColumns(table) })
    .from(table)
    .where(where)
    .all();
  return rows.map((row) => ({ ticket: row.ticket, columns: malformedNames(table, row.columns) }));
}

function orphansIn(read: Drizzle, table: (typeof beside)[number], of: string) {
  const owner = read
    .select({ one })
    .from(ticket)
    .where(and(eq(ticket.tenant, table.tenant), eq(ticket.id, table.ticket)));
  const rows = read
    .selectDistinct({ ticket: table.ticket })
    .from(table)
    .where(and(eq(table.tenant, of), not(isMalformed(table.ticket)), notExists(owner)))
    .orderBy(asc(table.ticket))
    .all();
  return rows.map((row) => ({ ticket: row.ticket, in: getTableName(table) }));
}
