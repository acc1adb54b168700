import type { Label, ProposalState, ProposalStep } from "@muster/engine";
import { label } from "./label.ts";

/** What the states of a proposal are called in lists. */
export const stateLabels: Readonly<Record<ProposalState, Label>> = {
  draft: label("草稿", "draft"),
  submitted: label("待批准", "submitted"),
  approved: label("已批准", "approved"),
  scheduled: label("已定时", "scheduled"),
  failed: label("发布失败", "failed"),
  published: label("已发布", "published"),
  discarded: label("已作废", "discarded"),
};

/** What was done with a proposal. */
export const actLabels: Readonly<Record<ProposalStep["type"], Label>> = {
  propose: label("起草", "proposed"),
  revise: label("修改", "revised"),
  submit: label("提交", "submitted"),
  approve: label("批准", "approved"),
  disapprove: label("不批准", "disapproved"),
  withdraw: label("撤回", "withdrew"),
  publish: label("发布", "published"),
  discard: label("作废", "discarded"),
  published: label("到时发布", "published at its time"),
  failed: label("到时未能发布", "could not be published at its time"),
};
