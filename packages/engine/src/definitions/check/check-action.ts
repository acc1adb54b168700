import { errorAt, type Finding } from "../../model/finding.ts";
import { issueLabel } from "../../model/issue-label.ts";
import type { referenceOf } from "../process.ts";
import { checkRole } from "./check-roles.ts";
import type { ProcessSurroundings } from "./process-surroundings.ts";

/** What actions may refer to. */
export type ActionSurroundings = Pick<ProcessSurroundings, "actions" | "tables" | "roles" | "isHeld" | "isPerson">;

/** An action that exists, with parameters that fit and name what exists. */
export function checkAction(place: string, { type, params }: ReturnType<typeof referenceOf>, around: ActionSurroundings): Finding[] {
  const wanted = around.actions.get(type);
  const names = [...around.actions.keys()];
  if (!wanted) {
    return [
      errorAt(
        place,
        "unknown-action",
        `没有动作 ${type}；可用的有 ${names.join("、")}。`,
        `There is no action ${type}; there are ${names.join(", ")}.`,
      ),
    ];
  }
  const parsed = wanted.params.safeParse(params, { reportInput: true });
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => {
      const { "zh-CN": zh, en } = issueLabel(issue);
      return errorAt(
        [`${place}/params`, ...issue.path].join("/"),
        "action-params",
        `动作 ${type} 的参数不对：${zh}；请改正。`,
        `The parameters of the action ${type} do not fit: ${en}; correct them.`,
      );
    });
  }
  const { table, role, person } = params;
  if (typeof role === "string") return checkRole(`${place}/params/role`, role, around);
  if (typeof person === "string") return checkPerson(`${place}/params/person`, person, around);
  if (typeof table !== "string" || around.tables.has(table)) return [];
  return [
    errorAt(
      `${place}/params/table`,
      "unknown-table",
      `没有规则表 ${table}；请先登记它。`,
      `There is no rule table ${table}; register it first.`,
    ),
  ];
}

function checkPerson(place: string, person: string, { isPerson }: ActionSurroundings): Finding[] {
  if (isPerson(person)) return [];
  return [
    errorAt(
      place,
      "unknown-person",
      `组织中没有人员 ${person}；请改正，或改为通知一个角色。`,
      `There is no person ${person} in the organisation; correct it, or tell a role instead.`,
    ),
  ];
}
