import type { Ability } from "./ability.ts";

/** The other half of taking a ticket out of a merge: the master no longer names it. Sent by the engine through the outbox. */
export const unabsorb: Ability = {
  label: { "zh-CN": "拆出", en: "Let go of a merged ticket" },
  by: [{ role: "system" }],
  form: { ticket: { type: "ticket", label: { "zh-CN": "被拆出的案卷", en: "Ticket taken out" }, required: true } },
  change: ({ ticket, form }) => {
    const absorbed = ticket.absorbed ?? [];
    const left = absorbed.filter((other) => other !== form["ticket"]);
    const counts = { ...ticket.counts, absorbed: Math.max(0, (ticket.counts["absorbed"] ?? 0) - 1) };
    return { ok: true, set: { absorbed: left.length > 0 ? left : undefined, counts } };
  },
};
