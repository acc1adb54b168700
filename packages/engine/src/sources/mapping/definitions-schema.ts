import * as z from "zod";
import { labelSchema } from "./field-schema.ts";

const textSchema = z.strictObject({ "zh-CN": z.string().min(1), en: z.string().min(1) });

const publishedShape = {
  id: z.string().min(1),
  label: labelSchema,
  /** `extend` keeps what is published and adds or replaces by code; `replace` publishes only what the file says. */
  mode: z.enum(["extend", "replace"]).default("extend"),
};

/** Categories from rows: one level below the other, each with a code and a label over the row's fields. */
export const categoriesSchema = z.strictObject({
  ...publishedShape,
  levels: z.array(z.strictObject({ code: z.string().min(1), label: textSchema })).min(1),
  /** What happens where a code comes with another name than before: the row is rejected, or the first name stays and it is said. */
  conflict: z.enum(["reject", "first"]).default("reject"),
});

/** Standards from rows. `{#}` in the code counts the rows of a category. */
export const standardsSchema = z.strictObject({
  ...publishedShape,
  code: z.string().min(1),
  category: z.string().min(1),
  filing: textSchema.optional(),
  closing: textSchema.optional(),
  handledBy: z.string().optional(),
  supervisedBy: z.string().optional(),
  /** A field of type `limit`. */
  limit: z.string().optional(),
});

export type CategoriesSpec = z.infer<typeof categoriesSchema>;
export type StandardsSpec = z.infer<typeof standardsSchema>;
