import type { z } from "zod";
import type { DefinitionKind } from "../model/definition-kind.ts";
import { errorAt, type Finding } from "../model/finding.ts";
import { issueLabel } from "../model/issue-label.ts";
import { organisationSchema, type OrganisationDocument } from "../org/organisation.ts";
import { ruleTableSchema, type RuleTable } from "../rules/table.ts";
import { categoriesSchema, type CategoriesDocument } from "./categories.ts";
import { pointerKey } from "./state-graph.ts";
import { processSchema, type ProcessDocument } from "./process.ts";
import { standardsSchema, type StandardsDocument } from "./standards.ts";

/** A definition as a document of its kind. The organisation, the categories and the standards exist once a tenant. */
export type Definition =
  | { readonly kind: "organisation"; readonly id: string; readonly body: OrganisationDocument }
  | { readonly kind: "categories"; readonly id: string; readonly body: CategoriesDocument }
  | { readonly kind: "standards"; readonly id: string; readonly body: StandardsDocument }
  | { readonly kind: "table"; readonly id: string; readonly body: RuleTable }
  | { readonly kind: "process"; readonly id: string; readonly body: ProcessDocument };

const schemas = {
  organisation: organisationSchema,
  categories: categoriesSchema,
  standards: standardsSchema,
  table: ruleTableSchema,
  process: processSchema,
} as const satisfies Record<DefinitionKind, z.ZodType>;

export type ParsedDefinition =
  | { readonly ok: true; readonly definition: Definition }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Parses a document of a kind: unknown keys, wrong types and missing languages are findings with their place. */
export function parseDefinition(kind: DefinitionKind, document: unknown): ParsedDefinition {
  const parsed = schemas[kind].safeParse(document, { reportInput: true });
  if (!parsed.success) return { ok: false, findings: parsed.error.issues.flatMap((issue) => shapeFindings(issue, [])) };
  const body = parsed.data;
  return { ok: true, definition: { kind, id: "id" in body ? body.id : kind, body } as Definition };
}

/** A union's own message says nothing: the findings of the branch that came closest do. */
function shapeFindings(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Finding[] {
  const path = [...above, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const closest = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
    if (closest && closest.length > 0) return closest.flatMap((inner) => shapeFindings(inner, path));
  }
  const place = path.map((key) => `/${pointerKey(String(key))}`).join("");
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.join(", ");
    return [
      errorAt(place, "unknown-key", `不认识的键：${keys}；请删去或改正拼写。`, `Unknown key: ${keys}; remove it or correct its spelling.`),
    ];
  }
  const { "zh-CN": zh, en } = issueLabel(issue);
  return [
    errorAt(place, "shape", `此处的内容不对：${zh}；请按文档改正。`, `What stands here does not fit: ${en}; correct it as documented.`),
  ];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length));
}
