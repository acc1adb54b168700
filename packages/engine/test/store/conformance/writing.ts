import type { Store, Ticket } from "@muster/engine";
import { canonical } from "../../../src/model/canonical.ts";
import { documentOf } from "../../../src/model/ticket-document.ts";
import { chain, noHead } from "../../../src/run/hash.ts";
import type { Asked, Found, Write } from "../../../src/store/port.ts";

/** The tenant of the tests that go through the port itself. */
export const tenant = "t";

/** When everything in those tests happens. */
export const start = 1_700_000_000_000;

export type Rows = Partial<
  Pick<Write, "parts" | "units" | "timers" | "effects" | "texts" | "attachments" | "decisions" | "likeness" | "answer">
>;

/** The write that brings a ticket to its next revision; what a process would decide is given. */
export function writeOf(id: string, found: Found, change: Partial<Ticket> = {}, rows: Rows = {}): Write {
  const before = found.ticket ?? blank(id);
  const seq = before.revision + 1;
  const ticket: Ticket = { ...before, ...change, revision: seq };
  const body = canonical({ ticket: id, seq });
  const at = ticket.at;
  return {
    ticket,
    isNew: found.ticket === undefined,
    document: documentOf(ticket),
    entry: { seq, type: "test", at, recordedAt: at, body, hash: chain(found.head ?? noHead, body) },
    parts: none,
    units: none,
    timers: none,
    effects: [],
    texts: [],
    attachments: [],
    decisions: [],
    ...rows,
  };
}

/** Writes a ticket's next revision. */
export function put(store: Store, id: string, change?: Partial<Ticket>, rows?: Rows, asked?: Partial<Asked>): Promise<Ticket> {
  return store.transact({ tenant, ticket: id, ...asked }, (found) => {
    const write = writeOf(id, found, change, rows);
    return { result: write.ticket, write };
  });
}

/** Rows to be added, none removed. */
export function added<Row>(...add: readonly Row[]): { readonly remove: readonly Row[]; readonly add: readonly Row[] } {
  return { remove: [], add };
}

const none = { remove: [], add: [] };

function blank(id: string): Ticket {
  return {
    tenant,
    id,
    number: `N-${id}`,
    revision: 0,
    process: { id: "p", version: 1 },
    state: "new",
    stage: "report",
    open: true,
    reportedAt: start,
    at: start,
    texts: {},
    fields: {},
    counts: {},
    handlers: [],
    timers: {},
    generations: {},
  };
}
