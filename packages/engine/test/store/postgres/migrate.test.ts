import { openPostgresStore } from "@muster/engine/postgres";
import { suite } from "uvu";
import { query, startPostgres, type TestPostgres } from "../../fixtures/postgres.ts";
import { assertBroughtUp, firstDatabase } from "../first-database.ts";

const test = suite("store: postgres, migrate");
let server: TestPostgres | undefined;

test.before(async () => {
  server = await startPostgres();
});

test.after(() => server?.stop());

test("a database of the first version is brought up, and its reporters can list their tickets", async () => {
  if (!server) throw new Error("the server is started before the first test");
  const url = await server.fresh();
  await query(url, firstDatabase("postgres").join(";\n"));
  const store = await openPostgresStore({ url });
  await assertBroughtUp(store);
  await store.close();
});

test.run();
