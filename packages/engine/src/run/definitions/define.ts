import type { HostGuard } from "../../decide/guard.ts";
import type { Located } from "../../definitions/located.ts";
import type { DefinitionKind } from "../../model/definition-kind.ts";
import { EngineError } from "../../model/engine-error.ts";
import type { Tenant } from "../../store/definitions.ts";
import type { Store } from "../../store/port.ts";
import { checkDrafts, type Draft } from "./check-drafts.ts";
import { parseAuthor } from "./parse-author.ts";

export interface Published {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly version: number;
  /** False where the document equals the published one: no version is spent on it. */
  readonly changed: boolean;
}

export type Defined =
  | { readonly ok: true; readonly published: readonly Published[]; readonly findings: readonly Located[] }
  | { readonly ok: false; readonly findings: readonly Located[] };

/** How often drafts are checked anew, since somebody else published meanwhile, before their author hears of it. */
const tries = 20;

/**
 * Checks drafts and publishes those that differ from what is published: all, or where one is refused, none. What is published at the same
 * moment, by another process too, counts as published before or after.
 */
export async function define(
  store: Store,
  tenant: Tenant,
  hostGuards: ReadonlyMap<string, HostGuard>,
  drafts: readonly Draft[],
  author: string,
  now: number,
): Promise<Defined> {
  const by = parseAuthor(author);
  for (let left = tries; left > 0; left -= 1) {
    const { seen, rows, definitions, findings, sound } = await checkDrafts(store, tenant, hostGuards, drafts);
    if (!sound) return { ok: false, findings };
    const names = definitions.flatMap((definition) => (definition.kind === "organisation" ? definition.body.people : []));
    await store.people.name(
      tenant.id,
      names.flatMap(({ id, name }) => (name === undefined ? [] : [{ id, name }])),
    );
    const fresh = rows.flatMap(({ row, changed }) => (changed ? [row] : []));
    if (fresh.length === 0 || (await store.definitions.publish(tenant.id, { rows: fresh, author: by, at: now, seen }))) {
      return { ok: true, findings, published: rows.map(({ row: { kind, id, version }, changed }) => ({ kind, id, version, changed })) };
    }
  }
  throw new EngineError(
    "store-busy",
    `其他人不断在租户 ${tenant.id} 中发布定义，本次没有发布；请稍后重试。`,
    `others kept publishing definitions of the tenant ${tenant.id}, so that nothing was published here; try again later.`,
  );
}
