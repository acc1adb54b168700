import * as z from "zod";
import { codeSchema, labelSchema } from "../model/schema.ts";
import { kebabNameSchema } from "./plain-name.ts";
import { tallySchema } from "./tally.ts";

const namesSchema = z.array(kebabNameSchema).min(1).max(20);

/**
 * A ratio of named tallies: the sum of some over the sum of others, or over a number in each month. A value of 1 is what is told as 100 %.
 */
const indicatorSchema = z.strictObject({
  name: kebabNameSchema,
  label: labelSchema,
  part: namesSchema,
  of: z.union([namesSchema, z.strictObject({ perMonth: z.number().positive() })]),
  /** What each of the denominator stands for, where it is more than one: 5 for scores from 1 to 5. */
  full: z.number().positive().optional(),
  /** What there is to say where nothing is to be divided by: nothing, all, or none. */
  empty: z.enum(["none", "full", "zero"]),
  /** A value that is a warning by itself. */
  warn: z
    .union([
      z.strictObject({ above: z.number().nonnegative(), label: labelSchema }),
      z.strictObject({ below: z.number().nonnegative(), label: labelSchema }),
    ])
    .optional(),
});

export type Indicator = z.infer<typeof indicatorSchema>;

/** The colours of grades, as lights and lists show them. */
const colours = ["green", "blue", "yellow", "orange", "red", "black", "grey"] as const;

const gradeSchema = z.strictObject({ code: codeSchema, label: labelSchema, from: z.number().nonnegative(), colour: z.enum(colours) });

export type Grade = z.infer<typeof gradeSchema>;

/** A composite: a weighted sum of indicators, each counted from 0 to 1, with the grade that it comes to. */
const scoreSchema = z.strictObject({
  name: kebabNameSchema,
  label: labelSchema,
  /** What the weights add up to: 100 points, say. */
  total: z.number().positive().max(1_000_000),
  parts: z
    .array(
      z.strictObject({
        indicator: kebabNameSchema,
        weight: z.number().positive(),
        /** Less is better: 1 minus the indicator counts. */
        less: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(50),
  /** Where an indicator has no value: there is no score, or its weight is spread over the others. */
  missing: z.enum(["none", "spread"]),
  /** The best first; the last from 0. */
  grades: z.array(gradeSchema).min(1).max(20).optional(),
  /** With fewer cases than this no grade is given. */
  least: z.strictObject({ tally: kebabNameSchema, cases: z.number().int().positive() }).optional(),
});

export type Score = z.infer<typeof scoreSchema>;

/** Tallies, the indicators made of them, and the scores made of these (综合评价). */
export const evaluationSchema = z.strictObject({
  id: codeSchema,
  label: labelSchema,
  tallies: z.array(tallySchema).min(1).max(100),
  indicators: z.array(indicatorSchema).max(100).optional(),
  scores: z.array(scoreSchema).max(20).optional(),
});

export type EvaluationDocument = z.infer<typeof evaluationSchema>;
