import { fold } from "../../decide/evolve.ts";
import { canonical } from "../../model/canonical.ts";
import type { Entry } from "../../model/entry.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { KeptEntry, KeptTicket } from "../../store/audit.ts";
import type { Fault, FaultCode } from "./fault.ts";
import { chain, noHead } from "../hash.ts";
import type { Known } from "./known-definitions.ts";
import { runningOf } from "../number.ts";
import { readEntry } from "../read-entry.ts";
import { verifyRows } from "./verify-rows.ts";

/** What was found about a ticket. */
export interface Checked {
  readonly faults: readonly Fault[];
  /** The running number in its number. */
  readonly running: number;
  /** Definitions that its entries name and that are not known. */
  readonly missing: readonly { readonly ticket: string; readonly seq: number; readonly what: string }[];
}

/**
 * A ticket against its journal: first the journal by itself, then the ticket as it folds, then every row beside it. Each asks what the one
 * before has proved, so the first that fails is the last: rows beside a ticket that is not its journal's have nothing to agree with.
 */
export function verifyTicket(known: Known, tenant: string, kept: KeptTicket): Checked {
  const checked = verifyJournal(known, tenant, kept);
  const malformed = kept.malformed.map((what): Fault => ({ ticket: kept.id, fault: "malformed", what }));
  return malformed.length === 0 ? checked : { ...checked, faults: [...checked.faults, ...malformed] };
}

function verifyJournal(known: Known, tenant: string, kept: KeptTicket): Checked {
  const broken = chainFault(kept);
  if (broken) return { faults: [broken], running: 0, missing: [] };
  const read = readJournal(kept.entries);
  if (!read) return { faults: [{ ticket: kept.id, fault: "unreadable" }], running: 0, missing: [] };
  const { entries, ticket } = read;
  const running = runningOf(ticket.number);
  const faults = kept.entries.flatMap((row, i) => entryFaults(tenant, row, entries[i] as Entry));
  if (canonical(ticket) !== kept.row.document)
    return { faults: [...faults, { ticket: kept.id, fault: "state-differs" }], running, missing: [] };
  return { faults: [...faults, ...verifyRows(known, kept, ticket, entries)], running, missing: missingDefinitions(known, entries) };
}

function chainFault({ id, entries, row }: KeptTicket): Fault | undefined {
  const at = (fault: FaultCode, seq?: number) => (seq === undefined ? { ticket: id, fault } : { ticket: id, seq, fault });
  let head = noHead;
  for (const [i, { seq, body, hash }] of entries.entries()) {
    if (seq !== i + 1) return at("gap", i + 1);
    head = chain(head, body);
    if (head !== hash) return at("broken-chain", seq);
  }
  if (entries.length === 0) return at("no-journal");
  return row.head === head ? undefined : at("head-differs");
}

function readJournal(rows: readonly KeptEntry[]): { readonly entries: readonly Entry[]; readonly ticket: Ticket } | undefined {
  try {
    const entries = rows.map((row) => readEntry(row.body));
    const ticket = fold(entries);
    return ticket && { entries, ticket };
  } catch {
    return undefined;
  }
}

/** The columns beside an entry's bytes repeat what stands in them. */
function entryFaults(tenant: string, row: KeptEntry, entry: Entry): readonly Fault[] {
  const { ticket, seq, at, recordedAt, type } = row;
  const columns = Object.entries({ tenant, ticket, seq, at, recordedAt, type });
  const wrong = columns.filter(([name, value]) => entry[name as keyof Entry] !== value).map(([name]) => name);
  // Positions count from 1: an entry outside the feed would never be sealed.
  if (row.position !== null && row.position < 1) wrong.push("position");
  return wrong.map((what) => ({ ticket, seq, fault: "entry-differs", what }));
}

function missingDefinitions(known: Known, entries: readonly Entry[]): Checked["missing"] {
  return entries.flatMap(({ ticket, seq, versions, decisions = [] }) => {
    const named = [...Object.entries(versions), ...decisions.map(({ table }) => [`table/${table.id}`, table.version] as const)];
    return named
      .filter(([name, version]) => !known.has(name, version))
      .map(([name, version]) => ({ ticket, seq, what: `${name}@${version}` }));
  });
}
