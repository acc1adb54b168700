import { nearestName } from "../../definitions/check/nearest-name.ts";
import { maySee } from "../../decide/authorize.ts";
import { ticketFor } from "../../decide/present.ts";
import type { Tally } from "../../definitions/tally.ts";
import type { CompiledPlan } from "../../evaluation/plan.ts";
import { lateOn } from "../../evaluation/shares.ts";
import type { World } from "../../decide/world.ts";
import type { Actor } from "../../model/actor.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { MonthRange, ShareKey, ShareRow } from "../../store/evaluation.ts";
import type { Store } from "../../store/port.ts";
import type { Asked, CaseQuestion } from "./question.ts";
import { categoriesBeneath, unitsBeneath } from "./row-keys.ts";
import type { Ready } from "./served.ts";

/** A ticket behind a number. */
export interface FigureCase {
  readonly ticket: string;
  /** What it adds to the number. */
  readonly amount: number;
  /** Whose number it is in. */
  readonly unit: string;
  /** Absent for what is true now. */
  readonly month?: string;
  readonly person?: string;
  /** As the actor may see it; absent where they may not. */
  readonly seen?: Ticket;
}

export interface CasePage {
  readonly limit: number;
  readonly after: string | undefined;
}

/** The tickets that a number counts, in the order of months and then of ids, and where the next page begins. */
export async function readCases(
  store: Store,
  ready: Ready,
  { tally: name, source, person, own }: CaseQuestion,
  { limit, after }: CasePage,
  now: number,
): Promise<{ readonly ok: true; readonly cases: readonly FigureCase[]; readonly next?: string } | Refused> {
  const { asked, actor, world, state, plan, categories } = ready;
  const { unit, category } = asked;
  const tally = asked.document.tallies.find((each) => each.name === name);
  if (!tally) return unknownTally(name, asked);
  const begin = after === undefined ? undefined : readMark(after);
  if (begin === null) return unknownMark();
  const place = plan.placeOf(tally);
  if (place === undefined) return { ok: true, cases: [] };
  const rows = await store.evaluation.find(actor.tenant, state.generation, {
    place,
    categories: category === undefined ? undefined : own === "category" ? [category] : categoriesBeneath(categories, category),
    source,
    person,
    months: monthsFor(tally, asked, plan, now),
    units: own === "unit" ? [unit] : unit === "" ? undefined : unitsBeneath(plan, unit),
    ...(tally.what === "overdue" && { lateAt: now }),
    after: begin,
    // One more tells whether there is more.
    limit: limit + 1,
  });
  const unknown = rows.length === 0 && after === undefined ? await unheardOf(store, ready, { source, person }) : undefined;
  if (unknown) return unknown;
  const found = rows
    .slice(0, limit)
    .map(async (row) => caseOf(row, place, world, actor, await store.tickets.get(actor.tenant, row.ticket)));
  const last = rows[limit - 1];
  return { ok: true, cases: await Promise.all(found), ...(rows.length > limit && last && { next: markOf(last) }) };
}

/** A source or a person that no figures are of is likely to be misspelt, where no definition names it. Who there is else is nobody's to be told. */
async function unheardOf(
  store: Store,
  { actor: { tenant }, state: { generation }, world }: Ready,
  { source, person }: Pick<CaseQuestion, "source" | "person">,
): Promise<Refused | undefined> {
  const known = async (dimension: "source" | "person") => {
    const sums = await store.evaluation.sums(tenant, generation, { units: [""], months: { from: "", until: "~" }, dimension });
    return new Set(sums.map(({ value }) => value));
  };
  if (source !== undefined) {
    const sources = await known("source");
    if (!sources.has(source) && !world.source(source)) return unknownSource(source, nearestName(source, sources));
  }
  if (person !== undefined && !world.organisation.isPerson(person) && !(await known("person")).has(person)) return unknownPerson(person);
  return undefined;
}

/** What is true now is of no month; what is late has been so since today or before. */
function monthsFor(tally: Tally, { months }: Asked, plan: CompiledPlan, now: number): MonthRange {
  if (tally.what === "overdue") return { from: lateOn(""), until: `${lateOn(plan.dayOf(now))}~` };
  return "in" in tally ? months : [""];
}

function caseOf(
  { ticket, unit, month, person, amounts }: ShareRow,
  place: number,
  world: World,
  actor: Actor,
  found: Ticket | undefined,
): FigureCase {
  const amount = (JSON.parse(amounts) as Readonly<Record<number, number>>)[place] ?? 0;
  const seen = found && maySee(world, found, actor) ? ticketFor(world, found, actor) : undefined;
  return { ticket, amount, unit, ...(/^\d/.test(month) && { month }), ...(person !== "" && { person }), ...(seen && { seen }) };
}

function markOf({ month, ticket, unit, person }: ShareKey): string {
  return Buffer.from(JSON.stringify([month, ticket, unit, person])).toString("base64url");
}

/** Null for what no page ended with. */
function readMark(text: string): ShareKey | null {
  try {
    const [month, ticket, unit, person] = JSON.parse(Buffer.from(text, "base64url").toString()) as readonly unknown[];
    const isMark = [month, ticket, unit, person].every((each) => typeof each === "string");
    return isMark ? ({ month, ticket, unit, person } as ShareKey) : null;
  } catch {
    return null;
  }
}

function unknownTally(name: string, { document: { id, tallies } }: Asked): Refused {
  const known = tallies.map((tally) => tally.name).join(", ");
  return refuse(
    "bad-input",
    `综合评价 ${id} 没有计数项 ${name}；可用的有 ${known}。`,
    `The evaluation ${id} has no tally ${name}; there are ${known}.`,
    "/tally",
  );
}

function unknownSource(source: string, near: string | undefined): Refused {
  return refuse(
    "bad-input",
    near === undefined ? `没有案卷来自 ${source}；请改正来源。` : `没有案卷来自 ${source}；是否指 ${near}？`,
    near === undefined ? `No ticket came from ${source}; correct the source.` : `No ticket came from ${source}; do you mean ${near}?`,
    "/source",
  );
}

function unknownPerson(person: string): Refused {
  return refuse("bad-input", `没有人员 ${person}；请改正其编号。`, `Nobody is known as ${person}; correct the id.`, "/person");
}

function unknownMark(): Refused {
  return refuse(
    "bad-input",
    "翻页标记不对；请用上一页给出的 next。",
    "The page does not begin there; use the `next` of the page before.",
    "/after",
  );
}
