import { minuteOf, type QuietHours } from "../../definitions/ladder.ts";
import { dayLength } from "../../time/local-day.ts";
import type { Zone } from "../../time/zone.ts";

const minute = 60_000;

/** Until when the channel is quiet; undefined where word may go out now. Hours that follow one another are one. */
export function quietUntil(hours: readonly QuietHours[], channel: string, red: boolean, at: number, zone: Zone): number | undefined {
  const quiet = hours.filter((each) => each.channel === channel && (!red || each.red === "wait"));
  let until = at;
  for (const _ of quiet) until = Math.max(until, ...quiet.flatMap((each) => endOf(each, until, zone) ?? []));
  return until > at ? until : undefined;
}

function endOf({ from, until }: QuietHours, at: number, zone: Zone): number | undefined {
  const wall = zone.wallAt(at);
  const day = Math.floor(wall / dayLength) * dayLength;
  const [start, end] = [minuteOf(from), minuteOf(until)];
  const now = (wall - day) / minute;
  if (start < end) return now >= start && now < end ? zone.instantOf(day + end * minute) : undefined;
  if (now < end) return zone.instantOf(day + end * minute);
  return now >= start ? zone.instantOf(day + dayLength + end * minute) : undefined;
}
