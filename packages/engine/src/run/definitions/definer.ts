import type { HostGuard } from "../../decide/guard.ts";
import type { Change } from "../../definitions/diff.ts";
import type { Located } from "../../definitions/located.ts";
import { mayRollBack } from "../../definitions/proposals/may-propose.ts";
import type { Actor } from "../../model/actor.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import type { ExecuteParts } from "../execute.ts";
import { parseActor } from "../parse-actor.ts";
import { checkDrafts, type Draft } from "./check-drafts.ts";
import { define, type Defined } from "./define.ts";
import { lint } from "./lint.ts";
import { diffVersions, rollBack, versionsOf, type DefinitionName, type DefinitionVersion, type VersionName } from "./versions.ts";

/** What became of rolling back; nothing where what comes back would not be sound any more. */
export type RolledBack = Extract<Defined, { ok: true }> | (Refused & { readonly findings?: readonly Located[] });

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
   * Publishes what earlier versions said as new versions, all or none, checked against what is published now. Refused to people without the
   * privilege `approve-rules`; throws `unknown-version`; says `changed: false` where it is what is published.
   */
  readonly rollBack: (versions: readonly VersionName[], actor: Actor) => Promise<RolledBack>;
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
    rollBack: async (earlier, by) => {
      const actor = parseActor(by);
      const { tenant, world } = await worlds.of(actor.tenant);
      const against = mayRollBack(actor, (privilege) => actor.kind === "person" && world.organisation.has(actor.id, privilege));
      if (against) return against;
      const author = "id" in actor ? actor.id : actor.kind;
      const defined = await told(tenant.id, await rollBack(store, tenant, hostGuards, earlier, author, now()));
      return defined.ok ? defined : { ...notSound(defined.findings), findings: defined.findings };
    },
  };
}

function notSound(findings: readonly Located[]): Refused {
  const first = findings.find(({ finding }) => finding.severity === "error");
  const at = first ? `${first.kind}/${first.id}${first.finding.place}` : "";
  return refuse(
    "not-sound",
    `旧版本已不能用，什么也没有发布；${at}：${first?.finding.message["zh-CN"] ?? ""}`,
    `The earlier version does not hold any more, and nothing was published; ${at}: ${first?.finding.message.en ?? ""}`,
  );
}
