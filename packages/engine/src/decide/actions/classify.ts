import { change } from "../work.ts";
import { tableAction } from "./action.ts";
import { fileStandard } from "./file-standard.ts";

/** Asks a table for category, tier, priority and standard; what it leaves open stays as it was. */
export const classify = tableAction(
  {
    purpose: "classification",
    results: ["one", "many"],
    outputs: {
      category: { type: "category" },
      tier: { type: "number", values: [1, 2, 3] },
      priority: { type: "number" },
      standard: { type: "standard" },
    },
  },
  (work, { category, tier, priority, standard }) => {
    if (category !== undefined && work.world.categories.tree.has(category)) change(work, { category });
    if (tier !== undefined) change(work, { tier });
    if (priority !== undefined) change(work, { priority });
    if (standard !== undefined) fileStandard(work, standard);
  },
);
