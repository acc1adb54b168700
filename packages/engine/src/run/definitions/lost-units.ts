import type { Definition } from "../../definitions/definition.ts";
import type { Located } from "../../definitions/located.ts";
import { errorAt } from "../../model/finding.ts";
import type { OrganisationDocument } from "../../org/organisation.ts";
import type { DefinitionRow } from "../../store/definitions.ts";
import type { Store } from "../../store/port.ts";

/** A unit that leaves the organisation must not take open tickets with it: nobody would see them any more. */
export async function lostUnits(
  store: Store,
  tenant: string,
  stored: readonly DefinitionRow[],
  definitions: readonly Definition[],
): Promise<readonly Located[]> {
  const next = definitions.find((each) => each.kind === "organisation");
  const before = stored.findLast((row) => row.kind === "organisation");
  if (!next || !before) return [];
  const kept = new Set(next.body.units.map((unit) => unit.code));
  const gone = (JSON.parse(before.body) as OrganisationDocument).units.map((unit) => unit.code).filter((code) => !kept.has(code));
  if (gone.length === 0) return [];
  const open = await store.tickets.openAt(tenant, gone);
  return [...open].map(([unit, tickets]) => ({
    kind: "organisation",
    id: next.id,
    finding: errorAt(
      "/units",
      "unit-in-use",
      `单位 ${unit} 还有 ${tickets} 件未结案卷；请先改派或办结它们，再删去这个单位。`,
      `The unit ${unit} still has ${tickets} open tickets; reassign or close them before you remove it.`,
    ),
  }));
}
