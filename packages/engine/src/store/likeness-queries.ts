import { sql, type AnyColumn, type SQL } from "drizzle-orm";
import type { Scope } from "../model/scope.ts";
import { reach, type LikenessQuestion } from "./likeness.ts";

type Columns<Name extends string> = Readonly<Record<Name, AnyColumn>> & { readonly getSQL: () => SQL };

/** The tables of a store, and a list of values as rows of one column `value`. */
interface Tables {
  readonly likeness: Columns<"tenant" | "ticket" | "lng" | "lat" | "cell" | "area" | "category" | "reportedAt" | "closedAt" | "words">;
  readonly likenessWord: Columns<"tenant" | "word" | "reportedAt" | "ticket">;
  readonly ticket: Columns<"tenant" | "id" | "reporter">;
  readonly numbers: (values: readonly number[]) => SQL;
  readonly texts: (values: readonly string[]) => SQL;
  /** The numbers of a JSON list in a column as rows of one column `value`, and how many they are. */
  readonly numbersIn: (list: SQL) => SQL;
  readonly lengthOf: (list: SQL) => SQL;
  readonly ticketUnit: Columns<"tenant" | "ticket" | "unit">;
  readonly within: (column: AnyColumn, values: readonly string[]) => SQL;
}

/** What both stores ask of likenesses, in SQL that both read alike: the same tickets are found, in the same order. */
export function likenessQueries({ likeness, likenessWord, ticket, numbers, texts, numbersIn, lengthOf, ticketUnit, within }: Tables) {
  const ended = (since: number) => sql`(${likeness.closedAt} is null or ${likeness.closedAt} >= ${since})`;

  /** How many tickets hold each word, counted no further than so many. */
  const heard = (tenant: string, words: readonly number[], most: number): SQL =>
    sql`select asked.value as word, (select count(*) from (select 1 from ${likenessWord}
      where ${likenessWord.tenant} = ${tenant} and ${likenessWord.word} = asked.value limit ${most}) as held) as tickets
      from ${numbers(words)} as asked`;

  const latestAt = (tenant: string, where: SQL, since: number, limit: number): SQL =>
    sql`select * from (select ${likeness.ticket} as ticket from ${likeness} where ${likeness.tenant} = ${tenant} and ${where} and ${ended(since)}
      order by ${likeness.reportedAt} desc limit ${limit}) as latest`;

  /** What of the area has a point is found by its cell, where that is asked for. */
  const at = (area: string, placed: boolean): SQL =>
    placed ? sql`${likeness.area} = ${area} and ${likeness.cell} is null` : sql`${likeness.area} = ${area}`;

  const latestOf = (tenant: string, word: number): SQL =>
    sql`select * from (select ${likenessWord.ticket} as ticket from ${likenessWord} where ${likenessWord.tenant} = ${tenant}
      and ${likenessWord.word} = ${word} order by ${likenessWord.reportedAt} desc, ${likenessWord.ticket} desc limit ${reach.common}) as latest`;

  const sharing = (tenant: string, words: readonly number[]): SQL =>
    sql`select * from (select ${likenessWord.ticket} as ticket from ${likenessWord} where ${likenessWord.tenant} = ${tenant}
      and ${likenessWord.word} in (select value from ${numbers(words)} as asked) group by ${likenessWord.ticket}
      order by count(*) desc, max(${likenessWord.reportedAt}) desc, ${likenessWord.ticket} limit ${reach.rare}) as sharing`;

  const theirs = (tenant: string, reporter: string): SQL =>
    sql`select * from (select ${ticket.id} as ticket from ${ticket} where ${ticket.tenant} = ${tenant} and ${ticket.reporter} = ${reporter}
      order by ${ticket.id} desc limit ${reach.reporter}) as theirs`;

  /** The ids of everything that takes part. */
  const pool = (
    tenant: string,
    scope: Scope,
    { cells, area, closedSince }: LikenessQuestion,
    words: { readonly rare: readonly number[]; readonly common: readonly number[] },
  ): SQL | undefined => {
    // A reporter sees few tickets: among the latest of everybody they would hardly be found.
    if ("reporter" in scope) return theirs(tenant, scope.reporter);
    const ways = [
      ...cells.map((cell) => latestAt(tenant, sql`${likeness.cell} = ${cell}`, closedSince, reach.cell)),
      ...(area === undefined ? [] : [latestAt(tenant, at(area, cells.length > 0), closedSince, reach.area)]),
      ...(words.rare.length > 0 ? [sharing(tenant, words.rare)] : []),
      ...words.common.map((word) => latestOf(tenant, word)),
    ];
    return ways.length === 0 ? undefined : sql.join(ways, sql` union `);
  };

  /** Who may see what, as lists have it, without reading the tickets: a reporter's pool holds their own only. */
  const seen = (scope: Scope): SQL => {
    if (!("units" in scope)) return sql``;
    const units = within(ticketUnit.unit, scope.units);
    return sql` and exists (select 1 from ${ticketUnit} where ${ticketUnit.tenant} = ${likeness.tenant}
      and ${ticketUnit.ticket} = ${likeness.ticket} and ${units})`;
  };

  const alike = (tenant: string, scope: Scope, since: number, ids: readonly string[]): SQL => {
    const { lng, lat, area, category, reportedAt, closedAt, words } = likeness;
    return sql`select ${likeness.ticket} as ticket, ${lng} as lng, ${lat} as lat, ${area} as area, ${reportedAt} as reported_at,
      ${closedAt} as closed_at, ${words} as words, ${category} as category from ${likeness} where ${likeness.tenant} = ${tenant}
      and ${likeness.ticket} in (select value from ${texts(ids)} as asked) and ${ended(since)}${seen(scope)} order by ${likeness.ticket}`;
  };

  /** How many of a likeness's words have their row. By name: drizzle leaves the table away where it selects from one only. */
  const held = sql<number>`(select cast(count(*) as integer) from ${numbersIn(sql.raw("likeness.words"))} as each where exists (select 1 from likeness_word
    where likeness_word.tenant = likeness.tenant and likeness_word.word = each.value
    and likeness_word.reported_at = likeness.reported_at and likeness_word.ticket = likeness.ticket))`;

  const addUp = (tenant: string): SQL =>
    sql`select (select count(*) from ${likenessWord} where ${likenessWord.tenant} = ${tenant}) =
      (select coalesce(sum(${lengthOf(sql`${likeness.words}`)}), 0) from ${likeness} where ${likeness.tenant} = ${tenant}) as adds_up`;

  return { heard, pool, alike, held, addUp };
}
