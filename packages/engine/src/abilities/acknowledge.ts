import type { Clock } from "../model/clock.ts";
import { refuse } from "../model/refusal.ts";
import { stateOf } from "../time/clock.ts";
import type { Ability } from "./ability.ts";

/**
 * Somebody says that they know (确认收到), once a ladder has come to a rung: those that repeat until then are done. It holds until the
 * clock starts anew.
 */
export const acknowledge: Ability = {
  label: { "zh-CN": "确认收到", en: "Acknowledge" },
  ofLegs: "also",
  form: {},
  against: ({ ticket }) =>
    Object.values(ticket.clocks ?? {}).some(isClimbing)
      ? undefined
      : refuse("not-now", "升级阶梯还没有走到任何一级，无须确认。", "No ladder has come to a rung that could be acknowledged."),
  change: ({ ticket, at }) => {
    const clocks = Object.entries(ticket.clocks ?? {});
    return {
      ok: true,
      set: {
        clocks: Object.fromEntries(clocks.map(([name, clock]) => [name, isClimbing(clock) ? { ...clock, acknowledgedAt: at } : clock])),
      },
    };
  },
};

function isClimbing(clock: Clock): boolean {
  return clock.rungs !== undefined && clock.acknowledgedAt === undefined && stateOf(clock) !== "stopped";
}
