import { openLibsqlStore } from "@muster/engine";
import { openPostgresStore } from "@muster/engine/postgres";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { query, startPostgres, type TestPostgres } from "../fixtures/postgres.ts";
import { conformance } from "./conformance.ts";
import type { Harness } from "./conformance/harness.ts";
import { scenario } from "./conformance/scenario.ts";

const test = conformance("store: postgres", openPostgres);
let server: TestPostgres | undefined;

test.before(async () => {
  server = await startPostgres();
});

test.after(() => server?.stop());

test("the same commands with the same ids, salts and times give the same journals as on libSQL, hash for hash", async () => {
  const folder = mkdtempSync(join(tmpdir(), "muster-both-"));
  const stores = [openLibsqlStore({ file: join(folder, "muster.db") }), await openPostgresStore({ url: await fresh() })];
  try {
    const [libsql, postgres] = await Promise.all(stores.map(scenario));
    assert.is(libsql?.journals.length, 15);
    assert.equal(postgres, libsql);
  } finally {
    for (const store of stores) await store.close();
    rmSync(folder, { recursive: true });
  }
});

test.run();

async function openPostgres(): Promise<Harness> {
  const url = await fresh();
  let store = await openPostgresStore({ url, connections: 8 });
  return {
    store,
    reopen: async () => {
      await store.close();
      return (store = await openPostgresStore({ url, connections: 8 }));
    },
    raw: (sql) => query(url, sql),
    close: () => store.close(),
  };
}

function fresh(): Promise<string> {
  if (!server) throw new Error("the server is started before the first test");
  return server.fresh();
}
