import type { Tally } from "../definitions/tally.ts";
import { deadlineOf } from "../time/deadline.ts";
import { marksOf } from "./called-units.ts";
import type { ClockEnd } from "./clock-ends.ts";
import type { Facts } from "./facts.ts";
import type { Happening } from "./happenings.ts";

/** A tally as it is counted, whatever it is called. */
export type CountedTally = Tally extends infer Each ? (Each extends Tally ? Omit<Each, "name" | "label"> : never) : never;

/** Something that a tally counts of a ticket. */
export interface Occurrence {
  /** When it happened; of what is true now, nothing. */
  readonly at: number | undefined;
  readonly unit: string | undefined;
  readonly person: string | undefined;
  readonly amount: number;
}

/** All that the tally counts of the ticket, whatever the month. */
export function occurrencesOf(tally: CountedTally, facts: Facts): readonly Occurrence[] {
  const { ticket, filedAt, ended } = facts;
  if (tally.sources && !tally.sources.includes(ticket.source ?? "")) return [];
  if (ended && tally.without?.includes(ended.by)) return [];
  switch (tally.what) {
    case "reported":
      return [once(facts, ticket.reportedAt)];
    case "filed":
      return filedAt === undefined ? [] : [once(facts, filedAt)];
    case "closed":
      return ended && isEndedBy(tally.by, facts) && isAnswered(tally.answer, ended.answers) ? [once(facts, ticket.closedAt)] : [];
    case "open":
      return ticket.open ? [once(facts, undefined)] : [];
    case "overdue":
      return ticket.open && ticket.due !== undefined && ticket.metAt === undefined ? [once(facts, undefined)] : [];
    case "on-time":
    case "late":
    case "exempted":
      return deadlines(tally, facts);
    case "overran":
      return overruns(tally, facts);
    case "counter":
      return happened(tally.each, named(facts, "counter", [tally.counter]));
    case "command":
      return happened(tally.each, named(facts, "command", tally.commands));
    case "entered":
      return happened(tally.each, named(facts, "entered", [tally.state]));
    case "extended":
    case "supervised":
      return happened(tally.each, named(facts, tally.what));
    case "responded":
      return responses(tally, facts);
    case "rated":
      return evaluations(facts, (score) => (score >= (tally.least ?? 1) ? 1 : 0));
    case "rating":
      return evaluations(facts, (score) => score);
    case "whistled":
      return happened("time", named(facts, "whistled", tally.kinds));
    case "called":
      return calls(tally, facts);
    case "leg-on-time":
    case "leg-late":
      return legClocks(tally, facts);
    case "leg-rated":
    case "leg-rating":
      return legMarks(tally.what === "leg-rated" ? "count" : "sum", facts);
    case "whistle-rated":
    case "whistle-rating":
      return whistleMarks(tally.what === "whistle-rated" ? "count" : "sum", facts);
  }
}

function once({ unit, person }: Facts, at: number | undefined): Occurrence {
  return { at, unit, person, amount: 1 };
}

function isEndedBy(by: readonly string[] | undefined, { ended }: Facts): boolean {
  return !by || (ended !== undefined && by.includes(ended.by));
}

function isAnswered(asked: Extract<CountedTally, { what: "closed" }>["answer"], answers: Readonly<Record<string, boolean>>): boolean {
  if (!asked) return true;
  const said = Object.hasOwn(answers, asked.field) ? answers[asked.field] : undefined;
  return said !== undefined && (asked.is === undefined || said === asked.is);
}

/** Granted an appeal, lateness is counted as exempted and as nothing else. */
function deadlines(tally: Extract<CountedTally, { what: "on-time" | "late" | "exempted" }>, facts: Facts): readonly Occurrence[] {
  const { ticket } = facts;
  if (!isEndedBy(tally.by, facts)) return [];
  const clock = tally.clock === undefined ? undefined : ticket.clocks?.[tally.clock];
  const { due, metAt } =
    tally.clock === undefined
      ? { due: ticket.due, metAt: ticket.metAt ?? (ticket.open ? undefined : ticket.closedAt) }
      : deadlineOf(clock ? [clock] : []);
  if (due === undefined || metAt === undefined) return [];
  const what = metAt <= due ? "on-time" : ticket.exempted ? "exempted" : "late";
  return what === tally.what ? [once(facts, metAt)] : [];
}

