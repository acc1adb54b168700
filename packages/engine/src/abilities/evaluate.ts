import { callerOf } from "../model/actor.ts";
import { refuse } from "../model/refusal.ts";
import type { Ability } from "./ability.ts";

/** Evaluations of one ticket at most. */
const most = 50;

/** Says how well it was handled (评价), once it is closed; whoever says it again changes their mind. */
export const evaluate: Ability = {
  label: { "zh-CN": "评价", en: "Evaluate" },
  form: {
    score: { type: "number", label: { "zh-CN": "评分（1 至 5）", en: "Score, 1 to 5" }, required: true, min: 1, max: 5 },
    remark: { type: "text", label: { "zh-CN": "评语", en: "Remark" } },
  },
  against: ({ ticket, caller }) => {
    if (ticket.open) return refuse("not-now", "结案后才能评价。", "It can be evaluated once it is closed.");
    const others = (ticket.evaluations ?? []).filter(({ by }) => by !== callerOf(caller));
    if (others.length < most) return undefined;
    return refuse("not-now", `已有 ${most} 个评价，不能再多。`, `It has ${most} evaluations, which is the most.`);
  },
  change: ({ ticket, form, at, caller }) => {
    const by = callerOf(caller);
    const others = (ticket.evaluations ?? []).filter((each) => each.by !== by);
    return { ok: true, set: { evaluations: [...others, { by, at, score: form["score"] as number }] } };
  },
};
