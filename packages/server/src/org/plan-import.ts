import type { Engine, Finding, Located, OrganisationDocument, Store } from "@muster/engine";
import { finding, type Checked } from "@muster/engine/sources";
import { rejected, type Reason } from "@muster/engine/sources";
import { publishedDocument } from "../import/standards/published.ts";
import { buildOrganisation } from "./build-organisation.ts";
import { compareOrganisations, type OrganisationChanges } from "./compare-organisations.ts";
import { isSound } from "./collect.ts";
import type { OrgMapping } from "./org-mapping.ts";
import type { PartRow } from "./read-parts.ts";

/** What the sheets would make of the published organisation. */
export interface OrgImport {
  readonly document: OrganisationDocument;
  readonly changes: OrganisationChanges;
  /** Rows that take no part, each with why. */
  readonly rejected: readonly PartRow[];
  readonly rows: number;
  /** What the check has to say that keeps nothing from being published. */
  readonly warnings: readonly Finding[];
  /** Open tickets of units that move, are merged or retired. */
  readonly tickets: ReadonlyMap<string, number>;
}

interface Around {
  readonly engine: Pick<Engine, "check">;
  readonly store: Store;
  readonly tenant: string;
}

/** Plans the import and writes nothing. What the engine says of a row is that row's: without it the others are tried again. */
export async function planImport(
  { engine, store, tenant }: Around,
  mapping: OrgMapping,
  read: readonly PartRow[],
): Promise<Checked<OrgImport>> {
  const before = (await publishedDocument(store, tenant, "organisation")) as OrganisationDocument | undefined;
  if (!before) return refuse([noOrganisation()]);
  const against = new Map<PartRow, readonly Reason[]>();
  const blame = (row: PartRow, reason: Reason) => void against.set(row, [...(against.get(row) ?? []), reason]);
  for (;;) {
    const origin = new Map(
      read.map((row): [PartRow, PartRow] => [{ ...row, reasons: [...row.reasons, ...(against.get(row) ?? [])] }, row]),
    );
    const rows = [...origin.keys()];
    const built = buildOrganisation(before, rows, mapping);
    const told = (row: PartRow, reason: Reason) => blame(origin.get(row) ?? row, reason);
    if (built.rejects.length > 0) {
      for (const [row, reason] of built.rejects) told(row, reason);
      continue;
    }
    const findings = await engine.check(tenant, [{ kind: "organisation", document: built.document }]);
    const errors = findings.filter((found) => found.finding.severity === "error");
    const blamed = errors.map((found) => ({ found, row: found.kind === "organisation" ? built.rowAt(found.finding.place) : undefined }));
    // What no row is to blame for concerns what is published, and tickets: then nothing can be.
    if (blamed.some(({ row }) => row === undefined)) return refuse(blamed.flatMap(({ found, row }) => (row ? [] : [located(found)])));
    if (errors.length === 0) {
      const changes = compareOrganisations(before, built.document);
      const moved = changes.units.flatMap(({ type, code }) => (["moved", "merged", "retired", "removed"].includes(type) ? [code] : []));
      const tickets = moved.length === 0 ? new Map<string, number>() : await store.tickets.openAt(tenant, moved);
      const left = rows.filter((row) => !isSound(row));
      const warnings = findings.map(located);
      return { ok: true, value: { document: built.document, changes, rejected: left, rows: read.length, warnings, tickets } };
    }
    for (const { found, row } of blamed) if (row) told(row, reasonOf(found));
  }
}

function reasonOf({ finding: { code, message, place } }: Located): Reason {
  return rejected(code, message["zh-CN"], message.en, place.split("/").at(-1));
}

function located({ kind, id, finding: found }: Located): Finding {
  return { ...found, place: kind === "organisation" ? found.place : `${kind}/${id}${found.place}` };
}

function noOrganisation(): Finding {
  return finding(
    "",
    "no-organisation",
    "租户还没有组织，不知有哪些单位类型和角色；请先用 muster init 发布一份。",
    "The tenant has no organisation yet, so that kinds of unit and roles are not known; publish one first with muster init.",
  );
}

function refuse(findings: readonly Finding[]): Checked<never> {
  return { ok: false, findings };
}
