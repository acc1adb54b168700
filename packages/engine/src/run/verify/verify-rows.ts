import { ticketUnits } from "../../decide/authorize.ts";
import { canonical } from "../../model/canonical.ts";
import type { Entry } from "../../model/entry.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { KeptTicket } from "../../store/audit.ts";
import { ticketColumns, type TicketRow } from "../../store/ticket-columns.ts";
import type { Fault, FaultCode } from "./fault.ts";
import type { Known } from "./known-definitions.ts";
import { decisionsOf, timersOf } from "../rows-of.ts";
import { verifyLikeness } from "./verify-likeness.ts";
import { verifyNamed } from "./verify-named.ts";

/** Every row of a ticket against the ticket and its entries. */
export function verifyRows(known: Known, kept: KeptTicket, ticket: Ticket, entries: readonly Entry[]): readonly Fault[] {
  const of = (fault: FaultCode, names: Iterable<string>) => [...new Set(names)].map((what): Fault => ({ ticket: kept.id, fault, what }));
  const timers = kept.timers.map(({ id, generation, due }) => ({ id, generation, due }));
  const units = kept.units.map(({ unit, why }) => ({ unit, why }));
  const parts = kept.parts.map(({ kind, key, role, unit, due, assignee }) => ({ kind, key, role, unit, due, assignee }));
  const asked = known
    .partsOf(ticket)
    ?.map(({ kind, key, role, unit, due = null, assignee = null }) => ({ kind, key, role, unit, due, assignee }));
  const named = verifyNamed(kept, entries);
  return [
    ...of("column-differs", wrongColumns(kept, ticket)),
    ...of(
      "timer-differs",
      differing(timersOf(ticket), timers).map(({ id }) => id),
    ),
    ...of("part-differs", asked ? differing<object & { readonly key: string }>(asked, parts).map(({ key }) => key) : []),
    ...of(
      "unit-differs",
      differing(distinct(ticketUnits(ticket)), units).map(({ unit }) => unit),
    ),
    ...decisionFaults(kept, entries),
    ...named,
    // The words are those of the texts: where these are not what they were, that is what is wrong.
    ...(named.some(({ fault }) => fault.startsWith("text-")) ? [] : verifyLikeness(known, kept, ticket)),
  ];
}

/** The columns that lists ask for repeat what stands in the document. */
function wrongColumns(kept: KeptTicket, ticket: Ticket): readonly string[] {
  const head = kept.entries.at(-1)?.hash ?? "";
  const row: TicketRow = { ticket, document: String(kept.row["document"]), head };
  const columns = Object.entries(ticketColumns) as readonly (readonly [
    keyof typeof ticketColumns,
    (from: TicketRow) => string | number | null,
  ])[];
  return columns.filter(([name, valueOf]) => kept.row[name] !== valueOf(row)).map(([name]) => name);
}

function decisionFaults({ id, decisions }: KeptTicket, entries: readonly Entry[]): readonly Fault[] {
  const wanted = entries.flatMap((entry) => decisionsOf(entry).map((decision) => ({ ...decision, seq: entry.seq, at: entry.at })));
  const found = decisions.map(({ table, version, row, seq, at }) => ({ table, version, row, seq, at }));
  const told = new Map(differing(wanted, found).map(({ table, row, seq }) => [`${seq} ${table} ${row}`, { table, row, seq }]));
  return [...told.values()].map(({ table, row, seq }) => ({ ticket: id, seq, fault: "decision-differs", what: `${table} ${row}` }));
}

/** The rows that stand more often on one side than on the other. */
function differing<Row extends object>(wanted: readonly Row[], found: readonly Row[]): readonly Row[] {
  const balance = new Map<string, { readonly row: Row; count: number }>();
  const add = (row: Row, by: 1 | -1): void => {
    const key = canonical(row);
    const seen = balance.get(key) ?? { row, count: 0 };
    seen.count += by;
    balance.set(key, seen);
  };
  for (const row of wanted) add(row, 1);
  for (const row of found) add(row, -1);
  return [...balance.values()].filter(({ count }) => count !== 0).map(({ row }) => row);
}

/** Two of its lists may name a unit for the same reason; the row stands once. */
function distinct<Row extends object>(rows: readonly Row[]): readonly Row[] {
  return [...new Map(rows.map((row) => [canonical(row), row])).values()];
}