function named({ happened: all }: Facts, kind: Happening["kind"], names?: readonly string[]): readonly Happening[] {
  return all.filter((each) => each.kind === kind && (!names || names.includes(each.name)));
}

function happened(each: "time" | "ticket" | undefined, found: readonly Happening[]): readonly Occurrence[] {
  const counted = each === "ticket" ? found.slice(0, 1) : found;
  return counted.map(({ at, unit, person, times }) => ({ at, unit, person, amount: each === "ticket" ? 1 : times }));
}

const lengths = { "urgent-hour": 3_600_000, "natural-day": 86_400_000 } as const;

/** Whoever gets the ticket after another unit has a first response of their own. */
function responses({ commands, within, late }: Extract<CountedTally, { what: "responded" }>, facts: Facts): readonly Occurrence[] {
  const first = new Map<number, Happening>();
  for (const each of named(facts, "command", commands)) if (each.since !== undefined && !first.has(each.since)) first.set(each.since, each);
  const counted = [...first].flatMap(([since, each]) => {
    const isLate = within !== undefined && each.at - since > within.amount * lengths[within.unit];
    return within === undefined || isLate === (late ?? false) ? [each] : [];
  });
  return happened("time", counted);
}

function evaluations(facts: Facts, amountOf: (score: number) => number): readonly Occurrence[] {
  const { unit, person, ticket } = facts;
  return (ticket.evaluations ?? []).flatMap(({ at, score }) => {
    const amount = amountOf(score);
    return amount === 0 ? [] : [{ at, unit, person, amount }];
  });
}

/** What a call came to is said of each: a bounce stays one when the unit is called again. */
function calls({ roles, outcome }: Extract<CountedTally, { what: "called" }>, { legs }: Facts): readonly Occurrence[] {
  return [...legs.values()]
    .flatMap((leg) => leg.calls)
    .filter((call) => (!roles || roles.includes(call.role)) && (outcome === undefined || call.outcome === outcome))
    .map(({ at, unit, person }) => ({ at, unit, person, amount: 1 }));
}

function overruns({ clock, exempted = false, each }: Extract<CountedTally, { what: "overran" }>, { clocks }: Facts): readonly Occurrence[] {
  const found = clocks.filter((end) => end.leg === undefined && isOver(end) && end.isExempted === exempted);
  const counted = found.filter((end) => clock === undefined || end.clock === clock).toSorted((one, other) => one.at - other.at);
  return endings(each === "ticket" ? counted.slice(0, 1) : counted);
}

/** One that was taken away in time was not met, but was not missed either. */
function legClocks({ what, clock }: Extract<CountedTally, { what: "leg-on-time" | "leg-late" }>, { clocks }: Facts): readonly Occurrence[] {
  const mine = clocks.filter((end) => end.leg !== undefined && end.clock === clock);
  return endings(mine.filter((end) => (what === "leg-late" ? isOver(end) : end.isMet && !isOver(end))));
}

function isOver({ due, at }: ClockEnd): boolean {
  return at > due;
}

function endings(ends: readonly ClockEnd[]): readonly Occurrence[] {
  return ends.map(({ at, unit, person }) => ({ at, unit, person, amount: 1 }));
}

function legMarks(of: "count" | "sum", { legs }: Facts): readonly Occurrence[] {
  return [...legs.values()].flatMap(({ leg, person }) =>
    marksOf(leg, "leg").map((marks) => ({ at: marks.at, unit: leg.unit, person, amount: marks[of] })),
  );
}

function whistleMarks(of: "count" | "sum", { legs, whistles }: Facts): readonly Occurrence[] {
  return [...legs.values()].flatMap(({ leg }) => {
    const blower = whistles.get(leg.whistle);
    return marksOf(leg, "whistle").map((marks) => ({ at: marks.at, unit: blower?.unit, person: blower?.person, amount: marks[of] }));
  });
}
