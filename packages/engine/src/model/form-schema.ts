import * as z from "zod";
import { rule } from "./issue-label.ts";
import { storableSchema } from "./schema.ts";

const scalar = z.union([storableSchema.max(4000), z.number(), z.boolean(), z.null()]);

/** What one of several is made of: a unit that is called, and as what. */
const item = z
  .record(z.string().max(40), scalar)
  .refine((parts) => Object.keys(parts).length <= 10, rule("每项至多 10 个部分", "each item takes at most 10 parts"));

/** A form's values by shape only; what each field may hold, its process says. */
export const formSchema = z
  .record(z.string().max(40), z.union([scalar, z.array(z.union([scalar, item])).max(100)]))
  .refine((fields) => Object.keys(fields).length <= 100, rule("字段至多 100 个", "it takes at most 100 fields"));
