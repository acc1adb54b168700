import * as z from "zod";
import { textLimits } from "../../definitions/form.ts";
import { codeSchema, storableSchema } from "../../model/schema.ts";
import { parser } from "../parse-query.ts";
import type { DuplicateOptions, DuplicateQuestion } from "./duplicate.ts";

const reportSchema = z.strictObject({
  description: storableSchema.max(textLimits.text).optional(),
  point: z.strictObject({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }).optional(),
  area: codeSchema.optional(),
  category: codeSchema.optional(),
  at: z.int().min(0).optional(),
});

const questionSchema: z.ZodType<DuplicateQuestion> = z.union([z.strictObject({ ticket: storableSchema.min(1) }), reportSchema]);

const optionsSchema: z.ZodType<DuplicateOptions> = z.strictObject({
  closedDays: z.number().min(0).max(30).optional(),
  limit: z.int().min(0).max(50).optional(),
  from: z.number().min(0).max(1).optional(),
});

export const parseQuestion = parser("question", questionSchema);
export const parseDuplicateOptions = parser("options", optionsSchema);
