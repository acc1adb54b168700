import type { DefinitionKind } from "../model/definition-kind.ts";
import { EngineError } from "../model/engine-error.ts";
import type { Entry } from "../model/entry.ts";
import { isTextRef } from "../model/text.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Tenant } from "../store/definitions.ts";
import type { JournalRow } from "../store/journal.ts";
import type { Store } from "../store/port.ts";

/** The format of an export; it changes when a reader would have to. */
const exportFormat = 1;

/**
 * One record of an export. A ticket comes before its entries, an entry before the texts it refers to; an erased text is missing.
 * An entry's hash is SHA-256 over the hash before it and the entry's canonical bytes (RFC 8785), hex.
 */
export type ExportRecord =
  | { readonly type: "header"; readonly format: number; readonly tenant: Tenant }
  | {
      readonly type: "definition";
      readonly kind: DefinitionKind;
      readonly id: string;
      readonly version: number;
      readonly hash: string;
      readonly body: unknown;
    }
  | { readonly type: "ticket"; readonly head: string; readonly ticket: Ticket }
  | { readonly type: "entry"; readonly hash: string; readonly entry: Entry }
  | { readonly type: "text"; readonly id: string; readonly ticket: string; readonly field: string; readonly body: string }
  /** The last one: an export without it was cut short. */
  | { readonly type: "end"; readonly definitions: number; readonly tickets: number; readonly entries: number; readonly texts: number };

const page = 100;

/** Everything of a tenant, a record at a time: memory does not grow with the number of tickets. */
export async function* exportTenant(store: Store, id: string): AsyncGenerator<ExportRecord> {
  const tenant = (await store.definitions.tenants()).find((each) => each.id === id);
  if (!tenant) throw new EngineError("unknown-tenant", `此存储中没有租户 ${id}。`, `there is no tenant ${id} in this store.`);
  const counts = { definitions: 0, tickets: 0, entries: 0, texts: 0 };
  yield { type: "header", format: exportFormat, tenant };
  for (const { body, ...row } of await store.definitions.all(id)) {
    counts.definitions += 1;
    yield { type: "definition", ...row, body: JSON.parse(body) as unknown };
  }
  let after = "";
  for (;;) {
    const stored = await store.journal.tickets(id, after, page);
    for (const { document } of stored) {
      const ticket = JSON.parse(document) as Ticket;
      // No further than the ticket as it was read: it may have moved on since.
      const rows = await store.journal.of(id, ticket.id, ticket.revision);
      counts.tickets += 1;
      yield { type: "ticket", head: rows.at(-1)?.hash ?? "", ticket };
      for await (const record of history(store, id, rows)) {
        counts[record.type === "entry" ? "entries" : "texts"] += 1;
        yield record;
      }
    }
    const last = stored.at(-1);
    if (!last || stored.length < page) break;
    after = last.id;
  }
  yield { type: "end", ...counts };
}

async function* history(store: Store, tenant: string, rows: readonly JournalRow[]) {
  const entries = rows.map(({ body, hash }) => ({ hash, entry: JSON.parse(body) as Entry }));
  const bodies = await store.tickets.texts(
    tenant,
    entries.flatMap(({ entry }) => references(entry).map(([, id]) => id)),
  );
  for (const { hash, entry } of entries) {
    yield { type: "entry", hash, entry } as const;
    for (const [field, id] of references(entry)) {
      const body = bodies.get(id);
      if (body !== undefined) yield { type: "text", id, ticket: entry.ticket, field, body } as const;
    }
  }
}

function references({ form = {} }: Entry): readonly (readonly [field: string, text: string])[] {
  return Object.entries(form).flatMap(([field, value]) => (isTextRef(value) ? [[field, value.text] as const] : []));
}
