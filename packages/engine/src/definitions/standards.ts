import { z } from "zod";
import { codeSchema, labelSchema } from "../model/schema.ts";
import { limitUnits } from "../model/ticket.ts";

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
      limit: z.strictObject({ amount: z.number().positive(), unit: z.enum(limitUnits) }).optional(),
    }),
  ),
});

export type StandardsDocument = z.infer<typeof standardsSchema>;

export type Standard = StandardsDocument["standards"][number];
