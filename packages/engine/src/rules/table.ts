import * as z from "zod";
import { rule } from "../model/issue-label.ts";
import { codeSchema, labelSchema } from "../model/schema.ts";

/** How large a table and its cells may be. */
export const tableBounds = { rows: 20_000, inputs: 50, outputs: 50, cell: 2_000 } as const;

const nameSchema = z
  .string()
  .refine(
    (name) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name),
    rule("名称只用字母、数字和下划线，不以数字开头", "a name has letters, digits and underscores, and begins with no digit"),
  )
  // Names that every object has would be found where nothing was filled in.
  .refine(
    (name) => !(name in Object.prototype),
    rule("任何对象都自带这个名称（如 constructor），请换一个", "a name must not be one that every object has"),
  );
const valuesSchema = z.union([z.array(z.string()).min(1), z.array(z.number()).min(1)]);

const inputSchema = z.strictObject({
  name: nameSchema,
  label: labelSchema,
  /**
   * A `category` or `unit` is a code of its tree: `"01"` in a cell, alone, in a list or in `not("01")`, takes 01 and all below it, while
   * what compares, as `= "01"` or `? = "01"`, takes 01 alone. A `text` is free text, whose cells say what it contains: a
   * missing one reads as an empty one in every condition, so that `not(contains(?, "…"))` takes it, save where the cell asks for null by
   * `null` or `is defined`. What a row answers sees it missing.
   */
  type: z.enum(["string", "number", "boolean", "text", "category", "unit", "date"]),
  values: valuesSchema.optional(),
});

const outputSchema = z.strictObject({
  name: nameSchema,
  label: labelSchema,
  type: z.enum(["string", "number", "boolean", "category", "unit", "standard", "units"]),
  /** For priority and output order also the order of precedence, highest first. */
  values: valuesSchema.optional(),
  /**
   * A FEEL expression, as in the rows; the answer where no row matches (DMN 1.5, 8.2.11), if every output has one: half an answer, such as
   * "automatic" without an owner, would be acted on. An output that is then to stay open says `null`.
   */
  default: z.string().optional(),
});

const rowSchema = z.strictObject({
  id: z.string().min(1),
  /** One FEEL unary test an input. */
  when: z.array(z.string()),
  /** One FEEL expression an output. */
  then: z.array(z.string()),
  note: z.string().optional(),
});

/** The document of a rule table: a DMN 1.5 decision table as JSON. */
export const ruleTableSchema = z.strictObject({
  id: codeSchema,
  label: labelSchema,
  purpose: z.enum(["classification", "routing", "other"]),
  hitPolicy: z.enum(["unique", "any", "first", "priority", "rule-order", "output-order", "collect"]),
  aggregator: z.enum(["sum", "min", "max", "count"]).optional(),
  inputs: z.array(inputSchema).min(1).readonly(),
  outputs: z.array(outputSchema).min(1).readonly(),
  rows: z.array(rowSchema).readonly(),
});

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** A rule table, its shape checked and its contents not yet: see `checkTable`. */
export type RuleTable = DeepReadonly<z.infer<typeof ruleTableSchema>>;

/** A column of conditions. */
export type TableInput = RuleTable["inputs"][number];
/** A column of answers. */
export type TableOutput = RuleTable["outputs"][number];
