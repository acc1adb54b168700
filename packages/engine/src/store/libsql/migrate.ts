import { readMigrationFiles } from "drizzle-orm/migrator";
import { fileURLToPath } from "node:url";
import { EngineError } from "../../model/engine-error.ts";
import type { Connection } from "./connection.ts";

const folder = fileURLToPath(new URL("../../../drizzle/libsql", import.meta.url));

/** Brings the file to this version's schema, one transaction for all steps. A file of a newer version is refused untouched. */
export function migrate(connection: Connection): void {
  const steps = readMigrationFiles({ migrationsFolder: folder });
  connection.exec("CREATE TABLE IF NOT EXISTS migration (step INTEGER PRIMARY KEY, hash TEXT NOT NULL)");
  const done = connection.prepare("SELECT hash FROM migration ORDER BY step").all();
  if (done.length > steps.length || done.some(([hash], i) => hash !== steps[i]?.hash)) {
    throw new EngineError(
      "newer-schema",
      `this database was written by another version of Muster (${done.length} migrations, ${steps.length} known); use that version.`,
    );
  }
  if (done.length === steps.length) return;
  connection.exec("BEGIN IMMEDIATE");
  try {
    for (const [i, step] of steps.entries()) {
      if (i < done.length) continue;
      for (const statement of step.sql) connection.exec(statement);
      connection.prepare("INSERT INTO migration (step, hash) VALUES (?, ?)").run(i, step.hash);
    }
    connection.exec("COMMIT");
  } catch (cause) {
    connection.exec("ROLLBACK");
    throw cause;
  }
}
