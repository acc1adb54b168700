import { openPostgresStore } from "@muster/engine/postgres";
import { drizzle } from "drizzle-orm/node-postgres";
import { Client } from "pg";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { erase } from "../../../src/store/postgres/erase.ts";
import { ticketStore } from "../../../src/store/postgres/tickets.ts";
import { query, startPostgres, type TestPostgres } from "../../fixtures/postgres.ts";
import { start, tenant } from "../conformance/writing.ts";

const test = suite("store: postgres, query plans");
let server: TestPostgres | undefined;

test.before(async () => {
  server = await startPostgres();
});

test.after(() => server?.stop());

test("a reporter's tickets are listed, counted and erased by their index", async () => {
  if (!server) throw new Error("the server is started before the first test");
  const url = await server.fresh();
  await (await openPostgresStore({ url })).close();
  await query(url, tickets);
  await query(url, "ANALYZE ticket");
  // Not a pool: its end() answers before its connections have ended, and the server, told to stop, breaks what is left of them.
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const asked: (readonly [sql: string, parameters: unknown[]])[] = [];
    const db = drizzle(client, { logger: { logQuery: (sql, parameters) => void asked.push([sql, parameters]) } });
    const store = ticketStore(db);
    await store.list(tenant, { reporter: "r7" }, { open: true }, { limit: 9, after: "a" });
    await store.count(tenant, { reporter: "r7" }, {}, "stage", start);
    await erase(db, tenant, "r7", start);
    const named = asked.filter(([sql]) => sql.includes('"reporter" ='));
    assert.is(named.length, 9, "a list, a count, and all that an erasure empties but the person");
    for (const [sql, parameters] of named) {
      const { rows } = await client.query<{ readonly "QUERY PLAN": string }>(`EXPLAIN ${sql}`, parameters);
      assert.match(rows.map((row) => row["QUERY PLAN"]).join("\n"), "ticket_reporter");
    }
  } finally {
    await client.end();
  }
});

test.run();

/** Five thousand tickets of five hundred reporters. */
const tickets = `
  INSERT INTO ticket (tenant, id, number, revision, process, process_version, state, stage, open, reporter, reported_at, at, document, head)
  SELECT '${tenant}', 'i' || i, 'n' || i, 1, 'p', 1, '"new"', 'report', 1, 'r' || i % 500, ${start}, ${start}, '{}', ''
  FROM generate_series(1, 5000) AS i`;
