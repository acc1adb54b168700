import { openLibsqlStore } from "@muster/engine";
import Database from "libsql";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conformance } from "./conformance.ts";
import type { Harness } from "./conformance/harness.ts";

const test = conformance("store: libsql", openLibsql);

test.run();

function openLibsql(): Promise<Harness> {
  const folder = mkdtempSync(join(tmpdir(), "muster-libsql-"));
  const file = join(folder, "muster.db");
  let store = openLibsqlStore({ file });
  return Promise.resolve({
    store,
    reopen: async () => {
      await store.close();
      return (store = openLibsqlStore({ file }));
    },
    raw: (sql) => {
      const database = new Database(file);
      try {
        const statement = database.prepare(sql);
        if (statement.reader) return Promise.resolve(statement.all() as Record<string, unknown>[]);
        statement.run();
        return Promise.resolve([]);
      } finally {
        database.close();
      }
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  });
}
