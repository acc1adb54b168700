import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import type { Pool } from "pg";
import { EngineError } from "../../model/engine-error.ts";

/** drizzle over the pool, for the cold queries. */
export type Drizzle = NodePgDatabase;

/** A pool of connections, and drizzle on it. The driver is loaded here and nowhere else: a user of libSQL need not install it. */
export async function connect(url: string, connections: number): Promise<{ readonly pool: Pool; readonly db: Drizzle }> {
  const { Pool } = await loaded(() => import("pg"));
  const { drizzle } = await loaded(() => import("drizzle-orm/node-postgres"));
  const pool = new Pool({
    connectionString: url,
    max: connections,
    application_name: "muster",
    keepAlive: true,
    connectionTimeoutMillis: 30_000,
    // A frozen process must lose its locks: others wait for them.
    idle_in_transaction_session_timeout: 15_000,
  });
  // A connection that breaks says so to whoever uses it; without listeners its event would end the process.
  pool.on("error", ignore);
  pool.on("connect", (client) => void client.on("error", ignore));
  return { pool, db: drizzle(pool) };
}

function ignore(): void {}

async function loaded<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new EngineError(
      "store-failed",
      "使用 PostgreSQL 需要 pg 包；请运行 npm install pg，再重新启动。",
      'A store on PostgreSQL needs the package pg; run "npm install pg" and start again.',
      { cause },
    );
  }
}
