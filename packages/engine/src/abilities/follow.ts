import { refuse } from "../model/refusal.ts";
import type { Ability } from "./ability.ts";

/** A merged ticket learns that its master has ended, or was opened again; whoever subscribed to it is told. Sent by the engine through the outbox. */
export const follow: Ability = {
  label: { "zh-CN": "随主案", en: "Follow the master" },
  by: [{ role: "system" }],
  form: {
    open: { type: "boolean", label: { "zh-CN": "主案是否在办", en: "Whether the master is open" }, required: true },
    since: { type: "number", label: { "zh-CN": "自何时", en: "Since when" } },
    final: { type: "boolean", label: { "zh-CN": "主案不能再重启", en: "The master cannot be opened again" } },
  },
  against: ({ ticket }) => notMerged(ticket),
  change: ({ form, at }) => {
    const { open, since = at, final } = form as { readonly open: boolean; readonly since?: number; readonly final?: boolean };
    return { ok: true, set: { followed: { open, at: since, ...(final === true && { final }) } } };
  },
};

/** Refuses what only a merged ticket has. */
export function notMerged({ mergedInto }: { readonly mergedInto?: string }) {
  return mergedInto === undefined ? refuse("not-now", "此案卷没有被合并。", "The ticket was not merged into another.") : undefined;
}
