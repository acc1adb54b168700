import type * as z from "zod";
import type { DefinitionKind } from "../model/definition-kind.ts";
import type { Label } from "../model/label.ts";
import { errorAt, type Finding } from "../model/finding.ts";
import { issueLabel } from "../model/issue-label.ts";
import { dutySchema, type DutyDocument } from "../org/duty/duty.ts";
import { organisationSchema, type OrganisationDocument } from "../org/organisation.ts";
import { gridsSchema, type GridsDocument } from "../places/grids.ts";
import { ruleTableSchema, type RuleTable } from "../rules/table.ts";
import { sourceSchema, type SourceDocument } from "../sources/source.ts";
import { calendarSchema, type CalendarDocument } from "../time/calendar.ts";
import { holidaysSchema, type HolidaysDocument } from "../time/holidays.ts";
import { casesSchema, type CasesDocument } from "./cases.ts";
import { categoriesSchema, type CategoriesDocument } from "./categories.ts";
import { evaluationSchema, type EvaluationDocument } from "./evaluation.ts";
import { ladderSchema, type LadderDocument } from "./ladder.ts";
import { plainCopy } from "./plain-copy.ts";
import { processSchema, type ProcessDocument } from "./process.ts";
import { standardsSchema, type StandardsDocument } from "./standards.ts";
import { pointerKey } from "./state-graph.ts";

/** A definition as a document of its kind. The organisation, the grids, the categories and the standards exist once a tenant. */
export type Definition =
  | { readonly kind: "organisation"; readonly id: string; readonly body: OrganisationDocument }
  | { readonly kind: "duty"; readonly id: string; readonly body: DutyDocument }
  | { readonly kind: "grids"; readonly id: string; readonly body: GridsDocument }
  | { readonly kind: "holidays"; readonly id: string; readonly body: HolidaysDocument }
  | { readonly kind: "calendar"; readonly id: string; readonly body: CalendarDocument }
  | { readonly kind: "categories"; readonly id: string; readonly body: CategoriesDocument }
  | { readonly kind: "standards"; readonly id: string; readonly body: StandardsDocument }
  | { readonly kind: "table"; readonly id: string; readonly body: RuleTable }
  | { readonly kind: "process"; readonly id: string; readonly body: ProcessDocument }
  | { readonly kind: "source"; readonly id: string; readonly body: SourceDocument }
  | { readonly kind: "ladder"; readonly id: string; readonly body: LadderDocument }
  | { readonly kind: "cases"; readonly id: string; readonly body: CasesDocument }
  | { readonly kind: "evaluation"; readonly id: string; readonly body: EvaluationDocument };

const schemas = {
  organisation: organisationSchema,
  duty: dutySchema,
  grids: gridsSchema,
  holidays: holidaysSchema,
  calendar: calendarSchema,
  categories: categoriesSchema,
  standards: standardsSchema,
  table: ruleTableSchema,
  process: processSchema,
  source: sourceSchema,
  ladder: ladderSchema,
  cases: casesSchema,
  evaluation: evaluationSchema,
} as const satisfies Record<DefinitionKind, z.ZodType>;

export type ParsedDefinition =
  | { readonly ok: true; readonly definition: Definition }
  /** The id is what the document says it is, where it says so, else its kind; none where there is no such kind. */
  | { readonly ok: false; readonly id: string | undefined; readonly findings: readonly Finding[] };

/** The most values of a document, so that looking through it ends soon. The own bounds of a table and of grids allow for more than the others ever need. */
const mostValues = (kind: DefinitionKind): number => (kind === "table" || kind === "grids" ? 2_200_000 : 200_000);

/** What is told of one document; whoever mends a hundred things checks again anyway. */
const mostFindings = 100;

/**
 * Parses a document of a kind: unknown keys, wrong types and missing languages are findings with their place, and so is whatever
 * cannot be read or is too large to be. Never throws.
 */
export function parseDefinition(kind: DefinitionKind, document: unknown): ParsedDefinition {
  if (typeof kind !== "string" || !Object.hasOwn(schemas, kind)) return { ok: false, id: undefined, findings: [unknownKind(kind)] };
  const copied = plainCopy(document, mostValues(kind));
  if (!copied.ok) return { ok: false, id: idOf(document) ?? kind, findings: [copied.finding] };
  const parsed = schemas[kind].safeParse(copied.value, { reportInput: true });
  if (!parsed.success) {
    const findings = parsed.error.issues.slice(0, mostFindings).flatMap((issue) => shapeFindings(issue, []));
    return { ok: false, id: idOf(copied.value) ?? kind, findings: findings.slice(0, mostFindings) };
  }
  const body = parsed.data;
  return { ok: true, definition: { kind, id: "id" in body ? body.id : kind, body } as Definition };
}

function unknownKind(kind: unknown): Finding {
  const [known, said] = [Object.keys(schemas), typeof kind === "string" ? JSON.stringify(kind.slice(0, 64)) : typeof kind];
  return errorAt(
    "",
    "unknown-kind",
    `没有 ${said} 这一类定义；可用的有 ${known.join("、")}。`,
    `There is no kind of definition ${said}; there are ${known.join(", ")}.`,
  );
}

function idOf(document: unknown): string | undefined {
  try {
    const { id } = document as { readonly id?: unknown };
    return typeof id === "string" ? id.slice(0, 64) : undefined;
  } catch {
    // Neither null nor a getter that throws says an id.
    return undefined;
  }
}

/** A union's own message says nothing: the findings of the branch that came closest do. */
function shapeFindings(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Finding[] {
  const path = [...above, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const alternatives = noneOf(issue.errors);
    if (alternatives) return [misshapen(path, alternatives)];
    const closest = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
    if (closest && closest.length > 0) return closest.flatMap((inner) => shapeFindings(inner, path));
  }
  const place = placeOf(path);
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.slice(0, 20).join(", ");
    return [
      errorAt(place, "unknown-key", `不认识的键：${keys}；请删去或改正拼写。`, `Unknown key: ${keys}; remove it or correct its spelling.`),
    ];
  }
  return [misshapen(path, issueLabel(issue))];
}

/** Where what was given is of the wrong kind for each branch, all that is allowed is told. */
function noneOf(branches: readonly (readonly z.core.$ZodIssue[])[]): Label | undefined {
  const first = branches.flatMap(([issue]) => issue ?? []);
  const isKind = first.every(({ code, path }) => path.length === 0 && (code === "invalid_type" || code === "invalid_value"));
  if (!isKind || first.length < 2) return undefined;
  const labels = first.map(issueLabel);
  return { "zh-CN": labels.map((each) => each["zh-CN"]).join("，或"), en: labels.map(({ en }) => en).join(", or ") };
}

function misshapen(path: readonly PropertyKey[], { "zh-CN": zh, en }: Label): Finding {
  return errorAt(
    placeOf(path),
    "shape",
    `此处的内容不对：${zh}；请按文档改正。`,
    `What stands here does not fit: ${en}; correct it as documented.`,
  );
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${pointerKey(String(key))}`).join("");
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((deepest, { path }) => Math.max(deepest, path.length), 0);
}
