import { createEngine, type Store } from "@muster/engine";
import { openPostgresStore } from "@muster/engine/postgres";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { query, startPostgres, type TestPostgres } from "../../fixtures/postgres.ts";
import { person, tenant } from "../../fixtures/town.ts";
import { migrations } from "../first-database.ts";
import { townOn } from "../conformance/town-engine.ts";
import { put, start, tenant as t, writeOf } from "../conformance/writing.ts";

const test = suite("store: postgres, several processes");
let server: TestPostgres | undefined;

test.before(async () => {
  server = await startPostgres();
});

test.after(() => server?.stop());

/** Connections beside the stores. One that a failed test leaves open must not end the process with the server, and hide the failure. */
const clients: Client[] = [];

test.after.each(async () => {
  for (const client of clients.splice(0)) await client.end();
});

test("processes that start at once on an empty database migrate it once", async () => {
  const url = await fresh();
  const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore({ url, connections: 2 })));
  assert.equal((await query(url, "SELECT step FROM migration")).length, migrations("postgres").length);
  await closeAll(stores);
});

test("commands of several processes on one ticket are all applied, without a gap", async () => {
  const url = await fresh();
  const stores = await Promise.all(Array.from({ length: 3 }, () => openPostgresStore({ url, connections: 4 })));
  const move = (store: Store) =>
    store.transact({ tenant: t, ticket: "a" }, (found) => {
      const counts = { moves: (found.ticket?.counts["moves"] ?? 0) + 1 };
      return { result: undefined, write: writeOf("a", found, { counts }) };
    });
  await Promise.all(stores.flatMap((store) => Array.from({ length: 10 }, () => move(store))));
  assert.equal((await stores[0]?.tickets.get(t, "a"))?.counts, { moves: 30 });
  await closeAll(stores);
});

test("reports of several processes get numbers of their own, and a duplicate among them is refused or answered", async () => {
  const url = await fresh();
  const stores = await Promise.all(Array.from({ length: 2 }, () => openPostgresStore({ url, connections: 5 })));
  const [one, two] = stores.map((store) => createEngine({ store }));
  if (!one || !two) throw new Error("two stores were opened");
  await townOn(stores[0] as Store);
  const report = { type: "report", process: "closed-loop", form: { description: "井盖", area: "g1" } } as const;
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? one : two).execute(report, person("ann"))));
  assert.is(new Set(answers.map((answer) => answer.ok && answer.ticket.number)).size, 20);
  const keyed = await Promise.all([one, two, one, two].map((engine) => engine.execute(report, person("ann"), { key: "k" })));
  assert.is(new Set(keyed.map((answer) => answer.ok && answer.ticket.id)).size, 1);
  const sourced = { ...report, source: "hotline", sourceKey: "1" };
  const refused = await Promise.all([one, two, one, two].map((engine) => engine.execute(sourced, person("ann"))));
  assert.is(refused.filter((answer) => answer.ok).length, 1);
  assert.equal((await one.verify(tenant.id)).faults, []);
  await closeAll(stores);
});

test("an entry whose transaction commits late comes late in the feed, and nothing is skipped", async () => {
  const url = await fresh();
  const [store, other] = [await openPostgresStore({ url }), await openPostgresStore({ url })];
  await put(store, "a");
  const slow = await connected(url);
  const journal = "INSERT INTO journal (tenant, ticket, seq, at, recorded_at, type, entry, hash)";
  await slow.query(`BEGIN; ${journal} VALUES ('${t}', 'slow', 1, ${start}, ${start}, 't', '{}', '')`);
  await put(store, "b");
  const known = await Promise.all([store.journal.feed(t, 0, 9), other.journal.feed(t, 0, 9), store.journal.feed(t, 0, 9)]);
  for (const feed of known) assert.equal(told(feed), ["1 a 1", "2 b 1"]);
  await slow.query("COMMIT");
  assert.equal(told(await other.journal.feed(t, 2, 9)), ["3 slow 1"]);
  assert.equal(told(await store.journal.feed(t, 0, 9)), ["1 a 1", "2 b 1", "3 slow 1"]);
  await closeAll([store, other]);
});

test("processes that write and read the feed at once see each entry once, a ticket's in their order", async () => {
  const url = await fresh();
  const stores = await Promise.all(Array.from({ length: 3 }, () => openPostgresStore({ url, connections: 4 })));
  const work = stores.flatMap((store, i) =>
    ["x", "y", `own-${i}`].map(async (id) => {
      for (let n = 0; n < 15; n++) await put(store, id);
    }),
  );
  const readers = stores.map(async (store) => {
    const seen: string[] = [];
    for (let after = 0; seen.length < 135;) {
      const rows = await store.journal.feed(t, after, 7);
      seen.push(...told(rows));
      after = rows.at(-1)?.position ?? after;
    }
    return seen;
  });
  const [first, ...rest] = await Promise.all(readers);
  await Promise.all(work);
  for (const seen of rest) assert.equal(seen, first);
  assert.is(new Set(first).size, 135);
  for (const id of ["x", "y"]) {
    const seqs = (first ?? []).map((line) => line.split(" ")).flatMap(([, ticket, seq]) => (ticket === id ? [Number(seq)] : []));
    assert.equal(
      seqs,
      Array.from({ length: 45 }, (_, i) => i + 1),
    );
  }
  await closeAll(stores);
});

test("where a row came past the locks, the command is decided anew on what is there now", async () => {
  const url = await fresh();
  const store = await openPostgresStore({ url });
  await put(store, "a");
  const meddler = await connected(url);
  await meddler.query(`BEGIN; UPDATE ticket SET revision = 2, document = replace(document, '"revision":1', '"revision":2')`);
  const journal = "INSERT INTO journal (tenant, ticket, seq, at, recorded_at, type, entry, hash)";
  await meddler.query(`${journal} VALUES ('${t}', 'a', 2, ${start}, ${start}, 't', '{}', '')`);
  const seen: unknown[] = [];
  const command = store.transact({ tenant: t, ticket: "a" }, (found) => {
    seen.push(found.ticket?.revision);
    return { result: undefined, write: writeOf("a", found) };
  });
  while (seen.length === 0) await pause(5);
  await meddler.query("COMMIT");
  await command;
  assert.equal(seen, [1, 2]);
  assert.is((await store.tickets.get(t, "a"))?.revision, 3);
  await store.close();
});

test("a worker leases what another is not just taking, and does not wait for the rest", async () => {
  const url = await fresh();
  const store = await openPostgresStore({ url });
  const effect = (id: string) => ({ effects: [{ id, destination: "sms", topic: "t", payload: {} }] });
  for (const id of ["a", "b"]) await put(store, id, {}, effect(id));
  const other = await connected(url);
  await other.query("BEGIN; SELECT FROM delivery WHERE id = 'a' FOR UPDATE");
  const leased = await store.deliveries.lease(["sms"], 0, 10, 9);
  assert.equal(
    leased.map(({ id }) => id),
    ["b"],
  );
  await store.close();
});

test.run();

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  clients.push(client);
  await client.connect();
  return client;
}

function fresh(): Promise<string> {
  if (!server) throw new Error("the server is started before the first test");
  return server.fresh();
}

async function closeAll(stores: readonly Store[]): Promise<void> {
  for (const store of stores) await store.close();
}

function told(feed: Awaited<ReturnType<Store["journal"]["feed"]>>): readonly string[] {
  return feed.map(({ position, ticket, seq }) => `${position} ${ticket} ${seq}`);
}
