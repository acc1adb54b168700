import type { Actor } from "../../model/actor.ts";
import type { ProposalAct } from "../../model/proposal.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import { actLabels } from "./labels.ts";

/**
 * Whether the actor may act so on proposals at all. The engine's host (the system) may do everything but approve: who approves is a
 * person, and not the one who wrote.
 */
export function mayPropose(
  act: ProposalAct,
  actor: Actor,
  has: (privilege: "edit-rules" | "approve-rules") => boolean,
): Refused | undefined {
  const approves = act === "approve" || act === "disapprove";
  if (actor.kind === "system" && !approves) return undefined;
  const isPublishing = act === "publish" || act === "withdraw";
  if (actor.kind === "person" && (has(approves ? "approve-rules" : "edit-rules") || (isPublishing && has("approve-rules"))))
    return undefined;
  const { "zh-CN": zh, en } = actLabels[act];
  const privilege = approves ? "approve-rules" : "edit-rules";
  return refuse(
    "not-allowed",
    `只有角色带权限 ${privilege} 的人员才能${zh}变更申请；请在组织定义的角色中授予（privileges）。`,
    `Only people with a role that has the privilege ${privilege} ${en} proposals; grant it in the organisation's roles.`,
  );
}

/**
 * Whether the actor may bring back what was published before: the host, or somebody who may approve. What comes back was approved once, and
 * in an emergency there is no time for a second person.
 */
export function mayRollBack(actor: Actor, has: (privilege: "approve-rules") => boolean): Refused | undefined {
  if (actor.kind === "system" || (actor.kind === "person" && has("approve-rules"))) return undefined;
  return refuse(
    "not-allowed",
    "只有角色带权限 approve-rules 的人员才能退回已发布的定义；请在组织定义的角色中授予（privileges）。",
    "Only people with a role that has the privilege approve-rules roll back definitions; grant it in the organisation's roles.",
  );
}
