import { z } from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** When a flag or a step applies. */
export type Condition =
  /** The field has a value. */
  | { readonly has: string }
  /** Every field named has this value, or one of these. */
  | { readonly is: Readonly<Record<string, Scalar | readonly Scalar[]>> }
  /** The first instant lies before the second; false where one is missing. */
  | { readonly before: readonly [string, string] }
  /** The row carries this flag. */
  | { readonly flagged: string }
  /** The ticket stands in this state, `handle` or `handle.assigned`; for steps only. */
  | { readonly in: string }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export type Scalar = z.infer<typeof scalar>;

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ has: z.string() }),
      z.strictObject({ is: z.record(z.string(), z.union([scalar, z.array(scalar).min(1)])) }),
      z.strictObject({ before: z.tuple([z.string(), z.string()]) }),
      z.strictObject({ flagged: z.string() }),
      z.strictObject({ in: z.string().min(1) }),
      z.strictObject({ all: z.array(conditionSchema).min(1) }),
      z.strictObject({ any: z.array(conditionSchema).min(1) }),
      z.strictObject({ not: conditionSchema }),
    ],
    { error: "a condition is one of has, is, before, flagged, in, all, any, not" },
  ),
);
