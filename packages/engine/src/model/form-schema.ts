import * as z from "zod";
import { rule } from "./issue-label.ts";
import { storableSchema } from "./schema.ts";

const scalar = z.union([storableSchema.max(4000), z.number(), z.boolean(), z.null()]);

/** What says several things of one, as a call does of a unit. */
const record = z
  .record(z.string().max(40), scalar)
  .refine((fields) => Object.keys(fields).length <= 10, rule("至多 10 项", "it takes at most 10 members"));

/** A form's values by shape only; what each field may hold, its process says. */
export const formSchema = z
  .record(z.string().max(40), z.union([scalar, z.array(z.union([scalar, record])).max(100)]))
  .refine((fields) => Object.keys(fields).length <= 100, rule("字段至多 100 个", "it takes at most 100 fields"));
