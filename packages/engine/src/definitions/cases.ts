import * as z from "zod";
import { formSchema } from "../model/form-schema.ts";
import { rule } from "../model/issue-label.ts";
import { codeSchema, labelSchema, storableSchema } from "../model/schema.ts";
import type { StateValue } from "../model/ticket.ts";
import { wallSchema } from "../time/wall.ts";
import { kebabNameSchema } from "./plain-name.ts";

const plainSchema = z.record(z.string().max(64), z.json());

const tableCaseSchema = z.strictObject({
  id: codeSchema,
  label: labelSchema.optional(),
  table: codeSchema,
  inputs: plainSchema,
  expect: z
    .strictObject({
      /** The outputs named here; of a table that answers several rows, all of them in order. */
      outputs: z.union([plainSchema, z.array(plainSchema).max(100), z.number(), z.null()]).optional(),
      /** The ids of the rows that count. */
      rows: z.array(codeSchema).max(100).optional(),
      /** That the table decides nothing, and why. */
      undecided: z.enum(["no-match", "not-unique", "conflict", "bad-input", "failed"]).optional(),
    })
    .refine((expected) => Object.keys(expected).length > 0, rule("请写明期望的结果", "say what is expected")),
});

const stateSchema: z.ZodType<StateValue> = z.lazy(() => z.union([z.string().max(200), z.record(z.string().max(200), stateSchema)]));

const stepSchema = z.strictObject({
  at: wallSchema,
  /** Who acts: whoever holds the role nearest to the ticket, or that person; the reporter where it is absent. */
  by: z.union([z.strictObject({ role: codeSchema }), z.strictObject({ person: codeSchema })]).optional(),
  type: storableSchema.min(1).max(200),
  /** To one leg: its key, or the unit that was called. */
  leg: storableSchema.min(1).max(200).optional(),
  form: formSchema.optional(),
  /** So many photos come with it. */
  photos: z.number().int().min(1).max(20).optional(),
});

const pathCaseSchema = z.strictObject({
  id: codeSchema,
  label: labelSchema.optional(),
  process: kebabNameSchema,
  source: storableSchema.min(1).max(200).optional(),
  /** What is done, the report first. */
  steps: z.array(stepSchema).min(1).max(50),
  /** When the ticket is looked at: what falls due until then has happened. At the last step where it is absent. */
  until: wallSchema.optional(),
  expect: z
    .strictObject({
      state: stateSchema.optional(),
      stage: z.string().max(20).optional(),
      category: codeSchema.nullable().optional(),
      tier: z.number().nullable().optional(),
      priority: z.number().nullable().optional(),
      standard: codeSchema.nullable().optional(),
      area: codeSchema.nullable().optional(),
      owner: codeSchema.nullable().optional(),
      coHandlers: z.array(codeSchema).max(100).optional(),
      due: wallSchema.nullable().optional(),
      fields: plainSchema.optional(),
      /** Of legs, by their keys or the units that were called: the state, or how they ended; null of a unit that was not called. */
      legs: z.record(z.string().min(1).max(200), stateSchema.nullable()).optional(),
      /** That the last step is refused, and with which code. */
      refused: z.string().max(40).optional(),
    })
    .refine((expected) => Object.keys(expected).length > 0, rule("请写明期望的结果", "say what is expected")),
});

/**
 * Saved cases (用例): what the rules are known to decide. Whatever is published must decide them as they say, so that a change of rules that
 * spoils one is found before it counts.
 */
export const casesSchema = z.strictObject({
  id: codeSchema,
  label: labelSchema,
  cases: z
    .array(z.union([tableCaseSchema, pathCaseSchema]))
    .min(1)
    .max(1000),
});

export type CasesDocument = z.infer<typeof casesSchema>;

export type Case = CasesDocument["cases"][number];

/** One question to one rule table. */
export type TableCase = z.infer<typeof tableCaseSchema>;

/** A ticket's way from its report on. */
export type PathCase = z.infer<typeof pathCaseSchema>;
