import { errorAt, type Finding } from "../model/finding.ts";
import type { Tree } from "../model/tree.ts";
import { codeTwice, unknownCode } from "./code-findings.ts";
import type { OrganisationDocument } from "./organisation.ts";
import { chainOf } from "./retired-units.ts";

/** No unit is both there and retired; what they were merged into is told, and leads to no cycle. */
export function checkRetired({ kinds, retired = [] }: OrganisationDocument, units: Tree): Finding[] {
  const known = new Map(retired.map((unit) => [unit.code, unit]));
  const codes = new Set(kinds.map((kind) => kind.code));
  return retired.flatMap(({ code, kind, into }, i) => {
    const place = `/retired/${i}`;
    const first = retired.findIndex((each) => each.code === code);
    return [
      ...(first === i ? [] : [codeTwice(`${place}/code`, code)]),
      ...(units.has(code) ? [stillThere(`${place}/code`, code)] : []),
      ...(codes.has(kind) ? [] : [unknownCode(`${place}/kind`, "单位类型", "kind of unit", kind, "kinds")]),
      ...(into === undefined || units.has(into) || known.has(into) ? [] : [unknownCode(`${place}/into`, "单位", "unit", into, "units")]),
      ...(isRound(code, into, known) ? [cycle(`${place}/into`, code)] : []),
    ];
  });
}

function isRound(code: string, into: string | undefined, known: Parameters<typeof chainOf>[1]): boolean {
  return into !== undefined && (into === code || chainOf(into, known).includes(code));
}

function stillThere(place: string, code: string): Finding {
  return errorAt(
    place,
    "retired-and-there",
    `编码 ${code} 既是现有单位又已撤销；撤销的编码不能再用，请删去其中一处，或给新单位另取编码。`,
    `The code ${code} is of a unit that is there and of a retired one; a retired code is not used again: remove one of them, or give the new unit another code.`,
  );
}

function cycle(place: string, code: string): Finding {
  return errorAt(
    place,
    "merger-cycle",
    `单位 ${code} 的并入关系绕回到它自己；请改正其中一个 into。`,
    `The mergers of unit ${code} lead back to itself; correct one “into”.`,
  );
}
