import type { ExecuteParts } from "./execute.ts";

/** Makes rounds that act once on every tenant, and again where `ask` was called: its definitions may have changed. */
export function tenantRounds(
  parts: ExecuteParts,
  act: (tenant: string) => Promise<unknown>,
): { readonly round: () => Promise<void>; readonly ask: (tenant: string) => void } {
  const asked = new Set<string>();
  let begun = false;
  return {
    ask: (tenant) => void asked.add(tenant),
    round: async () => {
      if (!begun) for (const { id } of await parts.store.definitions.tenants()) asked.add(id);
      begun = true;
      for (const tenant of asked) {
        await act(tenant);
        asked.delete(tenant);
      }
    },
  };
}
