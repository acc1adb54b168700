import { getTableColumns } from "drizzle-orm";
import { readMigrationFiles, type MigrationMeta } from "drizzle-orm/migrator";
import { fileURLToPath } from "node:url";
import type { Store, Ticket } from "@muster/engine";
import * as assert from "uvu/assert";
import type { Found } from "../../src/store/port.ts";
import * as schema from "../../src/store/libsql/schema/index.ts";
import { ticketColumns, ticketRow, type TicketColumn } from "../../src/store/ticket-columns.ts";
import { start, tenant, writeOf } from "./conformance/writing.ts";

/** The steps that a database of this version has gone through. */
export function migrations(dialect: "libsql" | "postgres"): readonly MigrationMeta[] {
  return readMigrationFiles({ migrationsFolder: fileURLToPath(new URL(`../../drizzle/${dialect}`, import.meta.url)) });
}

/** The statements that make a database as the first version left it: two tickets of Rob, one of Ann, one of nobody; a dead letter, an answer. */
export function firstDatabase(dialect: "libsql" | "postgres"): readonly string[] {
  const [initial] = migrations(dialect);
  if (!initial) throw new Error("there is no first migration");
  const position = dialect === "libsql" ? "position, " : "";
  return [
    ...initial.sql,
    "CREATE TABLE migration (step INTEGER PRIMARY KEY, hash TEXT NOT NULL)",
    `INSERT INTO migration (step, hash) VALUES (0, '${initial.hash}')`,
    ticket("a", "rob"),
    ticket("b", "ann"),
    ticket("c", "rob"),
    ticket("d", undefined, { mergedInto: "b" }),
    `INSERT INTO delivery (${position}tenant, id, ticket, destination, topic, payload, state, attempt, next_at, written_at, settled_at, error)
     VALUES (${position ? "1, " : ""}'${tenant}', 'e', 'a', 'sms', 't', '{}', 'dead', 12, 0, 0, 0, '${"x".repeat(600)}')`,
    `INSERT INTO answer (tenant, caller, key, fingerprint, ticket, seq, at) VALUES ('${tenant}', 'reporter:rob', 'k', 'ab', 'a', 1, ${start})`,
  ];
}

/** What such a database is like once it was opened. */
export async function assertBroughtUp(store: Store): Promise<void> {
  const of = async (reporter: string) =>
    (await store.tickets.list(tenant, { reporter }, {}, { limit: 9 })).map(({ id, reporter: by }) => `${id} ${by}`);
  assert.equal([await of("rob"), await of("ann"), await of("nobody")], [["a rob", "c rob"], ["b ann"], []]);
  assert.is((await store.tickets.list(tenant, { all: true }, {}, { limit: 9 })).length, 4);
  const { alike } = await store.likeness.find(tenant, { all: true }, { words: [1], cells: [1], area: "g", closedSince: 0 }, 400);
  assert.equal(alike, [], "nothing is found before it is made anew");
  assert.equal(await store.likeness.due(tenant, "", 0, 9), ["a", "b", "c", "d"]);
  const [merged] = await store.audit.page(tenant, "c", 1);
  assert.is(merged?.row.mergedInto, "b");
  const [dead] = await store.deliveries.list(tenant, "dead", 9);
  assert.equal([dead?.attempt, dead?.tries, dead?.error?.length], [12, 12, 500]);
  await store.transact({ tenant, ticket: "a", key: { caller: "reporter:rob", key: "k" } }, (found) => {
    assert.equal(found.answer, { fingerprint: "", ticket: "a", seq: 1 });
    return { result: undefined, write: writeOf("a", found) };
  });
  assert.equal(await of("rob"), ["a rob", "c rob"], "a command leaves the reporter");
}

function ticket(id: string, reporter?: string, more: Partial<Ticket> = {}): string {
  const nothing = { ticket: undefined, head: undefined } as unknown as Found;
  const row = ticketRow(writeOf(id, nothing, { ...more, ...(reporter !== undefined && { reporter }) }));
  const columns = Object.entries(getTableColumns(schema.ticket)).filter(([key]) => !added.has(key));
  const values = columns.map(([key]) => literal(ticketColumns[key as TicketColumn](row)));
  return `INSERT INTO ticket (${columns.map(([, { name }]) => name).join(", ")}) VALUES (${values.join(", ")})`;
}

/** Columns that came with later versions. */
const added: ReadonlySet<string> = new Set(["reporter", "metAt", "mergedInto"]);

function literal(value: string | number | null): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
