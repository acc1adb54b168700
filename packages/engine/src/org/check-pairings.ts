import { errorAt, type Finding } from "../model/finding.ts";
import type { Tree } from "../model/tree.ts";
import { checkValidity, overlaps } from "./validity.ts";
import { noSuchUnit } from "./code-findings.ts";
import type { OrganisationDocument } from "./organisation.ts";

/** Every pairing is between two units that there are, and none is there twice on any day. */
export function checkPairings(document: OrganisationDocument, units: Tree): Finding[] {
  const { pairings = [] } = document;
  const earlier = new Map<string, number[]>();
  return pairings.flatMap((pairing, i) => {
    const place = `/pairings/${i}`;
    const { unit, with: other } = pairing;
    const before = earlier.get(`${unit}\n${other}`) ?? [];
    earlier.set(`${unit}\n${other}`, [...before, i]);
    const twice = before.find((each) => overlaps(pairings[each] ?? {}, pairing));
    return [
      ...(units.has(unit) ? [] : [noSuchUnit(`${place}/unit`, unit, document)]),
      ...(units.has(other) ? [] : [noSuchUnit(`${place}/with`, other, document)]),
      ...(unit === other ? [withItself(`${place}/with`, unit)] : []),
      ...(twice === undefined ? [] : [again(place, unit, other, twice)]),
      ...checkValidity(place, pairing),
    ];
  });
}

function withItself(place: string, unit: string): Finding {
  return errorAt(
    place,
    "paired-with-itself",
    `单位 ${unit} 不能包保它自己；请写明它包保哪个社区或街道。`,
    `The unit ${unit} cannot be paired with itself; name the community or street it answers for.`,
  );
}

function again(place: string, unit: string, other: string, first: number): Finding {
  return errorAt(
    place,
    "pairing-twice",
    `${unit} 与 ${other} 的包保关系在第 ${first + 1} 条已写过，且日期重叠；请删去其中一条，或改正日期。`,
    `The pairing of ${unit} with ${other} stands in entry ${first + 1} already, for days that overlap; remove one of them, or correct the days.`,
  );
}
