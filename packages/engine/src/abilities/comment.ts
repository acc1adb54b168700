import type { Ability } from "./ability.ts";

/** A remark on the ticket, kept in the story; it changes nothing else. */
export const comment: Ability = {
  label: { "zh-CN": "备注", en: "Comment" },
  ofLegs: "also",
  form: { comment: { type: "text", label: { "zh-CN": "内容", en: "Text" }, required: true } },
  change: () => ({ ok: true, set: {} }),
};
