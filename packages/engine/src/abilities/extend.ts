import * as z from "zod";
import { refuse, type Refused } from "../model/refusal.ts";
import { limitUnits, type LimitUnit } from "../model/ticket.ts";
import { extendClock } from "../time/clock.ts";
import { isWorking } from "../time/meter.ts";
import type { Ability, AbilityFacts } from "./ability.ts";
import { clockOption, openClock } from "./clock-options.ts";

const options = clockOption.extend({
  /** How often at most on one clock; a request that was not agreed to does not count. */
  most: z.number().int().min(1).max(100).optional(),
});

const unitLabels = {
  "urgent-hour": { "zh-CN": "紧急工作时", en: "urgent hours" },
  "work-hour": { "zh-CN": "工作时", en: "work-hours" },
  "work-day": { "zh-CN": "工作日", en: "workdays" },
  "natural-day": { "zh-CN": "自然日", en: "days" },
} as const satisfies Record<LimitUnit, object>;

/** Adds to the current deadline (延期): not once it has passed, and only so many times. */
export const extend: Ability = {
  label: { "zh-CN": "延期", en: "Extend" },
  ofLegs: "also",
  options,
  form: {
    amount: { type: "number", label: { "zh-CN": "延长多少", en: "Amount" }, required: true, min: 0.5, max: 10_000 },
    unit: {
      type: "choice",
      label: { "zh-CN": "单位", en: "Unit" },
      required: true,
      values: limitUnits.map((code) => ({ code, label: unitLabels[code] })),
    },
    reason: { type: "text", label: { "zh-CN": "原因", en: "Reason" }, required: true },
  },
  against,
  change: (facts) => {
    const { ticket, form, options: said, calendarOf } = facts;
    const { clock: name } = said as z.infer<typeof options>;
    const clock = openClock(ticket, name);
    if (!clock) return noClock();
    const limit = { amount: form["amount"] as number, unit: form["unit"] as LimitUnit };
    const calendar = calendarOf(clock.unit);
    if (isWorking(limit.unit) && !calendar)
      return refuse(
        "bad-input",
        "还没有工作日历，不能按工作时间延长；请改用自然日或紧急工作时。",
        "There is no calendar to count working time by; extend by days or urgent hours.",
        "/form/unit",
      );
    return { ok: true, set: { clocks: { ...ticket.clocks, [name]: extendClock(clock, limit, calendar) } } };
  },
};

/** Whoever asked in time may be answered late. */
function against({ ticket, options: said, at, approved }: Omit<AbilityFacts, "form">): Refused | undefined {
  const { clock: name, most = Infinity } = said as z.infer<typeof options>;
  const clock = openClock(ticket, name);
  if (!clock) return noClock();
  if (clock.due !== undefined && clock.due < at && !approved)
    return refuse("not-now", "期限已过，不能再延期。", "The limit has passed; it can no longer be extended.");
  const granted = clock.grants.filter(({ reason }) => reason === "extension").length;
  if (granted < most) return undefined;
  return refuse("not-now", `已延期 ${granted} 次，最多 ${most} 次。`, `It was extended ${granted} times already, ${most} at most.`);
}

function noClock(): Refused {
  return refuse("not-now", "没有在计的时限可以延期。", "No time limit is being counted that could be extended.");
}
