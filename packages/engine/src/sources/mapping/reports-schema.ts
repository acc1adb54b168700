import * as z from "zod";
import { conditionSchema } from "./condition-schema.ts";
import { valueSchema } from "./value-schema.ts";

/** When a command happened: a field, or so long after one, but not after another. */
const atSchema = z.union([
  z.string().min(1),
  z.strictObject({
    field: z.string().min(1),
    /** An ISO 8601 duration of continuous time, such as `PT30M` or `P1D`. */
    plus: z.string().optional(),
    notAfter: z.string().optional(),
  }),
]);

const formSchema = z.record(z.string(), valueSchema);

const reporterSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  phone: z.string().optional(),
  address: z.string().optional(),
});

const stepSchema = z.strictObject({
  command: z.string().min(1),
  when: conditionSchema.optional(),
  /** Who did it: a person's id, with `{field}` in it where it differs by row. */
  as: z.string().min(1),
  at: atSchema,
  form: formSchema.default({}),
  /** Where the step asks for evidence: the imported file itself, down to the row. */
  evidence: z.literal("source-file").optional(),
});

/** Each row is a report and the commands that followed it. */
export const reportsShape = {
  process: z.string().min(1),
  /** What the source knows the row by; a row whose ticket exists is not reported again. */
  key: z.string().min(1),
  report: z.strictObject({
    /** Who reported a row of a file; a live record is reported by whoever takes it in. */
    as: z.string().min(1).optional(),
    /** When a row was reported; a live record without it is reported now. */
    at: atSchema.optional(),
    reporter: reporterSchema.optional(),
    point: z.strictObject({ lng: z.string(), lat: z.string() }).optional(),
    form: formSchema.default({}),
  }),
  steps: z.array(stepSchema).default([]),
};

export type AtSpec = z.infer<typeof atSchema>;
export type StepSpec = z.infer<typeof stepSchema>;
