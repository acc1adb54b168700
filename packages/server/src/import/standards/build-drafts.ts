import type { Draft, Store } from "@muster/engine";
import { type DefinitionsMapping, type Reason, fieldReader, isRejection } from "@muster/engine/sources";
import type { RowResult } from "../outcome.ts";
import type { SourceRow } from "../rows/source-row.ts";
import { categoryCollector } from "./build-categories.ts";
import { standardCollector } from "./build-standards.ts";
import { isWithoutEnglish } from "./fill-label.ts";
import { canonicalText, extended, publishedDocument, type Coded } from "./published.ts";

export interface BuiltDrafts {
  readonly drafts: readonly Draft[];
  readonly results: readonly RowResult[];
  /** How many names and conditions of the rows came without English: the Chinese stands in its place. */
  readonly withoutEnglish: number;
  /** The rows that say what stands at an index of a draft's list; none for what was published before. */
  readonly rowsAt: (kind: string, index: number) => readonly SourceRow[];
}

type Kind = "categories" | "standards";

interface Spec {
  readonly id: string;
  readonly label: object;
  readonly mode: "extend" | "replace";
}

/** Builds the documents that the rows make together with what is published; rows already refused take no part. */
export async function buildDrafts(
  store: Store,
  tenant: string,
  mapping: DefinitionsMapping,
  rows: readonly SourceRow[],
  refused: ReadonlyMap<SourceRow, readonly Reason[]>,
): Promise<BuiltDrafts> {
  const read = fieldReader(mapping);
  const categories = mapping.categories && categoryCollector(mapping.categories);
  const standards = mapping.target === "standards" ? standardCollector(mapping.standards) : undefined;
  const said = rows.map((row) => {
    const fields = read(row);
    const reasons = [...fields.reasons, ...(refused.get(row) ?? [])];
    const isSound = () => !reasons.some(isRejection);
    if (isSound()) reasons.push(...(categories?.add(row, fields) ?? []));
    if (!row.fault) reasons.push(...(standards?.add(row, fields, isSound()) ?? []));
    return { row, reasons };
  });
  const made: (Made & { readonly kind: Kind })[] = [];
  if (categories && mapping.categories) {
    const found = categories.categories().map(({ category }) => category);
    made.push({ kind: "categories", ...(await documentOf(store, tenant, "categories", mapping.categories, found)) });
  }
  const filed = standards?.standards() ?? [];
  if (mapping.target === "standards") {
    const found = filed.map(({ standard }) => standard);
    made.push({ kind: "standards", ...(await documentOf(store, tenant, "standards", mapping.standards, found)) });
  }
  const labels = [
    ...(categories?.categories() ?? []).map(({ category }) => category.label),
    ...filed.flatMap(({ standard }) => [standard.filing, standard.closing]),
  ];
  const rowsOf = new Map<string, SourceRow[]>();
  const names = (key: string, row: SourceRow) => void rowsOf.set(key, [...(rowsOf.get(key) ?? []), row]);
  for (const [row, codes] of categories?.named ?? []) for (const code of codes) names(`categories/${code}`, row);
  for (const { standard, row } of filed) names(`standards/${standard.code}`, row);
  const changed = new Set(made.flatMap(({ kind, changed: codes }) => codes.flatMap((code) => rowsOf.get(`${kind}/${code}`) ?? [])));
  return {
    drafts: made.flatMap(({ kind, document }) => (document ? [{ kind, document }] : [])),
    results: said.map(({ row, reasons }) => resultOf(row, reasons, changed.has(row))),
    withoutEnglish: labels.filter(isWithoutEnglish).length,
    rowsAt: (kind, index) => {
      const code = made.find((each) => each.kind === kind)?.list[index]?.code;
      return code === undefined ? [] : (rowsOf.get(`${kind}/${code}`) ?? []);
    },
  };
}

interface Made {
  /** Absent where there would be nothing in it. */
  readonly document?: object;
  readonly list: readonly Coded[];
  /** The codes that are new, or say something else than what is published. */
  readonly changed: readonly string[];
}

/** Each kind exists once a tenant: what is published keeps its id, and its label where it is only extended. */
async function documentOf(store: Store, tenant: string, kind: Kind, spec: Spec, found: readonly Coded[]): Promise<Made> {
  const published = await publishedDocument(store, tenant, kind);
  const before = (published?.[kind] ?? []) as readonly Coded[];
  const list = spec.mode === "extend" ? extended(before, found) : found;
  const was = new Map(before.map((each) => [each.code, canonicalText(each)]));
  const changed = list.flatMap((each) => (was.get(each.code) === canonicalText(each) ? [] : [each.code]));
  if (list.length === 0) return { list, changed };
  const label = (spec.mode === "extend" ? published?.["label"] : undefined) ?? spec.label;
  return { document: { id: published?.["id"] ?? spec.id, label, [kind]: list }, list, changed };
}

function resultOf(row: SourceRow, reasons: readonly Reason[], isChanged: boolean): RowResult {
  const outcome = reasons.some(isRejection) ? "rejected" : !isChanged ? "unchanged" : reasons.length > 0 ? "flagged" : "imported";
  return { row, reasons, outcome, commands: 0 };
}
