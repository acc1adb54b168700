import * as z from "zod";
import { codeSchema, labelSchema } from "../model/schema.ts";
import { plainNameSchema } from "./plain-name.ts";

/**
 * What a form can ask for. `text` is human text: it goes to an erasable row and is recorded by reference. `calls` names the units of a
 * whistle, each with its role; `legs` those of its legs that are meant; `partner` the tenant that a ticket is handed over to.
 */
const fieldTypes = [
  "text",
  "string",
  "number",
  "boolean",
  "choice",
  "category",
  "unit",
  "units",
  "person",
  "standard",
  "tier",
  "instant",
  "ticket",
  "calls",
  "legs",
  "partner",
] as const;

export type FieldType = (typeof fieldTypes)[number];

const fieldSchema = z.strictObject({
  type: z.enum(fieldTypes),
  label: labelSchema,
  required: z.boolean().optional(),
  /** For `choice`: what may be chosen. */
  values: z.array(z.strictObject({ code: codeSchema, label: labelSchema })).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** For `instant`: it lies after the command, and at most this span of continuous time after it. */
  within: z.strictObject({ amount: z.number().positive(), unit: z.enum(["urgent-hour", "natural-day"]) }).optional(),
  /** In a report's form: only staff may fill it in; a reporter is not asked for it. */
  staff: z.boolean().optional(),
  /** For `legs`: whether those may be named that are still open, or those that have ended. */
  stand: z.enum(["open", "ended"]).optional(),
  /** The reporter may read what was filled in; whatever the report itself asks is theirs anyway. Anything else is internal. */
  public: z.boolean().optional(),
});

export type Field = z.infer<typeof fieldSchema>;

/** A form by field name. A field named like an attribute of the ticket sets that attribute. */
export const formSchema = z.record(plainNameSchema, fieldSchema);

export type FormSpec = z.infer<typeof formSchema>;

/** The attributes a form field may set by its name, and the type the field must then have. */
export const settable: Readonly<Record<string, FieldType>> = {
  category: "category",
  tier: "tier",
  priority: "number",
  standard: "standard",
  area: "unit",
  owner: "unit",
  coHandlers: "units",
  due: "instant",
  mergedInto: "ticket",
};

/** Longest human text and longest short string, in UTF-16 code units. */
export const textLimits = { text: 4000, string: 200 } as const;
