import * as z from "zod";

/** A value for the command: a text with `{field}` in it, a constant, several texts joined, or a list. `{field}` alone keeps the field's type. */
export type ValueSpec =
  | string
  | number
  | boolean
  | { readonly join: readonly string[]; readonly with?: string | undefined }
  | { readonly list: readonly string[] };

export const valueSchema: z.ZodType<ValueSpec> = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  /** Empty ones are left out, with the text between them. */
  z.strictObject({ join: z.array(z.string()).min(1), with: z.string().optional() }),
  z.strictObject({ list: z.array(z.string()) }),
]);

/** The fields a text names in braces. */
export function namesIn(template: string): readonly string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");
}

export function namesInValue(value: ValueSpec): readonly string[] {
  if (typeof value === "string") return namesIn(value);
  if (typeof value !== "object") return [];
  return ("join" in value ? value.join : value.list).flatMap(namesIn);
}
