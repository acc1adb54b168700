import { rule } from "../../model/issue-label.ts";
import * as z from "zod";

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
  // Asked first: where no form is recognised, what one of them lacks would mislead.
  z
    .unknown()
    .superRefine(namesOneForm)
    .pipe(
      z.union([
        z.strictObject({ has: z.string() }),
        z.strictObject({ is: z.record(z.string(), z.union([scalar, z.array(scalar).min(1)])) }),
        z.strictObject({ before: z.tuple([z.string(), z.string()]) }),
        z.strictObject({ flagged: z.string() }),
        z.strictObject({ in: z.string().min(1) }),
        z.strictObject({ all: z.array(conditionSchema).min(1) }),
        z.strictObject({ any: z.array(conditionSchema).min(1) }),
        z.strictObject({ not: conditionSchema }),
      ]),
    ),
);

const forms = ["has", "is", "before", "flagged", "in", "all", "any", "not"];
const { params } = rule(`条件只写 ${forms.join("、")} 之一`, `a condition is one of ${forms.join(", ")}`);

function namesOneForm(condition: unknown, context: z.RefinementCtx): void {
  const keys = typeof condition === "object" && condition !== null ? Object.keys(condition) : [];
  const unknown = keys.filter((key) => !forms.includes(key));
  if (unknown.length > 0) context.addIssue({ code: "unrecognized_keys", keys: unknown, input: condition as Record<string, unknown> });
  if (keys.length - unknown.length !== 1) context.addIssue({ code: "custom", params, input: condition });
}
