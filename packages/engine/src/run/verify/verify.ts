import { setImmediate as pause } from "node:timers/promises";
import type { KeptTicket } from "../../store/audit.ts";
import type { Store } from "../../store/port.ts";
import type { Fault } from "./fault.ts";
import { knownDefinitions, type Known } from "./known-definitions.ts";
import type { SignedSeal } from "../seal/seal.ts";
import { checkSeals } from "../seal/check-seals.ts";
import { verifyEvaluation } from "./verify-evaluation.ts";
import { verifyTicket, type Checked } from "./verify-ticket.ts";

export interface Verification {
  readonly tickets: number;
  readonly entries: number;
  /** How many seals were compared; absent where none were given. */
  readonly seals?: number;
  readonly faults: readonly Fault[];
}

export interface VerifyOptions {
  /** Hears how many tickets were read so far. */
  readonly progress?: (tickets: number) => void;
  /** The tenant's seals, in the order in which they were made. */
  readonly seals?: readonly SignedSeal[];
  /** PEM; what the seals were signed with is its other half. */
  readonly publicKey?: string;
}

const page = 200;

/**
 * Reads everything of the tenant a page at a time: each chain whole, each fold equal to the stored ticket byte for byte, every row beside
 * it as the journal says, and nothing else stored; with seals, also that the journal is still the one that was sealed.
 */
export async function verify(store: Store, tenant: string, options: VerifyOptions = {}): Promise<Verification> {
  const faults: Fault[] = [];
  let known = await knownDefinitions(store, tenant);
  const missing = new Set<string>();
  const atDefinitions = new Map<string, Fault>();
  let [tickets, entries, highest, after] = [0, 0, 0, ""];
  for (;;) {
    const kept = await store.audit.page(tenant, after, page);
    for (const ticket of kept) {
      const checked = await settled(ticket);
      entries += ticket.entries.length;
      highest = Math.max(highest, checked.running);
      faults.push(...checked.faults, ...newlyMissing(checked, missing));
    }
    tickets += kept.length;
    options.progress?.(tickets);
    const last = kept.at(-1);
    if (!last) break;
    after = last.id;
    // The embedded store answers at once: without a pause nobody else would have a turn until the end.
    await pause();
  }
  note(known);
  const beside = [...(await beyondTickets(store, tenant, highest)), ...(await verifyEvaluation(store, tenant))];
  const all = [...faults, ...beside, ...atDefinitions.values()];
  const { seals } = options;
  if (!seals) return { tickets, entries, faults: all };
  return { tickets, entries, seals: seals.length, faults: [...all, ...(await checkSeals(store, tenant, seals, options.publicKey))] };

  /** A definition that was published while we read is no fault: what is not known is looked up anew, once. */
  async function settled(ticket: KeptTicket): Promise<Checked> {
    const checked = verifyTicket(known, tenant, ticket);
    if (checked.missing.every(({ what }) => missing.has(what))) return checked;
    note(known);
    known = await knownDefinitions(store, tenant);
    return verifyTicket(known, tenant, ticket);
  }

  function note(before: Known): void {
    for (const fault of before.faults) atDefinitions.set(`${fault.fault} ${fault.what}`, fault);
  }
}

/** One definition that is gone would be told by every entry that names it: the first is enough. */
function newlyMissing({ missing }: Checked, told: Set<string>): readonly Fault[] {
  return missing.filter(({ what }) => !told.has(what) && told.add(what)).map((each) => ({ ...each, fault: "definition-missing" }));
}

async function beyondTickets(store: Store, tenant: string, highest: number): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  for (const { ticket, tables } of await store.audit.orphans(tenant))
    faults.push(tables.includes("journal") ? { ticket, fault: "no-ticket" } : { ticket, fault: "stray-rows", what: tables.join(", ") });
  for (const { ticket, seq } of await store.audit.strayAnswers(tenant)) faults.push({ ticket, seq, fault: "stray-answer" });
  if (!(await store.audit.wordsAddUp(tenant))) faults.push({ fault: "likeness-differs", what: "likeness_word" });
  for (const what of await store.audit.malformed(tenant)) faults.push({ fault: "malformed", what });
  // Asked last: it only ever grows, so a report that came in meanwhile is no fault.
  const given = await store.audit.lastNumber(tenant);
  if (given === undefined) faults.push({ fault: "no-tenant", what: tenant });
  else if (given < highest) faults.push({ fault: "number-behind", what: `${given} < ${highest}` });
  return faults;
}
