import * as z from "zod";
import { codeSchema, labelSchema } from "../model/schema.ts";
import { seasonSchema } from "../time/season.ts";
import { limitSchema } from "../time/limit.ts";

const standardLimitSchema = limitSchema.extend({
  /** What must be reached in that time; the matter as a whole where absent. */
  milestone: codeSchema.optional(),
  tier: z.literal([1, 2, 3]).optional(),
  /** What a form put into the field `level`. */
  level: codeSchema.optional(),
  /** The class of the ground: that of the area, or of the nearest unit above it that has one. */
  areaClass: codeSchema.optional(),
  season: seasonSchema.optional(),
});

/** Standards for filing, handling and closing (立案、处置和结案标准). */
export const standardsSchema = z.strictObject({
  id: codeSchema,
  label: labelSchema,
  standards: z.array(
    z.strictObject({
      code: codeSchema,
      category: codeSchema,
      /** When a report of the category is filed under this standard. */
      filing: labelSchema.optional(),
      /** What must be so before it may be closed. */
      closing: labelSchema.optional(),
      /** The unit that handles it, as the source names it; a route table decides who that is here. */
      handledBy: z.string().max(200).optional(),
      supervisedBy: z.string().max(200).optional(),
      limit: limitSchema.optional(),
      /** In the place of `limit`, where it depends on something or there are milestones on the way. Of those for one milestone the first that fits counts. */
      limits: z.array(standardLimitSchema).min(1).max(100).optional(),
    }),
  ),
});

export type StandardsDocument = z.infer<typeof standardsSchema>;

export type Standard = StandardsDocument["standards"][number];
