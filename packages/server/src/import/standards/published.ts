import type { DefinitionKind, Store } from "@muster/engine";

/** An entry of a list that is known by its code. */
export interface Coded {
  readonly code: string;
}

/** The tenant's published document of a kind that exists once, the newest version. */
export async function publishedDocument(
  store: Store,
  tenant: string,
  kind: DefinitionKind,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const rows = (await store.definitions.all(tenant)).filter((row) => row.kind === kind);
  const newest = rows.toSorted((a, b) => b.version - a.version)[0];
  return newest && (JSON.parse(newest.body) as Readonly<Record<string, unknown>>);
}

/** Those that are published and not named again stay, those that are named are replaced in place, new ones follow. */
export function extended(before: readonly Coded[], items: readonly Coded[]): readonly Coded[] {
  const named = new Map(items.map((item) => [item.code, item]));
  const known = new Set(before.map((item) => item.code));
  return [...before.map((item) => named.get(item.code) ?? item), ...items.filter((item) => !known.has(item.code))];
}

/** Members in one order, so that equal documents are equal texts. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
