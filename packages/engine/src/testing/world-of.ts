import { assemble } from "../decide/assemble.ts";
import type { HostGuard } from "../decide/guard.ts";
import type { World } from "../decide/world.ts";
import { parseDefinition } from "../definitions/definition.ts";
import type { Draft } from "../run/definitions/check-drafts.ts";
import type { Tenant } from "../store/definitions.ts";

/**
 * The world that these drafts make, without a store: each at version 1, one that comes again under the same id at the next. Throws with every
 * error a check finds.
 */
export function worldOf(tenant: Tenant, drafts: readonly Draft[], guards: Readonly<Record<string, HostGuard>> = {}): World {
  const errors: string[] = [];
  const versions = new Map<string, number>();
  const definitions = drafts.flatMap(({ kind, document }) => {
    const parsed = parseDefinition(kind, document);
    if (parsed.ok) {
      const key = `${kind}/${parsed.definition.id}`;
      const version = (versions.get(key) ?? 0) + 1;
      versions.set(key, version);
      return [{ ...parsed.definition, version }];
    }
    errors.push(...parsed.findings.map((finding) => `${kind}${finding.place}: ${finding.message.en}`));
    return [];
  });
  const { world, findings } = assemble({ tenant: tenant.id, zone: tenant.zone, hostGuards: new Map(Object.entries(guards)) }, definitions);
  for (const { kind, id, finding } of findings) {
    if (finding.severity === "error") errors.push(`${kind} ${id}${finding.place}: ${finding.message.en}`);
  }
  if (errors.length > 0) throw new Error(`these definitions cannot be used:\n${errors.join("\n")}`);
  return world;
}
