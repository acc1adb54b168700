import { setImmediate as pause } from "node:timers/promises";
import { likenessOf } from "../../decide/duplicates/likeness-of.ts";
import { likenessKept } from "../../model/likeness.ts";
import type { ExecuteParts } from "../execute.ts";

const page = 500;

/**
 * Makes the likeness of every ticket anew that is open or ended in the last 30 days: after a migration from a version that kept none, or where
 * `verify` found one that differs. Safe at any time and again; answers how many tickets it went through.
 */
export async function reindex(
  { store, worlds, now }: ExecuteParts,
  tenant: string,
  onProgress?: (tickets: number) => void,
): Promise<number> {
  const { world } = await worlds.of(tenant);
  let [done, after] = [0, ""];
  for (;;) {
    const ids = await store.likeness.due(tenant, after, now() - likenessKept, page);
    await Promise.all(
      ids.map((id) =>
        store.transact({ tenant, ticket: id }, ({ ticket, text }) => {
          const process = ticket && world.process(ticket.process.id, ticket.process.version);
          if (!ticket || !process) return { result: undefined };
          return { result: undefined, likeness: { type: "put", likeness: likenessOf(ticket, process.reportTexts, text) } };
        }),
      ),
    );
    done += ids.length;
    onProgress?.(done);
    const last = ids.at(-1);
    if (last === undefined) return done;
    after = last;
    await pause();
  }
}
