import * as z from "zod";
import { callerOf } from "../model/actor.ts";
import { refuse } from "../model/refusal.ts";
import type { Ability } from "./ability.ts";

/** Subscriptions of one ticket at most. */
const most = 50;

const channelSchema = z.string().min(1).max(64);

const options = z.strictObject({
  /** The channels that may be chosen; whatever the host has where absent. */
  channels: z.array(channelSchema).min(1).optional(),
  /** By which the reporter is told from the report on, without having asked; nothing where absent. */
  reporter: channelSchema.optional(),
});

/** Asks to be told of public changes by a channel (订阅); whoever asks again chooses another. */
export const subscribe: Ability = {
  label: { "zh-CN": "订阅", en: "Subscribe" },
  options,
  form: { channel: { type: "string", label: { "zh-CN": "渠道", en: "Channel" }, required: true } },
  against: ({ ticket, caller }) => {
    const others = (ticket.subscriptions ?? []).filter(({ by }) => by !== callerOf(caller));
    if (others.length < most) return undefined;
    return refuse("not-now", `已有 ${most} 人订阅，不能再多。`, `${most} have subscribed, which is the most.`);
  },
  change: ({ ticket, form, caller, options: said }) => {
    const { channels } = said as z.infer<typeof options>;
    const channel = form["channel"] as string;
    if (channels && !channels.includes(channel)) {
      const known = channels.join(", ");
      return refuse(
        "bad-input",
        `没有渠道 ${channel}；可选 ${known}。`,
        `There is no channel ${channel}; choose of ${known}.`,
        "/form/channel",
      );
    }
    const by = callerOf(caller);
    const others = (ticket.subscriptions ?? []).filter((each) => each.by !== by);
    return { ok: true, set: { subscriptions: [...others, { by, channel }] } };
  },
};

/** Asks to be told no more (退订). */
export const unsubscribe: Ability = {
  label: { "zh-CN": "退订", en: "Unsubscribe" },
  form: {},
  against: ({ ticket, caller }) =>
    (ticket.subscriptions ?? []).some(({ by }) => by === callerOf(caller))
      ? undefined
      : refuse("not-now", "您没有订阅此案卷。", "You have not subscribed to this ticket."),
  change: ({ ticket, caller }) => {
    const others = (ticket.subscriptions ?? []).filter(({ by }) => by !== callerOf(caller));
    return { ok: true, set: { subscriptions: others.length > 0 ? others : undefined } };
  },
};
