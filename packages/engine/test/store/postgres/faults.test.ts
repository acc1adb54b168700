import { EngineError } from "@muster/engine";
import { openPostgresStore } from "@muster/engine/postgres";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { query, startPostgres, type TestPostgres } from "../../fixtures/postgres.ts";
import { put, tenant, writeOf } from "../conformance/writing.ts";

const test = suite("store: postgres, faults");
let server: TestPostgres | undefined;

test.before(async () => {
  server = await startPostgres();
});

test.after(() => server?.stop());

test("a connection that breaks fails its command with what to do, and the next one works", async () => {
  const url = await fresh();
  const store = await openPostgresStore({ url, connections: 1 });
  await put(store, "a");
  await query(
    url,
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'muster' AND datname = current_database()",
  );
  const first = await put(store, "b").catch((cause: unknown) => cause);
  if (first instanceof Error) assert.is(codeOf(first), "store-failed");
  await put(store, "c");
  assert.ok(await store.tickets.get(tenant, "c"));
  await store.close();
});

test("a server that cannot be reached, or does not keep what it acknowledges, is refused with what to do", async () => {
  const url = new URL(await fresh());
  const fails = async (change: (address: URL) => void): Promise<string> => {
    const address = new URL(url);
    change(address);
    const failure = await openPostgresStore({ url: address.href }).then(
      (store) => store.close(),
      (cause: unknown) => cause,
    );
    assert.is(codeOf(failure), "store-failed");
    return (failure as Error).message;
  };
  const refused = await fails((address) => Object.assign(address, { port: "1", username: "u", password: "secret" }));
  assert.match(refused, /start PostgreSQL/);
  assert.not.match(refused, /secret/);
  assert.match(await fails((address) => (address.pathname = "/no_such_database")), /createdb/);
  const quick = (address: URL) => address.searchParams.set("options", "-c synchronous_commit=off");
  assert.match(await fails(quick), /synchronous_commit is off/);
  for (const other of ["mysql://x", "muster.db"]) {
    assert.match(await openPostgresStore({ url: other }).then(String, String), /reads postgres:\/\//);
  }
});

test("a database of a newer version is refused untouched", async () => {
  const url = await fresh();
  await (await openPostgresStore({ url })).close();
  await query(url, "INSERT INTO migration (step, hash) VALUES (99, 'of the future')");
  const failure = await openPostgresStore({ url }).catch((cause: unknown) => cause);
  assert.is(codeOf(failure), "newer-schema");
});

test("a process that freezes in a transaction loses its locks, and its command is not written", async () => {
  const url = await fresh();
  const [frozen, other] = [
    await openPostgresStore({ url: `${url}&idle_in_transaction_session_timeout=100` }),
    await openPostgresStore({ url }),
  ];
  const failure = await frozen
    .transact({ tenant, ticket: "a" }, (found) => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
      return { result: undefined, write: writeOf("a", found) };
    })
    .catch((cause: unknown) => cause);
  assert.is(codeOf(failure), "store-failed");
  assert.is((await put(other, "a")).revision, 1);
  assert.is((await put(frozen, "a")).revision, 2, "once it thaws it goes on");
  await frozen.close();
  await other.close();
});

test("a backup is left to PostgreSQL's own tools", async () => {
  const store = await openPostgresStore({ url: await fresh() });
  const failure = await store.backup("/tmp/backup").catch((cause: unknown) => cause);
  assert.is(codeOf(failure), "store-failed");
  assert.match((failure as Error).message, /pg_dump/);
  await store.close();
});

test.run();

function fresh(): Promise<string> {
  if (!server) throw new Error("the server is started before the first test");
  return server.fresh();
}

function codeOf(failure: unknown): string {
  return failure instanceof EngineError ? failure.code : String(failure);
}
