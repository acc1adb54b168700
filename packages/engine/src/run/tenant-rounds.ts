import type { ExecuteParts } from "./execute.ts";

/**
 * Makes rounds that act once on every tenant, and again where `ask` was called, its definitions may have changed, or where what it goes by is
 * another one than when it acted last.
 */
export function tenantRounds(
  parts: ExecuteParts,
  act: (tenant: string) => Promise<unknown>,
  goesBy?: (tenant: string) => Promise<unknown>,
): { readonly round: () => Promise<void>; readonly ask: (tenant: string) => void } {
  const asked = new Set<string>();
  const acted = new Map<string, unknown>();
  let begun = false;
  return {
    ask: (tenant) => void asked.add(tenant),
    round: async () => {
      if (!begun) for (const { id } of await parts.store.definitions.tenants()) asked.add(id);
      begun = true;
      for (const [tenant, before] of acted) if ((await goesBy?.(tenant)) !== before) asked.add(tenant);
      for (const tenant of asked) {
        const by = await goesBy?.(tenant);
        await act(tenant);
        asked.delete(tenant);
        acted.set(tenant, by);
      }
    },
  };
}
