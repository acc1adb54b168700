import type { Engine, Finding, Located, Published, Store } from "@muster/engine";
import { type Checked, type DefinitionsMapping, type Reason, finding, rejected } from "@muster/engine/sources";
import type { RowResult } from "../outcome.ts";
import type { SourceRow } from "../rows/source-row.ts";
import { buildDrafts, type BuiltDrafts } from "./build-drafts.ts";

export interface ImportedDefinitions {
  readonly results: readonly RowResult[];
  /** How many names and conditions came without English. */
  readonly withoutEnglish: number;
  /** What was published; with a dry run, nothing. */
  readonly published: readonly Published[];
}

interface Around {
  readonly engine: Engine;
  readonly store: Store;
  readonly tenant: string;
  readonly author: string;
}

/** Builds categories and standards from all rows and publishes them, all or none. */
export async function importDefinitions(
  { engine, store, tenant, author }: Around,
  mapping: DefinitionsMapping,
  rows: AsyncIterable<SourceRow>,
  dryRun: boolean,
  signal?: AbortSignal,
): Promise<Checked<ImportedDefinitions>> {
  const all: SourceRow[] = [];
  for await (const row of rows) all.push(row);
  // Half of the rows would be another definition than the file's.
  if (signal?.aborted === true) return refuse([finding("", "stopped", "已中止，什么也没有发布。", "Stopped; nothing was published.")]);
  const refused = new Map<SourceRow, readonly Reason[]>();
  for (;;) {
    const built = await buildDrafts(store, tenant, mapping, all, refused);
    const errors = (await engine.check(tenant, built.drafts)).filter((found) => found.finding.severity === "error");
    const blamed = errors.map((found) => blame(built, found));
    // What no row is to blame for concerns what is published already: then nothing is.
    if (blamed.some((rowsToBlame) => rowsToBlame.length === 0)) return refuse(errors.map(located));
    if (errors.length > 0) {
      // What the engine says of a row is that row's: without it the others are tried again.
      for (const { row, reason } of blamed.flat()) refused.set(row, [...(refused.get(row) ?? []), reason]);
      continue;
    }
    const { results, withoutEnglish } = built;
    if (dryRun || built.drafts.length === 0) return { ok: true, value: { results, withoutEnglish, published: [] } };
    const defined = await engine.define(tenant, built.drafts, author);
    return defined.ok
      ? { ok: true, value: { results, withoutEnglish, published: defined.published } }
      : refuse(defined.findings.map(located));
  }
}

/** Every row that says what a finding of the engine is about, with the finding as the reason. */
function blame(built: BuiltDrafts, { kind, finding: { place, code, message } }: Located) {
  const [, list = "", index, key] = place.split("/");
  const rows = list === kind ? built.rowsAt(kind, Number(index)) : [];
  return rows.map((row) => ({ row, reason: rejected(code, message["zh-CN"], message.en, key) }));
}

function located({ kind, id, finding: found }: Located): Finding {
  return { ...found, place: `${kind}/${id}${found.place}` };
}

function refuse(findings: readonly Finding[]): Checked<never> {
  return { ok: false, findings };
}
