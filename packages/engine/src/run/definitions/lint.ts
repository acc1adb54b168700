import { lintLadder } from "../../decide/ladders/lint-ladder.ts";
import type { HostGuard } from "../../decide/guard.ts";
import type { World } from "../../decide/world.ts";
import type { Definition } from "../../definitions/definition.ts";
import type { Located } from "../../definitions/located.ts";
import type { Standard } from "../../definitions/standards.ts";
import { canonical } from "../../model/canonical.ts";
import type { Finding } from "../../model/finding.ts";
import { lintTable } from "../../rules/lint/lint-table.ts";
import type { Tenant } from "../../store/definitions.ts";
import type { Store } from "../../store/port.ts";
import { newestOf } from "../../decide/assemble.ts";
import { checkDrafts, type Draft } from "./check-drafts.ts";

/**
 * What drafts are still wrong about that may well be published: what their check says, and the lint of tables and ladders, with
 * witnesses. Without drafts, of everything that is published.
 */
export async function lint(
  store: Store,
  tenant: Tenant,
  hostGuards: ReadonlyMap<string, HostGuard>,
  drafts: readonly Draft[],
): Promise<readonly Located[]> {
  const { definitions, all, findings, world, sound } = await checkDrafts(store, tenant, hostGuards, drafts);
  if (!sound) return findings;
  const newest = newestOf(all);
  const standards = newest.flatMap((each) => (each.kind === "standards" ? each.body.standards : []));
  const about = definitions.length > 0 ? definitions : newest;
  // What the check says of a draft already is not said again.
  const told = new Set(findings.map((found) => canonical(found)));
  const more = about.flatMap((definition) => lintOne(world, definition, standards)).filter((found) => !told.has(canonical(found)));
  return [...findings, ...more];
}

function lintOne(world: World, definition: Definition, standards: readonly Standard[]): readonly Located[] {
  const { kind, id } = definition;
  return findingsOf(world, definition, standards).map((finding) => ({ kind, id, finding }));
}

function findingsOf(world: World, { kind, id, body }: Definition, standards: readonly Standard[]): readonly Finding[] {
  if (kind === "ladder") return lintLadder(world, body, standards);
  const table = kind === "table" ? world.table(id) : undefined;
  return table ? lintTable(table.compiled) : [];
}
