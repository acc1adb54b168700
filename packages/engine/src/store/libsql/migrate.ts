import { readMigrationFiles } from "drizzle-orm/migrator";
import { fileURLToPath } from "node:url";
import { EngineError } from "../../model/engine-error.ts";
import type { Connection } from "./connection.ts";
import { rollBack } from "./roll-back.ts";

// By the package's name, so that it is found from a bundle too.
const folder = fileURLToPath(new URL("drizzle/libsql", import.meta.resolve("@muster/engine/package.json")));

/** Brings the file to this version's schema, one transaction for all steps. A file of a newer version is refused untouched. */
export function migrate(connection: Connection, file: string): void {
  connection.exec("CREATE TABLE IF NOT EXISTS migration (step INTEGER PRIMARY KEY, hash TEXT NOT NULL)");
  const { steps, done } = schemaOf(connection, file);
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
    rollBack(connection);
    throw cause;
  }
}

/** For a connection that may only read: the file must have this version's schema already. */
export function requireSchema(connection: Connection, file: string): void {
  const isOurs = connection.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'migration'").get()?.[0] === 1;
  if (!isOurs) {
    throw new EngineError(
      "store-failed",
      `${file} 不是 Muster 数据库，或从未初始化；请检查路径，或先运行 muster init。`,
      `${file} is not a Muster database, or was never set up; check the path, or run muster init first.`,
    );
  }
  const { steps, done } = schemaOf(connection, file);
  if (done.length === steps.length) return;
  throw new EngineError(
    "store-failed",
    `${file} 还是旧版本的结构（${steps.length} 次迁移中的 ${done.length} 次）；请先以写入方式打开一次。`,
    `${file} still has the schema of an older version (${done.length} of ${steps.length} migrations); open it for writing once.`,
  );
}

function schemaOf(connection: Connection, file: string) {
  const steps = readMigrationFiles({ migrationsFolder: folder });
  const done = connection.prepare("SELECT hash FROM migration ORDER BY step").all();
  if (done.length > steps.length || done.some(([hash], i) => hash !== steps[i]?.hash)) {
    throw new EngineError(
      "newer-schema",
      `${file} 由另一个版本的 Muster 写成（已有 ${done.length} 次迁移，本版本认识 ${steps.length} 次）；请用那个版本打开。`,
      `${file} was written by another version of Muster (${done.length} migrations, ${steps.length} known); use that version.`,
    );
  }
  return { steps, done };
}
