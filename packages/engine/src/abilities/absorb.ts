import { refuse } from "../model/refusal.ts";
import type { Ability } from "./ability.ts";

/** Of the tickets that were merged into one, those merged last are named on it. */
const mostNamed = 100;

/** The other half of a merge: the master learns which ticket was merged into it. Sent by the engine through the outbox. */
export const absorb: Ability = {
  label: { "zh-CN": "并入", en: "Absorb" },
  by: [{ role: "system" }],
  form: { ticket: { type: "ticket", label: { "zh-CN": "被并入的案卷", en: "Merged ticket" }, required: true } },
  change: ({ ticket, form }) => {
    const other = form["ticket"] as string;
    if (other === ticket.id) return refuse("bad-input", "案卷不能并入自己。", "A ticket cannot absorb itself.", "/form/ticket");
    const absorbed = ticket.absorbed ?? [];
    if (absorbed.includes(other)) return { ok: true, set: {} };
    // A ticket is read and written whole; every one that was merged has its entry, and names its master.
    const counts = { ...ticket.counts, absorbed: (ticket.counts["absorbed"] ?? 0) + 1 };
    return { ok: true, set: { absorbed: [...absorbed, other].slice(-mostNamed), counts } };
  },
};
