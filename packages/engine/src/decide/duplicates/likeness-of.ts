import type { Likeness, LikenessChange, Whereabouts } from "../../model/likeness.ts";
import { likenessKept } from "../../model/likeness.ts";
import type { Ticket } from "../../model/ticket.ts";
import { cellOf } from "./cells.ts";
import { hashWord } from "./hash-word.ts";
import { wordsOf } from "./words-of.ts";

/**
 * Words of one ticket that are kept. Of a longer report those with the lowest hashes, the same in every report, so that two long ones keep
 * the same of what they share.
 */
const mostWords = 48;

/** What a ticket may be recognised by. `fields` are those of its report's form that hold human text. */
export function likenessOf(ticket: Ticket, fields: readonly string[], text: (id: string) => string | undefined): Likeness {
  const bodies = textIds(ticket, fields).flatMap((id) => text(id) ?? []);
  return { ...whereaboutsOf(ticket), words: hashesOf(bodies) };
}

/** The hashes of the words of these texts, as they are kept. */
export function hashesOf(texts: readonly string[]): readonly number[] {
  const hashes = new Set(texts.flatMap(wordsOf).map(hashWord));
  return [...hashes].toSorted((a, b) => a - b).slice(0, mostWords);
}

/**
 * What of the likeness changed with a command; undefined where nothing did, which nearly every command leaves so. The fields are those of the
 * version of the process that the ticket was in before, and of the one it is in now.
 */
export function likenessChange(
  before: Ticket | undefined,
  after: Ticket,
  fields: readonly [before: readonly string[], after: readonly string[]],
  now: number,
  text: (id: string) => string | undefined,
): LikenessChange | undefined {
  if (after.closedAt !== undefined && after.closedAt < now - likenessKept)
    return before?.closedAt === after.closedAt ? undefined : { type: "remove" };
  const isReopened = before?.closedAt !== undefined && after.closedAt === undefined;
  const put = (): LikenessChange => ({ type: "put", likeness: likenessOf(after, fields[1], text) });
  if (!before || isReopened) return put();
  const [ids, later] = [textIds(before, fields[0]), textIds(after, fields[1])];
  if (ids.length !== later.length || ids.some((id, i) => id !== later[i])) return put();
  if (
    before.area === after.area &&
    before.category === after.category &&
    before.closedAt === after.closedAt &&
    before.point === after.point
  )
    return undefined;
  const [from, whereabouts] = [whereaboutsOf(before), whereaboutsOf(after)];
  const names = Object.keys(whereabouts) as (keyof Whereabouts)[];
  return names.some((name) => from[name] !== whereabouts[name]) ? { type: "move", whereabouts } : undefined;
}

function whereaboutsOf({ point, area, category, reportedAt, closedAt }: Ticket): Whereabouts {
  const place = point ? { ...point, cell: cellOf(point) } : { lng: null, lat: null, cell: null };
  return { ...place, area: area ?? null, category: category ?? null, reportedAt, closedAt: closedAt ?? null };
}

function textIds({ texts }: Ticket, fields: readonly string[]): readonly string[] {
  return fields.flatMap((field) => (Object.hasOwn(texts, field) ? (texts[field]?.text ?? []) : []));
}
