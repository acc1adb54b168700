import type { HostGuard } from "../../decide/guard.ts";
import { diffDocuments, type Change } from "../../definitions/diff.ts";
import type { DefinitionKind } from "../../model/definition-kind.ts";
import { EngineError } from "../../model/engine-error.ts";
import type { Json } from "../../model/json.ts";
import type { Tenant } from "../../store/definitions.ts";
import type { Store } from "../../store/port.ts";
import { define, type Defined } from "./define.ts";

/** One definition of a tenant. */
export interface DefinitionName {
  readonly kind: DefinitionKind;
  readonly id: string;
}

/** One version of one. */
export interface VersionName extends DefinitionName {
  readonly version: number;
}

/** A version of a definition: what it said, who published it and when. */
export interface DefinitionVersion extends VersionName {
  readonly author: string;
  /** Whoever agreed to it; absent where it was published without a proposal. */
  readonly approver?: string;
  /** Epoch milliseconds. */
  readonly publishedAt: number | null;
  readonly document: Json;
}

/** Every version of the tenant's definitions, or of one of them, the oldest first. */
export async function versionsOf(store: Store, tenant: string, name?: DefinitionName): Promise<readonly DefinitionVersion[]> {
  const rows = await store.audit.definitions(tenant);
  return rows
    .filter(({ kind, id }) => name === undefined || (kind === name.kind && id === name.id))
    .map(({ kind, id, version, author, approver, publishedAt, body }) => ({
      kind,
      id,
      version,
      author,
      ...(approver !== null && { approver }),
      publishedAt,
      document: JSON.parse(body) as Json,
    }));
}

/** What the later of two versions has that the earlier has not. */
export async function diffVersions(
  store: Store,
  tenant: string,
  name: DefinitionName,
  from: number,
  to: number,
): Promise<readonly Change[]> {
  const [before, after] = await Promise.all([from, to].map((version) => versionOf(store, tenant, name, version)));
  return diffDocuments(before?.document ?? null, after?.document ?? null);
}

/**
 * Publishes what earlier versions said as new versions, all or none: what is published never changes. They are checked against what is
 * published now, so that one that names units or tables which are gone, or that spoils a saved case, is refused in words.
 */
export async function rollBack(
  store: Store,
  tenant: Tenant,
  hostGuards: ReadonlyMap<string, HostGuard>,
  versions: readonly VersionName[],
  author: string,
  now: number,
): Promise<Defined> {
  const found = await Promise.all(versions.map(({ version, ...name }) => versionOf(store, tenant.id, name, version)));
  const drafts = found.map(({ kind, document }) => ({ kind, document }));
  return define(store, tenant, hostGuards, drafts, author, now);
}

async function versionOf(store: Store, tenant: string, name: DefinitionName, version: number): Promise<DefinitionVersion> {
  const versions = await versionsOf(store, tenant, name);
  const found = versions.find((each) => each.version === version);
  if (found) return found;
  const called = `${name.kind}/${name.id}`;
  const [zh, en] =
    versions.length === 0
      ? [`没有已发布的定义 ${called}；请检查写法。`, `There is no published definition ${called}; check how it is written.`]
      : [
          `${called} 只有版本 1 至 ${versions.length}，没有版本 ${version}。`,
          `${called} has the versions 1 to ${versions.length}, and no version ${version}.`,
        ];
  throw new EngineError("unknown-version", zh, en);
}
