import { refuse } from "../model/refusal.ts";
import type { Ability } from "./ability.ts";

/** Asks that lateness does not count against whoever handled it (申诉), once it is closed. Granted, the ticket stays visibly late. */
export const appeal: Ability = {
  label: { "zh-CN": "申诉", en: "Appeal" },
  form: { reason: { type: "text", label: { "zh-CN": "申诉理由", en: "Grounds" }, required: true } },
  against: ({ ticket }) => {
    const { due, metAt = ticket.closedAt } = ticket;
    if (ticket.open) return refuse("not-now", "结案后才能申诉。", "An appeal is possible once the ticket is closed.");
    if (ticket.exempted) return refuse("not-now", "申诉已经通过。", "An appeal was granted already.");
    if (due !== undefined && metAt !== undefined && metAt > due) return undefined;
    return refuse("not-now", "案卷没有超期，无须申诉。", "The ticket was not late; there is nothing to appeal against.");
  },
  change: ({ at }) => ({ ok: true, set: { exempted: { at } } }),
};
