import { and, asc, between, eq, getTableColumns, getTableName, gt, notExists, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { DefinitionKind } from "../../model/definition-kind.ts";
import { orphansOf, type AuditStore } from "../audit.ts";
import { atOnce, gather } from "../gather.ts";
import type { Drizzle } from "./driver.ts";
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
  part,
  person,
  proposal,
  tenant,
  text,
  ticket,
  ticketUnit,
  timer,
} = schema;

export function auditStore(db: Drizzle): AuditStore {
  return {
    // In one snapshot, so that whoever works meanwhile is seen with all rows of a command or with none.
    page: (of, after, limit) =>
      inSnapshot(db, async (tx) => {
        const rows = await tx
          .select()
          .from(ticket)
          .where(and(eq(ticket.tenant, of), gt(ticket.id, after)))
          .orderBy(asc(ticket.id))
          .limit(limit);
        const tickets = atOnce(rows);
        const [first, last] = [tickets[0]?.id ?? "", tickets.at(-1)?.id ?? ""];
        const theirs = (table: OfTicket) => and(eq(table.tenant, of), between(table.ticket, first, last));
        return gather({
          tickets,
          entries: await tx.select(entryColumns).from(journal).where(theirs(journal)).orderBy(asc(journal.ticket), asc(journal.seq)),
          timers: await tx.select().from(timer).where(theirs(timer)),
          parts: await tx.select().from(part).where(theirs(part)),
          units: await tx.select().from(ticketUnit).where(theirs(ticketUnit)),
          texts: await tx.select().from(text).where(theirs(text)),
          attachments: await tx.select().from(attachment).where(theirs(attachment)),
          decisions: await tx.select().from(decision).where(theirs(decision)),
          likenesses: await tx
            .select({ ...getTableColumns(likeness), held: likenessSql.held })
            .from(likeness)
            .where(theirs(likeness)),
          // The types of the columns keep out what libSQL would take.
          malformed: [],
          deliveries: await tx.select().from(delivery).where(theirs(delivery)).orderBy(asc(delivery.position)),
        });
      }),
    orphans: (of) =>
      inSnapshot(db, async (tx) => {
        const found = [];
        for (const table of beside) found.push(...(await orphansIn(tx, table, of)));
        return orphansOf(found);
      }),
    wordsAddUp: async (of) => (await db.execute<{ adds_up: boolean }>(likenessSql.addUp(of))).rows[0]?.adds_up === true,
    strayAnswers: (of) => {
      const named = and(
        eq(journal.tenant, answer.tenant),
        eq(journal.ticket, answer.ticket),
        eq(journal.seq, answer.seq),
        eq(journal.recordedAt, answer.at),
      );
      const entry = db.select({ one }).from(journal).where(named);
      return db
        .select({ ticket: answer.ticket, seq: answer.seq })
        .from(answer)
        .where(and(eq(answer.tenant, of), notExists(entry)))
        .orderBy(asc(answer.ticket), asc(answer.seq));
    },
    definitions: async (of) => {
      const order = [asc(definition.kind), asc(definition.id), asc(definition.version)];
      const rows = await db
        .select()
        .from(definition)
        .where(eq(definition.tenant, of))
        .orderBy(...order);
      return rows.map(({ tenant: _of, ...row }) => ({ ...row, kind: row.kind as DefinitionKind }));
    },
    people: async (of, after, limit) => {
      const where = and(eq(person.tenant, of), gt(person.id, after));
      const rows = await db.select().from(person).where(where).orderBy(asc(person.id)).limit(limit);
      return rows.map(({ tenant: _of, ...row }) => row);
    },
    lastNumber: async (of) => (await db.select({ last: tenant.lastNumber }).from(tenant).where(eq(tenant.id, of)))[0]?.last,
    malformed: () => Promise.resolve([]),
    tenants: async () => {
      const ids = (await db.select({ id: tenant.id }).from(tenant)).map(({ id }) => id);
      for (const table of [...beside, ticket, answer, definition, proposal, person, evaluation, evaluationSum])
        ids.push(...(await db.selectDistinct({ id: table.tenant }).from(table)).map(({ id }) => id));
      return [...new Set(ids)].toSorted();
    },
  };
}

interface OfTicket {
  readonly tenant: PgColumn;
  readonly ticket: PgColumn;
}

const one = sql`1`;

/** The tables whose rows belong to a ticket. */
const beside = [journal, part, ticketUnit, timer, text, attachment, decision, delivery, likeness, evaluationShare];

const entryColumns = {
  ticket: journal.ticket,
  seq: journal.seq,
  at: journal.at,
  recordedAt: journal.recordedAt,
  type: journal.type,
  body: journal.entry,
  hash: journal.hash,
  position: journal.feed,
};

function inSnapshot<T>(db: Drizzle, look: (tx: Pick<Drizzle, "select" | "selectDistinct">) => Promise<T>): Promise<T> {
  return db.transaction(look, { isolationLevel: "repeatable read", accessMode: "read only" });
}

function orphansIn(db: Pick<Drizzle, "select" | "selectDistinct">, table: (typeof beside)[number], of: string) {
  const owner = db
    .select({ one })
    .from(ticket)
    .where(and(eq(ticket.tenant, table.tenant), eq(ticket.id, table.ticket)));
  return db
    .selectDistinct({ ticket: table.ticket, in: sql<string>`${getTableName(table)}` })
    .from(table)
    .where(and(eq(table.tenant, of), notExists(owner)))
    .orderBy(asc(table.ticket));
}
