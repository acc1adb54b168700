import * as z from "zod";
import { refuse } from "../model/refusal.ts";
import type { Ability } from "./ability.ts";
import { notMerged } from "./follow.ts";

const day = 86_400_000;

const options = z.strictObject({
  /** Days after the master ended, each of 24 hours. */
  days: z.number().positive().max(365),
});

/**
 * Whoever reported what was merged says that it is not solved: the master is opened again, since that is where the matter is dealt with, for all
 * who reported it. Where theirs is another matter, the office takes it out of the merge. Why stays on this ticket: it is this reporter's text.
 */
export const reopenMaster: Ability = {
  label: { "zh-CN": "重启主案", en: "Reopen the master" },
  options,
  form: { reason: { type: "text", label: { "zh-CN": "原因", en: "Reason" }, required: true } },
  against: ({ ticket, at, options: said }) => {
    const against = notMerged(ticket);
    if (against) return against;
    const { days } = said as z.infer<typeof options>;
    const { followed } = ticket;
    if (followed?.open !== false)
      return refuse("not-now", "主案仍在办理，无须重启。", "The master is still being dealt with; there is nothing to reopen.");
    if (followed.final)
      return refuse("not-now", "主案的结局不能重启，请重新上报。", "How the master ended leaves no way to open it again; report it anew.");
    if (followed.asked)
      return refuse("not-now", "已经提出重启，正等主案答复。", "It has been asked for already; the master has not answered yet.");
    if (at <= followed.at + days * day) return undefined;
    return refuse("not-now", `主案结案已超过 ${days} 天，请重新上报。`, `The master ended more than ${days} days ago; report it anew.`);
  },
  change: ({ ticket }) => ({
    ok: true,
    set: { followed: ticket.followed && { ...ticket.followed, asked: true } },
    actions: [{ type: "tell", params: { command: "reopen", to: "mergedInto" } }],
  }),
};
