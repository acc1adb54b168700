import * as z from "zod";

/** How the file is laid out. CSV is UTF-8 with commas and a header unless declared otherwise. */
export const fileSchema = z.strictObject({
  /** By the file's ending where absent. */
  format: z.enum(["csv", "xlsx"]).optional(),
  encoding: z.enum(["utf-8", "gb18030", "utf-16le", "windows-1252"]).default("utf-8"),
  delimiter: z.string().length(1).default(","),
  quote: z.string().length(1).default('"'),
  /** Which row names the columns, 1 the first; 0 where none does and the columns are numbered from 1. */
  headerRow: z.int().min(0).max(1000).default(1),
  /** XLSX: the sheets to read, by name or number from 1. The column `@sheet` tells which one a row is on. */
  sheets: z
    .array(z.union([z.string().min(1), z.int().min(1)]))
    .min(1)
    .default([1]),
  /** XLSX: columns whose merged cells take the value above, from the outermost inwards. */
  fillDown: z.array(z.string().min(1)).default([]),
});

export type FileSpec = z.infer<typeof fileSchema>;
