import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Pool } from "pg";
import { fileURLToPath } from "node:url";
import { EngineError } from "../../model/engine-error.ts";
import { inTransaction } from "./in-transaction.ts";

const folder = fileURLToPath(new URL("drizzle/postgres", import.meta.resolve("@muster/engine/package.json")));

/** Any number, the same in every process: whoever comes second waits until the first has migrated. */
const migrationLock = 7_228_340_915;

/** Brings the database to this version's schema, one transaction for all steps. One of a newer version is refused untouched. */
export async function migrate(pool: Pool): Promise<void> {
  const steps = readMigrationFiles({ migrationsFolder: folder });
  await inTransaction(pool, `SELECT pg_advisory_xact_lock(${migrationLock})`, async (client) => {
    await client.query("CREATE TABLE IF NOT EXISTS migration (step integer PRIMARY KEY, hash text NOT NULL)");
    const { rows } = await client.query<{ readonly hash: string }>("SELECT hash FROM migration ORDER BY step");
    if (rows.length > steps.length || rows.some(({ hash }, i) => hash !== steps[i]?.hash)) {
      throw new EngineError(
        "newer-schema",
        `此数据库由另一个版本的 Muster 写成（已有 ${rows.length} 次迁移，本版本认识 ${steps.length} 次）；请用那个版本打开。`,
        `this database was written by another version of Muster (${rows.length} migrations, ${steps.length} known); use that version.`,
      );
    }
    for (const [i, step] of steps.entries()) {
      if (i < rows.length) continue;
      await client.query(step.sql.join(";\n"));
      await client.query("INSERT INTO migration (step, hash) VALUES ($1, $2)", [i, step.hash]);
    }
  });
}
