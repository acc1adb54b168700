import * as z from "zod";
import { codeSchema, labelSchema } from "../model/schema.ts";

/** The tree of categories, 大类 and 小类, to any depth. */
export const categoriesSchema = z.strictObject({
  id: codeSchema,
  label: labelSchema,
  categories: z.array(z.strictObject({ code: codeSchema, label: labelSchema, parent: codeSchema.optional() })).min(1),
});

export type CategoriesDocument = z.infer<typeof categoriesSchema>;
