import * as z from "zod";
import { callerOf } from "../model/actor.ts";
import { codeSchema } from "../model/schema.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import type { TextRef } from "../model/text.ts";
import type { Supervision, Ticket } from "../model/ticket.ts";
import type { Ability } from "./ability.ts";

/** Orders on one ticket at most; a ticket is read and written whole. */
const most = 20;

/** Orders the owner to report in writing by a day (督办). Until the reply the ticket neither leaves its handling nor comes to its end. */
export const supervise: Ability = {
  label: { "zh-CN": "督办", en: "Supervise" },
  ofLegs: "also",
  options: z.strictObject({
    /** Whom of the owner's people it is sent to; who may reply says the process. */
    role: codeSchema,
    channel: z.string().min(1).optional(),
  }),
  form: {
    order: { type: "text", label: { "zh-CN": "督办要求", en: "Order" }, required: true },
    replyBy: {
      type: "instant",
      label: { "zh-CN": "答复期限", en: "Reply by" },
      required: true,
      within: { amount: 365, unit: "natural-day" },
    },
  },
  against: ({ ticket }) => cannotSupervise(ticket),
  change: ({ ticket, form, at, caller, options: { role, channel } }) => {
    const order = form["order"] as unknown as TextRef;
    const due = form["replyBy"] as number;
    const given: Supervision = { by: callerOf(caller), at, due, role: role as string, order };
    const word = orderWord(given.role, channel as string | undefined);
    return { ok: true, set: { supervisions: [...(ticket.supervisions ?? []), given] }, actions: [{ type: "notify", params: word }] };
  },
};

/** What stands against another order, whoever gives it. */
export function cannotSupervise({ open, supervisions = [] }: Ticket): Refused | undefined {
  if (!open) return refuse("not-now", "案卷已经结束，不能督办。", "The ticket has ended; it cannot be supervised.");
  if (supervisions.length < most) return undefined;
  return refuse("not-now", `已督办 ${most} 次，不能再多。`, `It was supervised ${most} times already, which is the most.`);
}

/** The parameters of the word that tells the owner's people of an order. */
export function orderWord(role: string, channel: string | undefined) {
  return { topic: "supervised", role, at: "owner", ...(channel !== undefined && { channel }) } as const;
}

/** Answers the earliest order that has no reply yet. */
export const reply: Ability = {
  label: { "zh-CN": "督办答复", en: "Reply" },
  ofLegs: "also",
  form: { reply: { type: "text", label: { "zh-CN": "答复", en: "Reply" }, required: true } },
  against: ({ ticket }) =>
    openSupervision(ticket) ? undefined : refuse("not-now", "没有等待答复的督办。", "No order is waiting for a reply."),
  change: ({ ticket, form, at, caller }) => {
    const open = openSupervision(ticket);
    const said = { by: callerOf(caller), at, text: form["reply"] as unknown as TextRef };
    return {
      ok: true,
      set: { supervisions: (ticket.supervisions ?? []).map((each) => (each === open ? { ...each, reply: said } : each)) },
    };
  },
};

/** The earliest order that nobody has answered. */
export function openSupervision({ supervisions = [] }: Pick<Ticket, "supervisions">): Supervision | undefined {
  return supervisions.find((each) => !each.reply);
}
