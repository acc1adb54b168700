import { errorAt, type Finding } from "../../model/finding.ts";
import type { ProcessSurroundings } from "./process-surroundings.ts";
import type { RoleSpec } from "../process.ts";

/** Whoever is named can exist; a role that nobody holds today is a warning. */
export function checkBy(place: string, by: readonly RoleSpec[], around: ProcessSurroundings): Finding[] {
  return by.flatMap((who, i) => ("at" in who ? checkRole(`${place}/${i}/role`, who.role, around) : []));
}

export function checkRole(place: string, role: string, around: Pick<ProcessSurroundings, "roles" | "isHeld">): Finding[] {
  if (!around.roles.has(role))
    return [
      errorAt(
        place,
        "unknown-role",
        `没有角色 ${role}，没有人能做这一步；请在组织中定义它。`,
        `There is no role ${role}, so nobody could ever do this; define it in the organisation.`,
      ),
    ];
  if (around.isHeld(role)) return [];
  return [
    {
      severity: "warning",
      code: "role-not-held",
      place,
      message: {
        "zh-CN": `目前没有人担任角色 ${role}；请在组织中指定。`,
        en: `Nobody holds the role ${role} today; appoint somebody in the organisation.`,
      },
    },
  ];
}
