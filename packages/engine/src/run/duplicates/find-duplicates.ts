import { maySee } from "../../decide/authorize.ts";
import { cellsWithin } from "../../decide/duplicates/cells.ts";
import { commonFrom, likelihood, likely, type Comparable } from "../../decide/duplicates/likelihood.ts";
import { hashesOf } from "../../decide/duplicates/likeness-of.ts";
import { hashWord } from "../../decide/duplicates/hash-word.ts";
import { sharedWords } from "../../decide/duplicates/shared-words.ts";
import { wordsOf } from "../../decide/duplicates/words-of.ts";
import { ticketFor } from "../../decide/present.ts";
import { scopeOf } from "../../decide/scope-of.ts";
import type { World } from "../../decide/world.ts";
import type { Actor } from "../../model/actor.ts";
import type { Point, Ticket } from "../../model/ticket.ts";
import { mostAsked } from "../../store/likeness.ts";
import type { Store } from "../../store/port.ts";
import { parseActor } from "../parse-actor.ts";
import { parseIdOrNumber } from "../parse-query.ts";
import type { Duplicate, DuplicateOptions, DuplicateQuestion } from "./duplicate.ts";
import { parseDuplicateOptions, parseQuestion } from "./parse-question.ts";

const day = 86_400_000;

/** Metres around a point that are looked through; what lies further off is found by rare words only, and scores next to nothing. */
const around = 300;

/** What is looked for, with the texts that it was said in. */
interface Asked {
  readonly report: Comparable;
  readonly point: Point | undefined;
  readonly texts: readonly string[];
  /** The ticket itself, where it is one. */
  readonly ticket?: Ticket;
}

/** Tickets that may tell of the same matter, the likeliest first: only such as the actor may see, and none that was merged into another. */
export async function findDuplicates(
  { store, world, now }: { readonly store: Store; readonly world: (tenant: string) => Promise<World>; readonly now: () => number },
  by: Actor,
  about: DuplicateQuestion,
  options: DuplicateOptions = {},
): Promise<readonly Duplicate[]> {
  const actor = parseActor(by);
  const question = parseQuestion(about);
  const { closedDays = 7, limit = 5, from = likely } = parseDuplicateOptions(options);
  const current = await world(actor.tenant);
  const asked = "ticket" in question ? await ofTicket(store, current, actor, question.ticket) : ofReport(question, now());
  if (!asked) return [];
  const { report, point, ticket } = asked;
  const { alike, heard } = await store.likeness.find(
    actor.tenant,
    scopeOf(current, actor),
    {
      words: report.words,
      cells: point ? cellsWithin(point, around) : [],
      area: report.area ?? undefined,
      closedSince: now() - closedDays * day,
    },
    commonFrom,
  );
  const trees = { categories: current.categories.tree, units: current.organisation.units };
  const ticketsWith = (word: number) => heard.get(word) ?? 0;
  const scored = alike
    .filter((each) => each.ticket !== ticket?.id)
    .map((each) => ({ id: each.ticket, ...likelihood(report, each, trees, ticketsWith) }))
    .filter(({ score }) => score >= from && score > 0)
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1));
  const found: Duplicate[] = [];
  // Each is read again: what it is compared by may be older than what has just been decided of it.
  for (const { id, ...why } of scored) {
    if (found.length >= limit) break;
    const other = await store.tickets.get(actor.tenant, id);
    if (!other || other.mergedInto !== undefined || !maySee(current, other, actor)) continue;
    const shared = sharedWords(asked.texts.join("\n"), (await textsOf(store, current, other)).join("\n"));
    found.push({ ticket: ticketFor(current, other, actor), ...why, shared });
  }
  return found;
}

function ofReport(question: Exclude<DuplicateQuestion, { readonly ticket: string }>, now: number): Asked {
  const { description, point, area = null, category = null, at = now } = question;
  const texts = description === undefined ? [] : [description];
  const place = point ?? { lng: null, lat: null };
  return { report: { ...place, area, category, reportedAt: at, words: askedWords(texts) }, point, texts };
}

async function ofTicket(store: Store, world: World, actor: Actor, name: string): Promise<Asked | undefined> {
  const { tenant } = actor;
  const known = parseIdOrNumber(name);
  const ticket = (await store.tickets.get(tenant, known)) ?? (await store.tickets.byNumber(tenant, known));
  if (!ticket || !maySee(world, ticket, actor)) return undefined;
  const texts = await textsOf(store, world, ticket);
  const { point, area = null, category = null, reportedAt } = ticket;
  const place = point ?? { lng: null, lat: null };
  return { report: { ...place, area, category, reportedAt, words: askedWords(texts) }, point, texts, ticket };
}

/** The texts of a ticket's report, as far as nobody erased them. */
async function textsOf(store: Store, world: World, { tenant, process: { id, version }, texts }: Ticket): Promise<readonly string[]> {
  const fields = world.process(id, version)?.reportTexts ?? [];
  const ids = fields.flatMap((field) => (Object.hasOwn(texts, field) ? (texts[field]?.text ?? []) : []));
  if (ids.length === 0) return [];
  const bodies = await store.tickets.texts(tenant, ids);
  return ids.flatMap((each) => bodies.get(each) ?? []);
}

/** Of a long report also words that a ticket would not keep: of what another ticket kept, as many as possible are to be found. */
function askedWords(texts: readonly string[]): readonly number[] {
  const kept = hashesOf(texts);
  const all = texts.flatMap(wordsOf).map(hashWord);
  return [...new Set([...kept, ...all])].slice(0, mostAsked);
}
