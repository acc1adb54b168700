import { errorAt, type Finding } from "../../model/finding.ts";
import type { JsonObject } from "../../model/json.ts";
import type { LimitUnit } from "../../model/ticket.ts";
import { limitSchema } from "../../time/limit.ts";
import { minuteOf, type LadderDocument, type QuietHours, type Rung } from "../ladder.ts";
import { referenceOf } from "../process.ts";
import { checkAction } from "./check-action.ts";
import { checkLadderUse } from "./check-ladder-use.ts";
import type { LadderSurroundings } from "./ladder-surroundings.ts";
import { isCountable, needsCalendar } from "./needs-calendar.ts";

/** Every rung has a name of its own, a moment that can be counted, a condition that compiles, an end, and actions that exist. */
export function checkLadder(ladder: LadderDocument, around: LadderSurroundings): Finding[] {
  const { rungs, quiet = [] } = ladder;
  return [
    ...rungs.flatMap((rung, i) => [
      ...(rungs.findIndex(({ id }) => id === rung.id) < i ? [twice(`/rungs/${i}/id`, rung.id)] : []),
      ...checkMoments(rung, `/rungs/${i}`, around),
      ...checkWhen(rung, `/rungs/${i}/when`, around),
      ...checkRepeat(rung, `/rungs/${i}/repeat`),
      ...rung.actions.flatMap((action, j) => checkRungAction(`/rungs/${i}/actions/${j}`, referenceOf(action), around)),
    ]),
    ...quiet.flatMap(({ from, until }, i) => (from === until ? [noHours(`/quiet/${i}`)] : [])),
    ...checkOpen(quiet),
    ...checkLadderUse(ladder, around),
  ];
}

function checkMoments({ id, at, repeat }: Rung, place: string, around: LadderSurroundings): Finding[] {
  const limits = {
    ...(at !== "due" && "before" in at && { "at/before": at.before }),
    ...(at !== "due" && "after" in at && { "at/after": at.after }),
    ...(repeat && { "repeat/every": repeat.every }),
  };
  return Object.entries(limits).flatMap(([where, limit]) =>
    isCountable(limit, around) ? [] : [needsCalendar(`${place}/${where}/unit`, `阶梯 ${id} `, `the rung ${id}`, limit)],
  );
}

function checkWhen({ when }: Rung, place: string, { rungFeel }: LadderSurroundings): Finding[] {
  if (when === undefined) return [];
  const checked = rungFeel(when);
  return checked.ok ? [] : [{ severity: "error", code: "feel", place, message: checked.message }];
}

/** A day has to hold a minute at which word may go out on the channel, or what is held back would wait for ever. */
function checkOpen(quiet: readonly QuietHours[]): Finding[] {
  return [...new Set(quiet.map(({ channel }) => channel))].flatMap((channel) => {
    const hours = quiet.filter((each) => each.channel === channel && each.from !== each.until);
    const isQuiet = (minute: number) => hours.some((each) => isWithin(each, minute));
    if (Array.from({ length: 1440 }, (_, minute) => minute).some((minute) => !isQuiet(minute))) return [];
    return [neverOpen(`/quiet/${quiet.findLastIndex((each) => each.channel === channel)}`, channel)];
  });
}

function isWithin(hours: QuietHours, minute: number): boolean {
  const [from, until] = [minuteOf(hours.from), minuteOf(hours.until)];
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

function checkRepeat(rung: Rung, place: string): Finding[] {
  return [...checkOften(rung, `${place}/every`), ...checkEndless(rung, place)];
}

/** Each repetition is an entry on the ticket. */
function checkOften({ id, repeat }: Rung, place: string): Finding[] {
  if (!repeat || repeat.every.amount * minutesIn[repeat.every.unit] >= 1) return [];
  return [
    errorAt(
      place,
      "too-often",
      `阶梯 ${id} 重复得太频繁，每次都会在案卷上留下一条记录；请至少间隔一分钟。`,
      `The rung ${id} repeats too often, and each time leaves an entry on the ticket; let at least a minute lie between.`,
    ),
  ];
}

/** How long a unit is, or a workday where it is short. */
const minutesIn: Readonly<Record<LimitUnit, number>> = { "urgent-hour": 60, "work-hour": 60, "work-day": 240, "natural-day": 1440 };

function checkEndless({ id, repeat }: Rung, place: string): Finding[] {
  if (!repeat || repeat.times !== undefined || repeat.until !== undefined) return [];
  return [
    errorAt(
      place,
      "endless-repeat",
      `阶梯 ${id} 会无止境地重复；请写明 times（最多几次），或 "until": "acknowledged"（有人确认为止）。`,
      `The rung ${id} would repeat without end; say how often (times), or "until": "acknowledged".`,
    ),
  ];
}

/** A command's own fields are checked where the ladder is used: each process has commands of its own. */
function checkRungAction(place: string, reference: ReturnType<typeof referenceOf>, around: LadderSurroundings): Finding[] {
  if (reference.type === "supervise") return [...checkAction(place, reference, around), ...checkWithin(place, reference.params, around)];
  if (reference.type !== "command") return checkAction(place, reference, around);
  const { command, form, ...others } = reference.params;
  const strays = Object.keys(others);
  const isForm = form === undefined || (typeof form === "object" && form !== null && !Array.isArray(form));
  if (typeof command === "string" && isForm && strays.length === 0) return [];
  return [
    errorAt(
      `${place}/params`,
      "action-params",
      "动作 command 的参数不对；请写 command（流程的命令名），需要时写 form（表单内容），不写别的。",
      "The parameters of the action command do not fit; give command, the name of the process's command, and form where it asks for one, and nothing else.",
    ),
  ];
}

/** Until when an order is to be answered can be counted. */
function checkWithin(place: string, { within }: JsonObject, around: LadderSurroundings): Finding[] {
  const { data } = limitSchema.safeParse(within);
  if (!data || isCountable(data, around)) return [];
  return [needsCalendar(`${place}/params/within/unit`, "督办期限", "the time to reply", data)];
}

function twice(place: string, id: string): Finding {
  return errorAt(place, "duplicate-rung", `阶梯编号 ${id} 出现两次；请改一个。`, `The rung ${id} stands here twice; rename one of them.`);
}

function neverOpen(place: string, channel: string): Finding {
  return errorAt(
    place,
    "never-open",
    `渠道 ${channel} 全天都是免打扰时段，未超期的通知永远发不出去；请留出可以发送的时间。`,
    `The channel ${channel} is quiet all day, so that word before the due time would never go out; leave some time for it.`,
  );
}

function noHours(place: string): Finding {
  return errorAt(
    place,
    "empty-hours",
    "免打扰时段的开始和结束相同；请改正其一，或删去它。",
    "These quiet hours end when they begin; correct one of the times, or remove them.",
  );
}
