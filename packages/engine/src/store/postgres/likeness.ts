import type { PoolClient } from "pg";
import { and, asc, eq, gt, gte, isNull, or, sql } from "drizzle-orm";
import type { LikenessChange } from "../../model/likeness.ts";
import { chooseWords, type Alike, type LikenessStore } from "../likeness.ts";
import { likenessQueries } from "../likeness-queries.ts";
import type { Drizzle } from "./driver.ts";
import { likeness, likenessWord, ticket, ticketUnit } from "./schema/index.ts";
import { within } from "./within.ts";

export const likenessSql = likenessQueries({
  likeness,
  likenessWord,
  ticket,
  numbers: (values) => sql`(select unnest(${sql.param(values)}::int[]) as value)`,
  texts: (values) => sql`(select unnest(${sql.param(values)}::text[]) as value)`,
  numbersIn: (list) => sql`(select value::int from json_array_elements_text(${list}::json))`,
  lengthOf: (list) => sql`json_array_length(${list}::json)`,
  ticketUnit,
  within,
});

export function likenessStore(db: Drizzle): LikenessStore {
  const rowsOf = async <Row extends Record<string, unknown>>(query: ReturnType<typeof sql>) => (await db.execute<Row>(query)).rows;
  return {
    find: async (tenant, scope, question, commonFrom) => {
      const { words, closedSince } = question;
      const counted = words.length === 0 ? [] : await rowsOf<Heard>(likenessSql.heard(tenant, words, commonFrom));
      const heard = new Map(counted.map(({ word, tickets }) => [word, Number(tickets)]));
      const pool = likenessSql.pool(tenant, scope, question, chooseWords(heard, commonFrom));
      const ids = pool ? (await rowsOf<{ ticket: string }>(pool)).map((row) => row.ticket) : [];
      const rows = ids.length === 0 ? [] : await rowsOf<AlikeRow>(likenessSql.alike(tenant, scope, closedSince, ids));
      return { alike: rows.map(alikeOf), heard };
    },
    forget: async (before, limit) => {
      const gone =
        await rowsOf(sql`with old as (select tenant, ticket, reported_at, words from likeness where closed_at < ${before} limit ${limit}),
        w as (delete from likeness_word as held using old, json_array_elements_text(old.words::json) as word
          where held.tenant = old.tenant and held.word = word::int and held.reported_at = old.reported_at and held.ticket = old.ticket)
        delete from likeness as held using old where held.tenant = old.tenant and held.ticket = old.ticket returning 1`);
      return gone.length;
    },
    due: async (tenant, after, since, limit) => {
      const rows = await db
        .select({ id: ticket.id })
        .from(ticket)
        .where(and(eq(ticket.tenant, tenant), gt(ticket.id, after), or(isNull(ticket.closedAt), gte(ticket.closedAt, since))))
        .orderBy(asc(ticket.id))
        .limit(limit);
      return rows.map(({ id }) => id);
    },
  };
}

const removeWords = `DELETE FROM likeness_word AS held USING likeness AS old, json_array_elements_text(old.words::json) AS word
  WHERE old.tenant = $1 AND old.ticket = $2 AND held.tenant = $1 AND held.word = word::int AND held.reported_at = old.reported_at
    AND held.ticket = $2`;

const put = `INSERT INTO likeness (tenant, ticket, lng, lat, cell, area, category, reported_at, closed_at, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (tenant, ticket) DO UPDATE SET lng = excluded.lng, lat = excluded.lat, cell = excluded.cell, area = excluded.area, category = excluded.category,
    reported_at = excluded.reported_at, closed_at = excluded.closed_at, words = excluded.words`;

const putWords = `INSERT INTO likeness_word (tenant, word, reported_at, ticket)
  SELECT $1, word::int, $3, $2 FROM json_array_elements_text($4::json) AS word`;

const move = `UPDATE likeness SET lng = $3, lat = $4, cell = $5, area = $6, category = $7, reported_at = $8, closed_at = $9 WHERE tenant = $1 AND ticket = $2`;

/** Writes what changed of the likeness of a ticket that is there already; one that is new has it among its other rows. */
export async function writeLikeness(client: PoolClient, tenant: string, id: string, change: LikenessChange): Promise<void> {
  if (change.type === "remove") {
    await client.query(removeWords, [tenant, id]);
    await client.query("DELETE FROM likeness WHERE tenant = $1 AND ticket = $2", [tenant, id]);
    return;
  }
  const { lng, lat, cell, area, category, reportedAt, closedAt } = change.type === "move" ? change.whereabouts : change.likeness;
  const place = [tenant, id, lng, lat, cell, area, category, reportedAt, closedAt];
  if (change.type === "move") return void (await client.query(move, place));
  const words = JSON.stringify(change.likeness.words);
  await client.query(removeWords, [tenant, id]);
  await client.query(put, [...place, words]);
  await client.query(putWords, [tenant, id, reportedAt, words]);
}

type Heard = { readonly word: number; readonly tickets: string };

type AlikeRow = {
  readonly ticket: string;
  readonly lng: number | null;
  readonly lat: number | null;
  readonly area: string | null;
  readonly reported_at: string;
  readonly closed_at: string | null;
  readonly words: string;
  readonly category: string | null;
};

function alikeOf({ reported_at: reportedAt, closed_at: closedAt, words, ...row }: AlikeRow): Alike {
  const closed = closedAt === null ? null : Number(closedAt);
  return { ...row, reportedAt: Number(reportedAt), closedAt: closed, words: JSON.parse(words) as number[] };
}
