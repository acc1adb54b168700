import { assemble, newestOf, type Versioned } from "../../decide/assemble.ts";
import { rungsBeforeStart } from "../../decide/ladders/lint-ladder.ts";
import type { World } from "../../decide/world.ts";
import type { HostGuard } from "../../decide/guard.ts";
import type { Definition } from "../../definitions/definition.ts";
import type { Located } from "../../definitions/located.ts";
import { parseDrafts } from "../../definitions/parse-drafts.ts";
import { canonical } from "../../model/canonical.ts";
import type { DefinitionKind } from "../../model/definition-kind.ts";
import type { DefinitionRow, Tenant } from "../../store/definitions.ts";
import type { Store } from "../../store/port.ts";
import { definitionHash } from "../hash.ts";
import { versioned } from "../worlds.ts";
import { caseFindings } from "./case-findings.ts";
import { lostUnits } from "./lost-units.ts";
import { withoutNames } from "./without-names.ts";

/** A definition as it comes in: of a kind, not yet parsed. */
export interface Draft {
  readonly kind: DefinitionKind;
  readonly document: unknown;
}

/** Checks drafts together with what is published already; writes nothing. */
export async function checkDrafts(
  store: Store,
  tenant: Tenant,
  hostGuards: ReadonlyMap<string, HostGuard>,
  drafts: readonly Draft[],
): Promise<Checked> {
  const stored = await store.definitions.all(tenant.id);
  const { definitions, findings: unparsed } = parseDrafts(drafts);
  const findings: Located[] = [...unparsed];
  const rows = definitions.map((definition) => nextRow(stored, definition));
  const changed = rows.filter((row) => row.changed).map(({ row }) => ({ ...versioned(row), drawn: false }));
  // Among other units, what was published must be looked at again.
  const drawn = definitions.every(({ kind }) => kind !== "organisation");
  const unchanged: Versioned[] = stored.map((row) => ({ ...versioned(row), drawn }));
  const about = new Set(definitions.map(({ kind, id }) => `${kind}/${id}`));
  const all = [...unchanged, ...changed];
  const setting = { tenant: tenant.id, zone: tenant.zone, hostGuards };
  const assembled = assemble(setting, all);
  const isTold = (found: Located) => about.has(`${found.kind}/${found.id}`) || found.finding.severity === "error";
  // What is published already was checked then; what a draft does to it (a role taken away, say) is told nevertheless.
  const beside = assembled.findings.filter((found) => !isTold(found));
  const before = new Set(beside.length > 0 ? assemble(setting, unchanged).findings.map((found) => canonical(found)) : []);
  // A calendar that could not be read is told as such; that there is none would be said of everything else.
  const isUnread = unparsed.some(({ kind }) => kind === "calendar");
  const isFalse = ({ finding }: Located) => isUnread && finding.code === "no-calendar";
  findings.push(...assembled.findings.filter((found) => !isFalse(found) && (isTold(found) || !before.has(canonical(found)))));
  findings.push(...(await lostUnits(store, tenant.id, stored, definitions)));
  // Only a world that could be published can be asked.
  if (isSound(findings)) {
    const newest = newestOf(all);
    findings.push(...beforeStart(assembled.world, newest, definitions), ...(await caseFindings(assembled.world, newest)));
  }
  return { seen: stored.length, rows, definitions, all, world: assembled.world, findings, sound: isSound(findings) };
}

/** What a check of drafts found out. */
export interface Checked {
  /** How many versions of definitions the tenant had. */
  readonly seen: number;
  readonly rows: readonly { readonly row: DefinitionRow; readonly changed: boolean }[];
  readonly definitions: readonly Definition[];
  /** Every version that would be published, the drafts among them. */
  readonly all: readonly Versioned[];
  /** The world they make; usable where they are sound. */
  readonly world: World;
  readonly findings: readonly Located[];
  readonly sound: boolean;
}

/** A rung that is never taken is told before it is published. */
function beforeStart(world: World, newest: readonly Versioned[], drafts: readonly Definition[]): readonly Located[] {
  const standards = newest.flatMap((each) => (each.kind === "standards" ? each.body.standards : []));
  return drafts.flatMap(({ kind, id, body }) =>
    kind === "ladder" ? rungsBeforeStart(world, body, standards).map((finding) => ({ kind, id, finding })) : [],
  );
}

function isSound(findings: readonly Located[]): boolean {
  return findings.every(({ finding }) => finding.severity !== "error");
}

function nextRow(stored: readonly DefinitionRow[], definition: Definition): Checked["rows"][number] {
  const body = canonical(withoutNames(definition));
  const latest = stored.findLast((row) => row.kind === definition.kind && row.id === definition.id);
  if (latest?.body === body) return { row: latest, changed: false };
  const next = { kind: definition.kind, id: definition.id, version: (latest?.version ?? 0) + 1, body };
  return { row: { ...next, hash: definitionHash(next) }, changed: true };
}
