import type { Pool } from "pg";

/** The tenants' running numbers. */
export interface Numbers {
  readonly draw: (tenant: string) => Promise<number>;
  /** Takes back a number that nothing was written under. */
  readonly giveBack: (tenant: string, number: number) => void;
}

/**
 * Counts up in a transaction of its own, or all reports of a tenant would queue for one row until each is on disk. It need not wait
 * for the disk itself: whatever is written under the number lies behind it in the same log.
 */
const next = `
  WITH quickly AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
  UPDATE tenant SET last_number = last_number + 1 FROM quickly WHERE id = $1 RETURNING last_number AS number`;

/**
 * A number is drawn before the decision, which may refuse and not want it. It is then kept for the next report of this process,
 * so that refusals leave no gaps where one process works alone.
 */
export function numbers(pool: Pool): Numbers {
  const spare = new Map<string, number[]>();
  return {
    draw: async (tenant) => {
      const kept = spare.get(tenant)?.shift();
      if (kept !== undefined) return kept;
      const { rows } = await pool.query<{ readonly number: number }>(next, [tenant]);
      return rows[0]?.number ?? Number.NaN;
    },
    giveBack: (tenant, number) => {
      const kept = spare.get(tenant) ?? [];
      kept.push(number);
      spare.set(tenant, kept);
    },
  };
}
