import type { HostGuard } from "../../decide/guard.ts";
import type { Change } from "../../definitions/diff.ts";
import type { Located } from "../../definitions/located.ts";
import type { ExecuteParts } from "../execute.ts";
import { checkDrafts, type Draft } from "./check-drafts.ts";
import { define, type Defined } from "./define.ts";
import { lint } from "./lint.ts";
import { diffVersions, rollBack, versionsOf, type DefinitionName, type DefinitionVersion, type VersionName } from "./versions.ts";

/** What is done with definitions. */
export interface Definer {
  /** What stands against publishing these drafts; writes nothing. */
  readonly check: (tenant: string, drafts: readonly Draft[]) => Promise<readonly Located[]>;
  /**
   * What the drafts' check says, and what they are still wrong about that may well be published: rows that are never hit, gaps, rungs
   * out of order … each with what shows it. Without drafts, of everything that is published.
   */
  readonly lint: (tenant: string, drafts?: readonly Draft[]) => Promise<readonly Located[]>;
  /** Publishes drafts, all or none; unchanged ones cost no version. */
  readonly define: (tenant: string, drafts: readonly Draft[], author: string) => Promise<Defined>;
  /** Every published version, or those of one definition, the oldest first. */
  readonly versions: (tenant: string, name?: DefinitionName) => Promise<readonly DefinitionVersion[]>;
  /** What one published version has that another has not. Throws `unknown-version`. */
  readonly diff: (tenant: string, name: DefinitionName, from: number, to: number) => Promise<readonly Change[]>;
  /**
   * Publishes what earlier versions said as new versions, all or none, checked against what is published now. Throws `unknown-version`;
   * says `changed: false` where it is what is published.
   */
  readonly rollBack: (tenant: string, versions: readonly VersionName[], author: string) => Promise<Defined>;
}

/** `published` is told of each publication, and is waited for. */
export function definer(
  { store, worlds, now }: ExecuteParts,
  hostGuards: ReadonlyMap<string, HostGuard>,
  published: (tenant: string) => Promise<void>,
): Definer {
  const told = async (tenant: string, defined: Defined): Promise<Defined> => {
    await published(tenant);
    return defined;
  };
  return {
    check: async (tenant, drafts) => (await checkDrafts(store, await worlds.tenant(tenant), hostGuards, drafts)).findings,
    lint: async (tenant, drafts = []) => lint(store, await worlds.tenant(tenant), hostGuards, drafts),
    define: async (tenant, drafts, author) =>
      told(tenant, await define(store, await worlds.tenant(tenant), hostGuards, drafts, author, now())),
    versions: async (tenant, name) => versionsOf(store, (await worlds.tenant(tenant)).id, name),
    diff: async (tenant, name, from, to) => diffVersions(store, (await worlds.tenant(tenant)).id, name, from, to),
    rollBack: async (tenant, earlier, author) =>
      told(tenant, await rollBack(store, await worlds.tenant(tenant), hostGuards, earlier, author, now())),
  };
}
