import type { Finding } from "../model/finding.ts";
import { buildTree, type TreeFault } from "../model/tree.ts";
import type { OrganisationDocument } from "./organisation.ts";

/** What keeps an organisation from being used: broken trees, unknown codes, people twice. */
export function checkOrganisation(document: OrganisationDocument): Finding[] {
  const { tree, faults } = buildTree(document.units);
  const kinds = new Set(document.kinds.map((kind) => kind.code));
  const roles = new Set(document.roles.map((role) => role.code));
  const findings = faults.map((fault) => treeFinding(fault, document));
  document.units.forEach((unit, i) => {
    if (!kinds.has(unit.kind)) findings.push(unknown(`/units/${i}/kind`, "单位类型", "kind of unit", unit.kind, "kinds"));
  });
  document.people.forEach((person, i) => {
    if (document.people.findIndex((other) => other.id === person.id) !== i) findings.push(twice(`/people/${i}/id`, person.id));
    person.holds.forEach((held, j) => {
      const place = `/people/${i}/holds/${j}`;
      if (!roles.has(held.role)) findings.push(unknown(`${place}/role`, "角色", "role", held.role, "roles"));
      if (!tree.has(held.unit)) findings.push(unknown(`${place}/unit`, "单位", "unit", held.unit, "units"));
    });
  });
  if (!tree.has(document.lastResort)) findings.push(unknown("/lastResort", "单位", "unit", document.lastResort, "units"));
  return findings;
}

function treeFinding(fault: TreeFault, document: OrganisationDocument): Finding {
  const place = `/units/${document.units.findLastIndex((unit) => unit.code === fault.code)}`;
  if (fault.type === "duplicate") return twice(`${place}/code`, fault.code);
  if (fault.type === "unknown-parent") return unknown(`${place}/parent`, "上级单位", "parent unit", fault.parent, "units");
  return {
    severity: "error",
    code: "unit-cycle",
    place: `${place}/parent`,
    message: {
      "zh-CN": `单位 ${fault.code} 的上级绕回到它自己；请让其中一个单位没有上级。`,
      en: `The parents of unit ${fault.code} lead back to itself; give one of these units no parent.`,
    },
  };
}

function twice(place: string, code: string): Finding {
  const message = { "zh-CN": `编码 ${code} 出现两次；请改掉其中一个。`, en: `The code ${code} stands here twice; change one of them.` };
  return { severity: "error", code: "duplicate-code", place, message };
}

function unknown(place: string, zh: string, en: string, code: string, list: string): Finding {
  const message = {
    "zh-CN": `没有名为 ${code} 的${zh}；请改正，或把它加入 ${list}。`,
    en: `There is no ${en} named ${code}; correct it, or add it to ${list}.`,
  };
  return { severity: "error", code: `unknown-${en.replaceAll(" ", "-")}`, place, message };
}
