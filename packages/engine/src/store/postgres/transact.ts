import type { Pool } from "pg";
import { setTimeout as pause } from "node:timers/promises";
import type { Asked, Decided, Found, Store } from "../port.ts";
import { inTransaction } from "./in-transaction.ts";
import { writeLikeness } from "./likeness.ts";
import { load } from "./load.ts";
import { takeLocks } from "./locks.ts";
import type { Numbers } from "./numbers.ts";
import { isConflict } from "./store-error.ts";
import { writeRows } from "./write-rows.ts";

/** How often a command is decided anew after a conflict before its caller hears of it. */
const tries = 5;

/** A transaction per command: lock and begin, load, decide, write, commit; four round trips. */
export function transactor(pool: Pool, numbers: Numbers): Store["transact"] {
  return async (asked, decide) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(pool, numbers, asked, decide);
      } catch (cause) {
        // The locks leave no conflicts among ourselves; the unique constraints catch what came past them.
        if (attempt === tries || !isConflict(cause)) throw cause;
        await pause(attempt * 10);
      }
    }
  };
}

async function once<T>(pool: Pool, numbers: Numbers, asked: Asked, decide: (found: Found) => Decided<T>): Promise<T> {
  const { tenant } = asked;
  const number = asked.numbered ? await numbers.draw(tenant) : undefined;
  let spent = false;
  try {
    return await inTransaction(pool, takeLocks(asked), async (client) => {
      const found = await load(client, asked);
      const { result, write, likeness } = decide({ ...found, number: () => numbered(number) });
      if (likeness && asked.ticket !== undefined) await writeLikeness(client, tenant, asked.ticket, likeness);
      if (!write) return result;
      // From here on it may have been written, whatever we hear.
      spent = write.isNew;
      await writeRows(client, tenant, write);
      return result;
    });
  } finally {
    if (number !== undefined && !spent) numbers.giveBack(tenant, number);
  }
}

function numbered(number: number | undefined): number {
  if (number === undefined) throw new Error("a number was wanted by a command that did not ask for one");
  return number;
}
