import type { Label } from "../../model/label.ts";
import type { ProposalAct, ProposalState } from "../../model/proposal.ts";

/** What the states of a proposal are called. */
export const stateLabels: Readonly<Record<ProposalState, Label>> = {
  draft: { "zh-CN": "草稿", en: "a draft" },
  submitted: { "zh-CN": "待批准", en: "waiting for approval" },
  approved: { "zh-CN": "已批准", en: "approved" },
  scheduled: { "zh-CN": "已定时发布", en: "scheduled" },
  failed: { "zh-CN": "发布失败", en: "failed at its time" },
  published: { "zh-CN": "已发布", en: "published" },
  discarded: { "zh-CN": "已作废", en: "discarded" },
};

/** What is done with a proposal, as verbs. */
export const actLabels: Readonly<Record<ProposalAct, Label>> = {
  propose: { "zh-CN": "起草", en: "propose" },
  revise: { "zh-CN": "修改", en: "revise" },
  submit: { "zh-CN": "提交", en: "submit" },
  approve: { "zh-CN": "批准", en: "approve" },
  disapprove: { "zh-CN": "不批准", en: "disapprove" },
  withdraw: { "zh-CN": "撤回", en: "withdraw" },
  publish: { "zh-CN": "发布", en: "publish" },
  discard: { "zh-CN": "作废", en: "discard" },
};
