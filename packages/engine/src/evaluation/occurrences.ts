import type { Tally } from "../definitions/tally.ts";
import { deadlineOf } from "../time/deadline.ts";
import { marksOf } from "./called-units.ts";
import type { Facts, Happening } from "./facts.ts";

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

function responses({ commands, within, late }: Extract<CountedTally, { what: "responded" }>, facts: Facts): readonly Occurrence[] {
  const first = named(facts, "command", commands).find(({ waited }) => waited !== undefined);
  if (!first) return [];
  const isLate = within !== undefined && (first.waited ?? 0) > within.amount * lengths[within.unit];
  return within === undefined || isLate === (late ?? false) ? happened("ticket", [first]) : [];
}

function evaluations(facts: Facts, amountOf: (score: number) => number): readonly Occurrence[] {
  const { unit, person, ticket } = facts;
  return (ticket.evaluations ?? []).flatMap(({ at, score }) => {
    const amount = amountOf(score);
    return amount === 0 ? [] : [{ at, unit, person, amount }];
  });
}

/** How a leg ended is said of the last time it was called. */
function calls({ roles, outcome }: Extract<CountedTally, { what: "called" }>, facts: Facts): readonly Occurrence[] {
  const { legs = {} } = facts.ticket;
  const all = named(facts, "called").filter(({ name }) => !roles || roles.includes(legs[name]?.role ?? ""));
  const last = new Map(all.map((call) => [call.name, call]));
  return happened("time", outcome === undefined ? all : [...last.values()].filter(({ name }) => legs[name]?.outcome === outcome));
}

function legClocks(
  { what, clock: name }: Extract<CountedTally, { what: "leg-on-time" | "leg-late" }>,
  { ticket: { legs = {} } }: Facts,
): readonly Occurrence[] {
  return Object.values(legs).flatMap(({ unit, clocks }) => {
    const clock = clocks?.[name];
    const { due, metAt } = deadlineOf(clock ? [clock] : []);
    if (due === undefined || metAt === undefined || metAt <= due !== (what === "leg-on-time")) return [];
    return [{ at: metAt, unit, person: undefined, amount: 1 }];
  });
}

function legMarks(of: "count" | "sum", { ticket: { legs = {} } }: Facts): readonly Occurrence[] {
  return Object.values(legs).flatMap((leg) =>
    marksOf(leg).map((marks) => ({ at: marks.at, unit: leg.unit, person: undefined, amount: marks[of] })),
  );
}
