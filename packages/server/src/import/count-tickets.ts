import type { Actor, Engine, TicketCount } from "@muster/engine";

export interface Lateness {
  readonly withDue: number;
  readonly late: number;
}

/** The tickets of a source as they stand: by tier, unit and state, and how many were in time. */
export interface TicketCounts {
  readonly tickets: number;
  readonly tier: readonly TicketCount[];
  readonly owner: readonly TicketCount[];
  readonly state: readonly TicketCount[];
  /** Closed ones by their own closing; open ones as of now. */
  readonly closed: Lateness;
  readonly open: Lateness;
}

/** Counts the tickets of a source. */
export async function countTickets(engine: Engine, tenant: string, source: string): Promise<TicketCounts> {
  const system: Actor = { kind: "system", tenant };
  const by = (grouping: "tier" | "owner" | "state") => engine.count(system, grouping, { source });
  const [tier, owner, state] = await Promise.all([by("tier"), by("owner"), by("state")]);
  const [open, closed] = await Promise.all([true, false].map((isOpen) => engine.count(system, "source", { source, open: isOpen })));
  return { tickets: sum(tier, "tickets"), tier, owner, state, open: lateness(open), closed: lateness(closed) };
}

function lateness(counts: readonly TicketCount[] = []): Lateness {
  return { withDue: sum(counts, "withDue"), late: sum(counts, "late") };
}

function sum(counts: readonly TicketCount[], key: "tickets" | "withDue" | "late"): number {
  return counts.reduce((total, count) => total + count[key], 0);
}
