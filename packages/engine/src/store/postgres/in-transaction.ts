import type { Pool, PoolClient } from "pg";

/**
 * Runs `act` in a transaction of its own. READ COMMITTED by name, whatever the server's default: each statement sees what was
 * committed before it, so what is read after `first` (the locks) is never older than the locks.
 */
export async function inTransaction<T>(pool: Pool, first: string, act: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; ${first}`);
    const result = await act(client);
    await client.query("COMMIT");
    return result;
  } catch (cause) {
    // A connection that cannot even roll back is thrown away; the server then does it.
    await client.query("ROLLBACK").catch((failure: Error) => (broken = failure));
    throw cause;
  } finally {
    client.release(broken);
  }
}
