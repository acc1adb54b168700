import { z } from "zod";
import { change } from "../work.ts";
import { action } from "./action.ts";
import { decideByTable } from "./decide-by-table.ts";
import { fileStandard } from "./file-standard.ts";

/** Asks a table for category, tier, priority and standard; what it leaves open stays as it was. */
export const classify = action(z.strictObject({ table: z.string() }), (work, { table }) => {
  const outcome = decideByTable(work, table);
  if (!outcome) return;
  const { category, tier, priority, standard } = outcome;
  if (typeof category === "string" && work.world.categories.tree.has(category)) change(work, { category });
  if (tier === 1 || tier === 2 || tier === 3) change(work, { tier });
  if (typeof priority === "number") change(work, { priority });
  if (typeof standard === "string") fileStandard(work, standard);
});
