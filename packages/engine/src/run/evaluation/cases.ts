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
import { unitsBeneath } from "./figures.ts";
import type { Asked, CaseQuestion } from "./question.ts";
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
  { asked, actor, world, state, plan }: Ready,
  { tally: name, category, source, person }: CaseQuestion,
  { limit, after }: CasePage,
  now: number,
): Promise<{ readonly ok: true; readonly cases: readonly FigureCase[]; readonly next?: string } | Refused> {
  const tally = asked.document.tallies.find((each) => each.name === name);
  if (!tally) return unknownTally(name, asked);
  const begin = after === undefined ? undefined : readMark(after);
  if (begin === null) return unknownMark();
  const place = plan.placeOf(tally);
  if (place === undefined) return { ok: true, cases: [] };
  const rows = await store.evaluation.find(actor.tenant, state.generation, {
    place,
    category,
    source,
    person,
    months: monthsFor(tally, asked, plan, now),
    units: asked.unit === "" ? undefined : unitsBeneath(plan, asked.unit),
    ...(tally.what === "overdue" && { lateAt: now }),
    after: begin,
    // One more tells whether there is more.
    limit: limit + 1,
  });
  const found = rows
    .slice(0, limit)
    .map(async (row) => caseOf(row, place, world, actor, await store.tickets.get(actor.tenant, row.ticket)));
  const last = rows[limit - 1];
  return { ok: true, cases: await Promise.all(found), ...(rows.length > limit && last && { next: markOf(last) }) };
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

function unknownMark(): Refused {
  return refuse(
    "bad-input",
    "翻页标记不对；请用上一页给出的 next。",
    "The page does not begin there; use the `next` of the page before.",
    "/after",
  );
}
