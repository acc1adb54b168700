import { issueLabel, rule } from "../../model/issue-label.ts";
import * as z from "zod";
import { finding, type Checked } from "../finding.ts";
import { checkMapping } from "./check-mapping.ts";
import { conditionSchema } from "./condition-schema.ts";
import { categoriesSchema, standardsSchema } from "./definitions-schema.ts";
import { fieldSchema, labelSchema } from "./field-schema.ts";
import { fileSchema } from "./file-schema.ts";
import { reportsShape } from "./reports-schema.ts";

/** What every mapping says of the rows it reads, whatever becomes of them. */
export const commonShape = {
  file: fileSchema.prefault({}),
  time: z
    .strictObject({
      /** IANA; the time zone of times that name none. */
      zone: z.string().min(1),
      /** A wall-clock time that the clocks skipped: reject the row, or take the time before or after, and say so. */
      gap: z.enum(["reject", "earlier", "later"]).default("reject"),
      /** A wall-clock time that came twice: reject the row, or take the first or second, and say so. */
      overlap: z.enum(["reject", "earlier", "later"]).default("reject"),
    })
    .optional(),
  /** Cells that count as empty, beside those with nothing in them. */
  empty: z.array(z.string()).default([]),
  fields: z.record(
    z
      .string()
      .refine(
        (name) => /^[A-Za-z][A-Za-z0-9]*$/.test(name),
        rule("字段名以字母开头，只用字母和数字", "a field's name begins with a letter and has letters and digits only"),
      ),
    fieldSchema,
  ),
  /** What is wrong with a row although each of its values is fine. */
  flags: z
    .array(z.strictObject({ id: z.string().min(1), when: conditionSchema, reject: z.boolean().default(false), reason: labelSchema }))
    .default([]),
};

const named = {
  /** What the mapping is for, for people. */
  label: labelSchema.optional(),
};

export const mappingSchema = z.discriminatedUnion("target", [
  z.strictObject({ target: z.literal("reports"), ...named, source: z.string().min(1), ...commonShape, ...reportsShape }),
  z.strictObject({ target: z.literal("categories"), ...named, ...commonShape, categories: categoriesSchema }),
  z.strictObject({
    target: z.literal("standards"),
    ...named,
    ...commonShape,
    categories: categoriesSchema.optional(),
    standards: standardsSchema,
  }),
]);

/** How a file's rows become reports, categories or standards: a document, declared once for every file of a kind. */
export type Mapping = z.infer<typeof mappingSchema>;

/** What is needed of a mapping to read rows by it. */
export type FieldsMapping = Pick<Mapping, "time" | "empty" | "fields" | "flags">;

export type ReportsMapping = Extract<Mapping, { target: "reports" }>;
export type DefinitionsMapping = Exclude<Mapping, ReportsMapping>;

/** Parses a mapping and checks that everything it names exists. */
export function parseMapping(document: unknown): Checked<Mapping> {
  const parsed = mappingSchema.safeParse(document, { reportInput: true });
  if (!parsed.success) return { ok: false, findings: parsed.error.issues.flatMap((issue) => shapeFindings(issue, [])) };
  const findings = [...checkMapping(parsed.data), ...fileFindings(parsed.data)];
  return findings.length > 0 ? { ok: false, findings } : { ok: true, value: parsed.data };
}

/** What a mapping must say besides to be used for a file: its rows lie in the past, and somebody else reported each. */
export function fileFindings(mapping: Mapping): readonly ReturnType<typeof finding>[] {
  if (mapping.target !== "reports") return [];
  const { as, at } = mapping.report;
  return [
    ...(as === undefined
      ? [finding("/report/as", "no-actor", "导入文件须写明谁上报了各行（as）。", "To import a file it must say who reported a row (as).")]
      : []),
    ...(at === undefined
      ? [
          finding(
            "/report/at",
            "no-time",
            "导入文件须写明各行何时上报（at）。",
            "To import a file it must say when a row was reported (at).",
          ),
        ]
      : []),
  ];
}

/** A union's own message says nothing: the findings of the branch that came closest do. */
export function shapeFindings(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): ReturnType<typeof finding>[] {
  const path = [...above, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const closest = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
    if (closest && depth(closest) > 0) return closest.flatMap((inner) => shapeFindings(inner, path));
  }
  const place = path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.join(", ");
    return [
      finding(place, "unknown-key", `不认识的键：${keys}；请删去或改正拼写。`, `Unknown key: ${keys}; remove it or correct its spelling.`),
    ];
  }
  const { "zh-CN": zh, en } = issueLabel(issue);
  return [finding(place, "shape", `此处的内容不对：${zh}；请改正。`, `What stands here does not fit: ${en}; correct it.`)];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}
