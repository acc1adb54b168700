import type { RuleTable } from "@muster/engine";
import { chooseTenant } from "./choose-tenant.ts";
import { databaseAt } from "./database-at.ts";
import type { GlobalOptions } from "./global-options.ts";
import { openEngine } from "./open-engine.ts";

/** The rule tables of a tenant, to be compared with what comes from outside. */
export interface PublishedTables {
  /** The newest version. */
  readonly latest: (id: string) => RuleTable | undefined;
  /** The ids of all rows that any version had. */
  readonly rowIds: (id: string) => readonly string[];
}

/** What is published where the database exists; nothing where there is none yet. */
export async function publishedTables(options: GlobalOptions): Promise<PublishedTables> {
  if (!databaseAt(options.db, "read")) return { latest: () => undefined, rowIds: () => [] };
  const { store, engine } = await openEngine(options, "read");
  try {
    const { id: tenant } = await chooseTenant(engine, options.tenant);
    const rows = (await store.definitions.all(tenant)).filter(({ kind }) => kind === "table");
    const versions = (id: string) => rows.filter((row) => row.id === id).map(({ body }) => JSON.parse(body) as RuleTable);
    return {
      latest: (id) => versions(id).at(-1),
      rowIds: (id) => [...new Set(versions(id).flatMap((table) => table.rows.map((row) => row.id)))],
    };
  } finally {
    await engine.close();
  }
}
