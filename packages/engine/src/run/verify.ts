import { ticketUnits } from "../decide/authorize.ts";
import { fold } from "../decide/evolve.ts";
import { canonical } from "../model/canonical.ts";
import type { SideRows, StoredTicket } from "../store/journal.ts";
import type { Store } from "../store/port.ts";
import { timersOf } from "./rows-of.ts";
import { chain, noHead } from "./hash.ts";
import { readEntry } from "./read-entry.ts";

/** A ticket whose journal and stored state do not agree. */
export interface Fault {
  readonly ticket: string;
  readonly seq?: number;
  readonly fault: "broken-chain" | "gap" | "unreadable" | "state-differs" | "head-differs" | "rows-differ" | "no-ticket" | "no-journal";
}

export interface Verification {
  readonly tickets: number;
  readonly entries: number;
  readonly faults: readonly Fault[];
}

const page = 200;

/** Reads every journal of the tenant: each chain whole, each fold equal to the stored ticket byte for byte, each side row as the ticket says. */
export async function verify(store: Store, tenant: string, progress: (tickets: number) => void = () => {}): Promise<Verification> {
  const faults: Fault[] = [];
  let [tickets, entries, after] = [0, 0, ""];
  for (;;) {
    const stored = await store.journal.tickets(tenant, after, page);
    for (const [i, ticket] of stored.entries()) {
      const checked = await verifyStanding(store, tenant, ticket, stored[i - 1]?.id ?? after);
      entries += checked.entries;
      faults.push(...checked.faults);
    }
    tickets += stored.length;
    progress(tickets);
    const last = stored.at(-1);
    if (!last || stored.length < page) break;
    after = last.id;
  }
  for (const ticket of await store.journal.orphans(tenant)) faults.push({ ticket, fault: "no-ticket" });
  return { tickets, entries, faults };
}

type Checked = Pick<Verification, "entries" | "faults">;

/** A ticket that moves on while it is read looks broken; so one at fault is looked at again until it has stood still meanwhile. */
async function verifyStanding(store: Store, tenant: string, stored: StoredTicket, after: string): Promise<Checked> {
  for (let looked = stored; ;) {
    const checked = await verifyTicket(store, tenant, looked);
    if (checked.faults.length === 0) return checked;
    const [now] = await store.journal.tickets(tenant, after, 1);
    if (now?.id !== looked.id || (now.head === looked.head && now.document === looked.document)) return checked;
    looked = now;
  }
}

async function verifyTicket(store: Store, tenant: string, stored: StoredTicket): Promise<Checked> {
  const rows = await store.journal.of(tenant, stored.id);
  const at = (fault: Fault["fault"], seq?: number) => ({
    entries: rows.length,
    faults: [seq === undefined ? { ticket: stored.id, fault } : { ticket: stored.id, seq, fault }],
  });
  let head = noHead;
  for (const [i, row] of rows.entries()) {
    if (row.seq !== i + 1) return at("gap", i + 1);
    head = chain(head, row.body);
    if (head !== row.hash) return at("broken-chain", row.seq);
  }
  if (rows.length === 0) return at("no-journal");
  if (stored.head !== head) return at("head-differs");
  try {
    const ticket = fold(rows.map((row) => readEntry(row.body)));
    if (!ticket || canonical(ticket) !== stored.document) return at("state-differs");
    if (!agrees(await store.journal.rows(tenant, stored.id), { timers: timersOf(ticket), units: ticketUnits(ticket) }))
      return at("rows-differ");
  } catch {
    return at("unreadable");
  }
  return { entries: rows.length, faults: [] };
}

function agrees(rows: SideRows, wanted: Pick<SideRows, "timers" | "units">): boolean {
  return sorted(rows.timers) === sorted(wanted.timers) && sorted(rows.units) === sorted(wanted.units);
}

function sorted(rows: readonly object[]): string {
  return [...new Set(rows.map((row) => canonical(row)))].toSorted((a, b) => (a < b ? -1 : 1)).join("\n");
}
