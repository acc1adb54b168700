import * as z from "zod";
import { refuse } from "../model/refusal.ts";
import type { Ability } from "./ability.ts";

/** Reminds whoever the ticket waits for (催办); how often is counted as `urged`. */
export const urge: Ability = {
  label: { "zh-CN": "催办", en: "Urge" },
  ofLegs: "also",
  options: z.strictObject({ channel: z.string().min(1).optional() }),
  form: { note: { type: "text", label: { "zh-CN": "催办内容", en: "Message" } } },
  against: ({ ticket }) =>
    ticket.open ? undefined : refuse("not-now", "案卷已经结束，无须催办。", "The ticket has ended; nobody is to be urged."),
  change: ({ options }) => ({ ok: true, set: {}, actions: [{ type: "urge", params: options }] }),
};
