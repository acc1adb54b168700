import * as z from "zod";
import { rule } from "../../model/issue-label.ts";

const labelSchema = z.strictObject({ "zh-CN": z.string().min(1), en: z.string().min(1) });
const limitUnit = z.enum(["urgent-hour", "work-hour", "work-day", "natural-day"]);
const mapped = z.union([z.string(), z.number(), z.boolean()]);

/** What becomes of a value that the field's `extract`, `map` or `type` does not know. */
const otherwiseSchema = z.union([
  /** The row is rejected; `flag`: left empty and said; `empty`: left empty; `keep`: taken as it stands (maps and extracts only). */
  z.enum(["reject", "flag", "empty", "keep"]),
  z.strictObject({ use: mapped, flag: z.boolean().default(true) }),
]);

const readingSchema = z.union([
  z.strictObject({ amount: z.number().positive(), unit: limitUnit, note: labelSchema }),
  /** The cell states no limit that could be counted. */
  z.strictObject({ none: z.literal(true), note: labelSchema }),
]);

const limitSchema = z.strictObject({
  /** What each unit is called in the file. */
  units: z
    .record(z.string(), limitUnit)
    .default({ 紧急工作时: "urgent-hour", 工作时: "work-hour", 工作日: "work-day", 自然日: "natural-day" }),
  /** Names that mean a unit without being it: taken, and said of every row. */
  aliases: z.record(z.string(), limitUnit).default({}),
  /** Whole cells that need a person's reading: taken, and said of every row. */
  read: z.record(z.string(), readingSchema).default({}),
});

/** One value of a row: where it comes from, what it is turned into, and what happens when it cannot be. In this order. */
export const fieldSchema = z.strictObject({
  /** The column of the file. */
  column: z.string().min(1).optional(),
  /** Instead of a column, a place in a JSON record: a JSON Pointer (RFC 6901). In a file `/X` is the column X. */
  pointer: z
    .string()
    .refine(
      (text) => /^(\/([^~/]|~[01])*)+$/.test(text),
      rule("须为 JSON Pointer，如 /data/address", "this is a JSON Pointer, such as /data/address"),
    )
    .optional(),
  /** Instead of either: a text over fields declared above, `{a}-{b}`; of several, the first that is not empty. */
  from: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  /** White space around is cut: silently, not at all, or said of every row. */
  trim: z.union([z.boolean(), z.literal("report")]).default(true),
  /** Line breaks inside the cell become this text; said where there were any. */
  lines: z.string().optional(),
  /** Texts that are replaced by others, everywhere in the value. */
  replace: z.record(z.string().min(1), z.string()).default({}),
  /** Takes the level of a path in one cell: 1 the first, -1 the last; `upTo` joins the levels from the first. */
  split: z
    .strictObject({ by: z.string().min(1), take: z.int().optional(), upTo: z.int().min(1).optional(), join: z.string().default("/") })
    .optional(),
  /** A regular expression; the value becomes its first group. */
  extract: z.string().optional(),
  /** A code of digits is filled up with zeros to this length; said where it was. */
  pad: z.int().min(1).max(20).optional(),
  map: z.record(z.string(), mapped).optional(),
  /** The map's keys are found whatever their case. */
  anyCase: z.boolean().default(false),
  otherwise: otherwiseSchema.default("reject"),
  type: z.enum(["text", "number", "boolean", "instant", "limit"]).default("text"),
  /** Of an instant: `MM/dd/yyyy hh:mm:ss a`, `yyyy-MM-dd HH:mm:ss`, `iso` or `excel`. Without a time of day it is the day's first moment. */
  format: z.string().min(1).optional(),
  /** IANA; the mapping's own where absent. */
  zone: z.string().optional(),
  limit: limitSchema.optional(),
  required: z.boolean().default(false),
  /** Taken where the cell is empty. */
  default: mapped.optional(),
});

export type FieldSpec = z.infer<typeof fieldSchema>;
export type LimitSpec = z.infer<typeof limitSchema>;
export { labelSchema };
