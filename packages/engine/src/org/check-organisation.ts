import { errorAt, type Finding } from "../model/finding.ts";
import { buildTree, type Tree, type TreeFault } from "../model/tree.ts";
import { checkPairings } from "./check-pairings.ts";
import { checkResponsibilities } from "./check-responsibilities.ts";
import { checkRetired } from "./check-retired.ts";
import { checkTeams } from "./check-teams.ts";
import { codeTwice, noSuchUnit, unknownCode } from "./code-findings.ts";
import type { OrganisationDocument } from "./organisation.ts";
import { checkValidity } from "./validity.ts";

/** What keeps an organisation from being used: broken trees, unknown codes, people twice, duties that contradict each other. */
export function checkOrganisation(document: OrganisationDocument, categories: Tree): Finding[] {
  const { tree, faults } = buildTree(document.units);
  const kinds = new Set(document.kinds.map((kind) => kind.code));
  const roles = new Set(document.roles.map((role) => role.code));
  const findings = faults.map((fault) => treeFinding(fault, document));
  document.units.forEach((unit, i) => {
    unit.neighbours?.forEach((code, j) => {
      if (!tree.has(code)) findings.push(noSuchUnit(`/units/${i}/neighbours/${j}`, code, document));
      if (code === unit.code) findings.push(ownNeighbour(`/units/${i}/neighbours/${j}`, code));
    });
    if (!kinds.has(unit.kind)) findings.push(unknownCode(`/units/${i}/kind`, "单位类型", "kind of unit", unit.kind, "kinds"));
  });
  document.people.forEach((person, i) => {
    if (document.people.findIndex((other) => other.id === person.id) !== i) findings.push(codeTwice(`/people/${i}/id`, person.id));
    person.holds.forEach((held, j) => {
      const place = `/people/${i}/holds/${j}`;
      if (!roles.has(held.role)) findings.push(unknownCode(`${place}/role`, "角色", "role", held.role, "roles"));
      if (!tree.has(held.unit)) findings.push(noSuchUnit(`${place}/unit`, held.unit, document));
      findings.push(...checkValidity(place, held));
    });
  });
  if (!tree.has(document.lastResort)) findings.push(noSuchUnit("/lastResort", document.lastResort, document));
  return [
    ...findings,
    ...checkRetired(document, tree),
    ...checkTeams(document),
    ...checkPairings(document, tree),
    ...checkResponsibilities(document, tree, categories),
  ];
}

function ownNeighbour(place: string, code: string): Finding {
  return errorAt(
    place,
    "own-neighbour",
    `单位 ${code} 不是它自己的相邻单位；请删去。`,
    `The unit ${code} is no neighbour of its own; remove it.`,
  );
}

function noSuchParent(place: string, code: string, document: OrganisationDocument): Finding {
  const isRetired = document.retired?.some((each) => each.code === code);
  return isRetired ? noSuchUnit(place, code, document) : unknownCode(place, "上级单位", "parent unit", code, "units");
}

function treeFinding(fault: TreeFault, document: OrganisationDocument): Finding {
  const place = `/units/${document.units.findLastIndex((unit) => unit.code === fault.code)}`;
  if (fault.type === "duplicate") return codeTwice(`${place}/code`, fault.code);
  if (fault.type === "unknown-parent") return noSuchParent(`${place}/parent`, fault.parent, document);
  const round = fault.round.join(" → ");
  return {
    severity: "error",
    code: "unit-cycle",
    place: `${place}/parent`,
    message: {
      "zh-CN": `单位 ${fault.code} 的上级绕回到它自己（${round}）；请改正其中一个单位的上级。`,
      en: `The parents of unit ${fault.code} lead back to itself (${round}); give one of these units another parent.`,
    },
  };
}
