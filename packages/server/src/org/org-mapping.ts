import type { Finding } from "@muster/engine";
import * as z from "zod";
import { finding, type Checked } from "@muster/engine/sources";
import { checkFields } from "@muster/engine/sources";
import { labelSchema } from "@muster/engine/sources";
import { commonShape, shapeFindings } from "@muster/engine/sources";

/** What each sheet must say of a row, and what it may: the names of the fields that are read. */
export const partFields = {
  units: { needed: ["code", "kind", "zh"], may: ["en", "parent", "function", "areaClass", "into", "ended"] },
  people: { needed: ["id", "role", "unit"], may: ["name", "from", "until"] },
  pairings: { needed: ["unit", "with"], may: ["from", "until"] },
  responsibilities: { needed: ["unit", "category"], may: ["under"] },
} as const;

export type PartName = keyof typeof partFields;

export const partNames = Object.keys(partFields) as readonly PartName[];

const partSchema = z.strictObject({
  ...commonShape,
  /** What the CSV file is called, without its ending; the part's own name where absent. */
  of: z.string().min(1).optional(),
  /** `extend` keeps what is published and not named here; with `replace` it goes, and a unit is retired. */
  mode: z.enum(["extend", "replace"]).default("extend"),
});

const orgMappingSchema = z.strictObject({
  target: z.literal("organisation"),
  label: labelSchema.optional(),
  parts: z.strictObject({
    units: partSchema.optional(),
    people: partSchema.optional(),
    pairings: partSchema.optional(),
    responsibilities: partSchema.optional(),
  }),
});

/** How sheets become an organisation: units, people, pairings and responsibilities, each from a sheet of its own. */
export type OrgMapping = z.infer<typeof orgMappingSchema>;

export type PartMapping = NonNullable<OrgMapping["parts"][PartName]>;

/** Parses a mapping and checks that each part declares the fields that it needs. */
export function parseOrgMapping(document: unknown): Checked<OrgMapping> {
  const parsed = orgMappingSchema.safeParse(document, { reportInput: true });
  if (!parsed.success) return { ok: false, findings: parsed.error.issues.flatMap((issue) => shapeFindings(issue, [])) };
  const { parts } = parsed.data;
  const findings = partNames.flatMap((name) => partFindings(name, parts[name]));
  if (partNames.every((name) => !parts[name]))
    findings.push(finding("/parts", "no-parts", "至少要有一个部分。", `Declare one of ${partNames.join(", ")} at least.`));
  return findings.length > 0 ? { ok: false, findings } : { ok: true, value: parsed.data };
}

function partFindings(name: PartName, part: PartMapping | undefined): Finding[] {
  if (!part) return [];
  const lacking = partFields[name].needed.filter((field) => !Object.hasOwn(part.fields, field));
  return [
    ...checkFields(part).map((found) => ({ ...found, place: `/parts/${name}${found.place}` })),
    ...lacking.map((field) =>
      finding(`/parts/${name}/fields`, "no-field", `缺少字段 ${field}；请加上。`, `The field ${field} is missing; declare it.`),
    ),
  ];
}
