import type { QuietHours, Rung } from "../../definitions/ladder.ts";
import { dayLength } from "../../time/local-day.ts";
import { isRed } from "../../time/moment.ts";
import type { Zone } from "../../time/zone.ts";

const minute = 60_000;

/** Until when the channel is quiet for this rung; undefined where word may go out now. */
export function quietUntil(hours: readonly QuietHours[], channel: string, rung: Rung, at: number, zone: Zone): number | undefined {
  const ends = hours
    .filter((each) => each.channel === channel && (!isRed(rung.at) || each.red === "wait"))
    .flatMap((each) => endOf(each, at, zone) ?? []);
  return ends.length === 0 ? undefined : Math.max(...ends);
}

function endOf({ from, until }: QuietHours, at: number, zone: Zone): number | undefined {
  const wall = zone.wallAt(at);
  const day = Math.floor(wall / dayLength) * dayLength;
  const [start, end] = [minutesOf(from), minutesOf(until)];
  const now = (wall - day) / minute;
  if (start < end) return now >= start && now < end ? zone.instantOf(day + end * minute) : undefined;
  if (now < end) return zone.instantOf(day + end * minute);
  return now >= start ? zone.instantOf(day + dayLength + end * minute) : undefined;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number) as [number, number];
  return hours * 60 + minutes;
}
