import { and, asc, eq, gt, gte, isNull, lt, or, sql } from "drizzle-orm";
import type { LikenessChange, Whereabouts } from "../../model/likeness.ts";
import { chooseWords, type Alike, type LikenessStore } from "../likeness.ts";
import { likenessQueries } from "../likeness-queries.ts";
import type { Connection } from "./connection.ts";
import type { Drizzle } from "./drizzle.ts";
import type { GroupWriter } from "./group-writer.ts";
import { likeness, likenessWord, ticket, ticketUnit } from "./schema/index.ts";
import { within } from "./within.ts";

const listed = (values: readonly unknown[]) => sql`json_each(${JSON.stringify(values)})`;

export const likenessSql = likenessQueries({
  likeness,
  likenessWord,
  ticket,
  numbers: listed,
  texts: listed,
  numbersIn: (list) => sql`json_each(${list})`,
  lengthOf: (list) => sql`json_array_length(${list})`,
  ticketUnit,
  within,
});

export function likenessStore(read: Drizzle, enqueue: GroupWriter["enqueue"], write: Drizzle): LikenessStore {
  return {
    find: (tenant, scope, question, commonFrom) => {
      const counted =
        question.words.length === 0 ? [] : read.values<[number, number]>(likenessSql.heard(tenant, question.words, commonFrom));
      const heard = new Map(counted);
      const pool = likenessSql.pool(tenant, scope, question, chooseWords(heard, commonFrom));
      const ids = pool ? read.values<[string]>(pool).map(([id]) => id) : [];
      const rows = ids.length === 0 ? [] : read.values<AlikeRow>(likenessSql.alike(tenant, scope, question.closedSince, ids));
      return Promise.resolve({ alike: rows.map(alikeOf), heard });
    },
    forget: (before, limit) =>
      enqueue(() => {
        const old = write
          .select({ tenant: likeness.tenant, ticket: likeness.ticket })
          .from(likeness)
          .where(lt(likeness.closedAt, before))
          .limit(limit)
          .all();
        for (const each of old) {
          const mine = and(eq(likeness.tenant, each.tenant), eq(likeness.ticket, each.ticket));
          write.run(wordsGone(sql`${mine}`));
          write.delete(likeness).where(mine).run();
        }
        return old.length;
      }),
    due: (tenant, after, since, limit) => {
      const rows = read
        .select({ id: ticket.id })
        .from(ticket)
        .where(and(eq(ticket.tenant, tenant), gt(ticket.id, after), or(isNull(ticket.closedAt), gte(ticket.closedAt, since))))
        .orderBy(asc(ticket.id))
        .limit(limit)
        .all();
      return Promise.resolve(rows.map(({ id }) => id));
    },
  };
}

/** Removes the words of those likenesses; they are found by their whole key, which the likeness holds. */
export function wordsGone(of: ReturnType<typeof sql>) {
  return sql`delete from likeness_word where (tenant, word, reported_at, ticket) in
    (select likeness.tenant, each.value, likeness.reported_at, likeness.ticket from likeness, json_each(likeness.words) as each where ${of})`;
}

/** Writes what a command changed of a ticket's likeness, with statements prepared once. */
export function likenessWriter(connection: Connection): (tenant: string, ticket: string, change: LikenessChange) => void {
  const removeWords = connection.prepare(
    `DELETE FROM likeness_word WHERE (tenant, word, reported_at, ticket) IN (SELECT likeness.tenant, each.value, likeness.reported_at, likeness.ticket
     FROM likeness, json_each(likeness.words) AS each WHERE likeness.tenant = ? AND likeness.ticket = ?)`,
  );
  const remove = connection.prepare("DELETE FROM likeness WHERE tenant = ? AND ticket = ?");
  const put = connection.prepare(
    "INSERT INTO likeness (tenant, ticket, lng, lat, cell, area, category, reported_at, closed_at, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const putWords = connection.prepare(
    "INSERT INTO likeness_word (tenant, word, reported_at, ticket) SELECT ?, value, ?, ? FROM json_each(?)",
  );
  const move = connection.prepare(
    "UPDATE likeness SET lng = ?, lat = ?, cell = ?, area = ?, category = ?, reported_at = ?, closed_at = ? WHERE tenant = ? AND ticket = ?",
  );
  return (tenant, ticketId, change) => {
    if (change.type === "move") return void move.run(...placed(change.whereabouts), tenant, ticketId);
    removeWords.run(tenant, ticketId);
    remove.run(tenant, ticketId);
    if (change.type === "remove") return;
    const { words, ...whereabouts } = change.likeness;
    const list = JSON.stringify(words);
    put.run(tenant, ticketId, ...placed(whereabouts), list);
    if (words.length > 0) putWords.run(tenant, whereabouts.reportedAt, ticketId, list);
  };
}

function placed({ lng, lat, cell, area, category, reportedAt, closedAt }: Whereabouts) {
  return [lng, lat, cell, area, category, reportedAt, closedAt] as const;
}

type AlikeRow = [string, number | null, number | null, string | null, number, number | null, string, string | null];

function alikeOf([id, lng, lat, area, reportedAt, closedAt, words, category]: AlikeRow): Alike {
  return { ticket: id, lng, lat, area, reportedAt, closedAt, words: JSON.parse(words) as number[], category };
}
