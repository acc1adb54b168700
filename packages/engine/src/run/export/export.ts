import { setImmediate as pause } from "node:timers/promises";
import { EngineError } from "../../model/engine-error.ts";
import type { Entry } from "../../model/entry.ts";
import type { Json } from "../../model/json.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { KeptAttachment, KeptDelivery, KeptEntry, KeptText, KeptTicket } from "../../store/audit.ts";
import type { Store } from "../../store/port.ts";
import type { ExportCounts, ExportOptions, ExportRecord } from "./export-record.ts";
import { storedDocuments, storedProposal } from "../proposals/stored-proposal.ts";
import { readFeed } from "../seal/feed-head.ts";
import { textRefs } from "../text-refs.ts";

/** The format of an export; it changes when a reader would have to. No release has written one yet: 1 is what the first will write. */
const exportFormat = 1;

const page = 100;

/** Everything of a tenant, a record at a time: memory does not grow with the number of tickets. */
export async function* exportTenant(store: Store, id: string, { people = false }: ExportOptions = {}): AsyncGenerator<ExportRecord> {
  const tenant = (await store.definitions.tenants()).find((each) => each.id === id);
  if (!tenant) throw new EngineError("unknown-tenant", `此存储中没有租户 ${id}。`, `there is no tenant ${id} in this store.`);
  const counts = { definitions: 0, proposals: 0, tickets: 0, entries: 0, texts: 0, attachments: 0, deliveries: 0 };
  yield {
    type: "header",
    format: exportFormat,
    tenant,
    lastNumber: (await store.audit.lastNumber(id)) ?? 0,
    feed: await readFeed(store, id),
  };
  for (const { body, ...row } of await store.audit.definitions(id)) {
    counts.definitions += 1;
    yield { type: "definition", ...present(row), body: JSON.parse(body) as unknown };
  }
  for await (const proposal of proposalRecords(store, id)) {
    counts.proposals += 1;
    yield proposal;
  }
  for await (const kept of pages((after) => store.audit.page(id, after, page))) {
    for (const record of ticketRecords(kept)) {
      counts[countOf[record.type]] += 1;
      yield record;
    }
  }
  // Nothing but true: names and telephones do not leave by a "false" that is a text.
  if ((people as unknown) !== true) return yield { type: "end", ...counts };
  let persons = 0;
  for await (const row of pages((after) => store.audit.people(id, after, page))) {
    persons += 1;
    yield { type: "person", ...present(row) };
  }
  yield { type: "end", ...counts, people: persons };
}

/** One after the other, the newest first: drafts can be large. */
async function* proposalRecords(store: Store, tenant: string): AsyncGenerator<ExportRecord> {
  for (let before: number | undefined; ;) {
    const rows = await store.proposals.list(tenant, { before }, page);
    for (const { id } of rows) {
      const row = await store.proposals.get(tenant, id);
      if (row) yield { type: "proposal", proposal: storedProposal(row), documents: storedDocuments(row) };
    }
    before = rows.at(-1)?.id;
    if (before === undefined) return;
    await pause();
  }
}

/** Every row of what is read a page at a time, each page behind the last row of the one before. */
async function* pages<Row extends { readonly id: string }>(read: (after: string) => Promise<readonly Row[]>): AsyncGenerator<Row> {
  for (let after = ""; ;) {
    const rows = await read(after);
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    // The embedded store answers at once: without a pause nobody else would have a turn until the end.
    await pause();
  }
}

type TicketRecord = Extract<ExportRecord, { type: "ticket" | "entry" | "text" | "attachment" | "delivery" }>;

const countOf = {
  ticket: "tickets",
  entry: "entries",
  text: "texts",
  attachment: "attachments",
  delivery: "deliveries",
} as const satisfies Record<TicketRecord["type"], keyof ExportCounts>;

/** A ticket with its history; rows that no entry names come last, since everything stored is exported. */
function* ticketRecords(kept: KeptTicket): Generator<TicketRecord> {
  const ticket = kept.id;
  yield { type: "ticket", head: String(kept.row.head), ticket: JSON.parse(String(kept.row.document)) as Ticket };
  const [texts, attachments, deliveries] = [byId(kept.texts), byId(kept.attachments), byId(kept.deliveries)];
  for (const row of kept.entries) {
    const entry = JSON.parse(row.body) as Entry;
    yield entryRecord(row, entry);
    for (const { text } of textRefs(entry)) yield* taken(texts, text).map((each) => textRecord(ticket, each));
    for (const { id } of entry.attachments ?? []) yield* taken(attachments, id).map((each) => attachmentRecord(ticket, each));
    for (const { id } of entry.effects ?? []) yield* taken(deliveries, id).map((each) => deliveryRecord(ticket, each));
  }
  for (const rows of texts.values()) yield* rows.map((each) => textRecord(ticket, each));
  for (const rows of attachments.values()) yield* rows.map((each) => attachmentRecord(ticket, each));
  for (const rows of deliveries.values()) yield* rows.map((each) => deliveryRecord(ticket, each));
}

function entryRecord({ position, hash }: KeptEntry, entry: Entry): TicketRecord {
  return { type: "entry", ...(position !== null && { position }), hash, entry };
}

function textRecord(ticket: string, { id, field, body, salt, erasedAt }: KeptText): TicketRecord {
  return { type: "text", ...present({ id, ticket, field, body, salt, erasedAt }) };
}

function attachmentRecord(ticket: string, { id, seq, name, mediaType, size, sha256 }: KeptAttachment): TicketRecord {
  return { type: "attachment", ...present({ id, ticket, seq, name, mediaType, size, sha256 }) };
}

function deliveryRecord(ticket: string, row: KeptDelivery): TicketRecord {
  const { id, destination, topic, state, attempt, writtenAt, settledAt, error } = row;
  const payload = JSON.parse(row.payload) as Json;
  return { type: "delivery", ...present({ id, ticket, destination, topic, state, attempt, writtenAt, settledAt, error }), payload };
}

type Present<Row> = { readonly [Key in keyof Row as null extends Row[Key] ? never : Key]: Row[Key] } & {
  readonly [Key in keyof Row as null extends Row[Key] ? Key : never]?: NonNullable<Row[Key]>;
};

/** A row without the columns that are empty. */
function present<Row extends object>(row: Row): Present<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Present<Row>;
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): Map<string, readonly Row[]> {
  const found = new Map<string, readonly Row[]>();
  for (const row of rows) found.set(row.id, [...(found.get(row.id) ?? []), row]);
  return found;
}

function taken<Row>(rows: Map<string, readonly Row[]>, id: string): readonly Row[] {
  const found = rows.get(id) ?? [];
  rows.delete(id);
  return found;
}
