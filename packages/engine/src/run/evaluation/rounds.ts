import { follow, type Following } from "./follow.ts";

/** Makes rounds that bring every tenant's figures up to its journal, side by side: one that is counted anew keeps no other waiting. */
export function evaluationRounds(parts: Following): (isStopping?: () => boolean) => Promise<void> {
  return async (isStopping) => {
    const tenants = await parts.store.definitions.tenants();
    const rounds = await Promise.allSettled(tenants.map(({ id }) => follow(parts, id, isStopping)));
    for (const round of rounds) if (round.status === "rejected") throw round.reason;
  };
}
