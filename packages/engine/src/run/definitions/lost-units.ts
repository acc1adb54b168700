import type { Definition } from "../../definitions/definition.ts";
import type { Located } from "../../definitions/located.ts";
import { errorAt, type Finding } from "../../model/finding.ts";
import type { OrganisationDocument, RetiredUnit } from "../../org/organisation.ts";
import type { DefinitionRow } from "../../store/definitions.ts";
import type { Store } from "../../store/port.ts";

/**
 * A unit that leaves the organisation must not take open tickets with it: nobody would see them any more. It is told among the retired ones,
 * or must have none; and what was retired once stays told, so that its code never comes to mean another unit.
 */
export async function lostUnits(
  store: Store,
  tenant: string,
  stored: readonly DefinitionRow[],
  definitions: readonly Definition[],
): Promise<readonly Located[]> {
  const next = definitions.find((each) => each.kind === "organisation");
  const row = stored.findLast(({ kind }) => kind === "organisation");
  if (!next || !row) return [];
  const before = JSON.parse(row.body) as OrganisationDocument;
  const kept = new Set([...next.body.units, ...(next.body.retired ?? [])].map((unit) => unit.code));
  const gone = before.units.filter(({ code }) => !kept.has(code));
  const open =
    gone.length === 0
      ? new Map<string, number>()
      : await store.tickets.openAt(
          tenant,
          gone.map(({ code }) => code),
        );
  const findings = [
    ...gone.map(({ code }) => (open.has(code) ? inUse(code, open.get(code) ?? 0) : dropped(code))),
    ...(before.retired ?? []).flatMap((unit) => cameBack(unit, next.body)),
  ];
  return findings.map((finding) => ({ kind: "organisation", id: next.id, finding }));
}

/** A retired unit may come back as what it was, where its retiring is taken back. */
function cameBack(unit: RetiredUnit, { units, retired = [] }: OrganisationDocument): readonly Finding[] {
  const { code, kind, label } = unit;
  if (retired.some((each) => each.code === code)) return [];
  const i = units.findIndex((each) => each.code === code);
  const now = units[i];
  if (!now) return [forgotten(code)];
  if (now.kind === kind && now.label["zh-CN"] === label["zh-CN"] && now.label.en === label.en) return [];
  return [
    errorAt(
      `/units/${i}/code`,
      "code-was-retired",
      `编码 ${code} 属于已撤销的${label["zh-CN"]}，历史案卷仍指向它；请给新单位另取编码。`,
      `The code ${code} is that of the retired unit ${label.en}, of which tickets tell; give the new unit another code.`,
    ),
  ];
}

function forgotten(code: string): Finding {
  return errorAt(
    "/retired",
    "retired-forgotten",
    `已撤销的单位 ${code} 不见了；请保留在 retired 中，历史案卷才读得出它。`,
    `The retired unit ${code} is missing; keep it in “retired”, so that what tickets tell of it can be read.`,
  );
}

function inUse(unit: string, tickets: number): Finding {
  return errorAt(
    "/units",
    "unit-in-use",
    `单位 ${unit} 还有 ${tickets} 件未结案卷；请把它写入 retired（并入哪个单位写在 into），案卷随之转去，或先改派、办结。`,
    `The unit ${unit} still has ${tickets} open tickets; list it in “retired”, with the unit it is merged “into”, which then gets them, or reassign or close them first.`,
  );
}

function dropped(unit: string): Finding {
  return {
    severity: "warning",
    code: "unit-dropped",
    place: "/units",
    message: {
      "zh-CN": `单位 ${unit} 被删去，历史案卷将只显示它的编码；请把它写入 retired。`,
      en: `The unit ${unit} is taken away, and tickets that tell of it will show its code alone; list it in “retired”.`,
    },
  };
}
