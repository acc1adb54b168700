import type { Field, FormSpec } from "../../definitions/form.ts";
import type { Label } from "../../model/label.ts";
import { isPartnerWord, type PartnerWord } from "../../model/partner.ts";

const field = (type: Field["type"], zh: string, en: string, required = true): Field => ({
  type,
  label: { "zh-CN": zh, en },
  ...(required && { required }),
});

const hand = { from: field("string", "对方租户", "Other tenant"), no: field("number", "第几次移交", "Which hand-over") };

const done: Field = {
  type: "choice",
  label: { "zh-CN": "结果", en: "Outcome" },
  required: true,
  values: [
    { code: "done", label: { "zh-CN": "已办结", en: "Done" } },
    { code: "not-done", label: { "zh-CN": "未办成", en: "Not done" } },
  ],
};

/** What each word says. */
export const wordForms: Readonly<Record<PartnerWord, FormSpec>> = {
  taken: { ...hand, ticket: field("string", "对方案卷", "Their ticket"), number: field("string", "对方案卷号", "Its number") },
  "not-taken": { ...hand, why: field("string", "缘由代码", "Why, as a code"), reason: field("text", "缘由", "Why") },
  answered: {
    ...hand,
    outcome: done,
    why: field("string", "在对方结束时的状态", "The state in which it ended there"),
    publicAnswer: { ...field("text", "答复", "Answer", false), public: true },
  },
  reopened: hand,
  withdrawn: hand,
};

/** A word of another tenant: what it is called and what it says; undefined for any other command. */
export function partnerWordOf(type: string): { readonly label: Label; readonly form: FormSpec } | undefined {
  return isPartnerWord(type) ? { label: labels[type], form: wordForms[type] } : undefined;
}

const labels: Readonly<Record<PartnerWord, Label>> = {
  taken: { "zh-CN": "对方已接收", en: "Taken on the other side" },
  "not-taken": { "zh-CN": "对方未接收", en: "Not taken on the other side" },
  answered: { "zh-CN": "对方已答复", en: "Answered by the other side" },
  reopened: { "zh-CN": "对方已重新打开", en: "Reopened on the other side" },
  withdrawn: { "zh-CN": "对方已收回", en: "Taken back by the sender" },
};
