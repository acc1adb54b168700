import { Temporal } from "temporal-polyfill";
import { flagged, rejected, type Reason } from "../reason.ts";
import type { WallTime } from "./date-format.ts";

/** What becomes of wall-clock times that the clocks skipped, or that came twice. */
export interface ClockChange {
  readonly gap: "reject" | "earlier" | "later";
  readonly overlap: "reject" | "earlier" | "later";
}

export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The instant of a wall-clock time in a zone, epoch milliseconds, with a reason where the clocks were just being changed. */
export function instantIn(
  wall: WallTime,
  zone: string,
  change: ClockChange,
  column: string,
): { readonly epoch?: number; readonly reason?: Reason } {
  const plain = Temporal.PlainDateTime.from(wall, { overflow: "reject" });
  const first = plain.toZonedDateTime(zone, { disambiguation: "earlier" });
  const second = plain.toZonedDateTime(zone, { disambiguation: "later" });
  if (first.epochMilliseconds === second.epochMilliseconds) return { epoch: first.epochMilliseconds };
  const written = plain.toString();
  // In an overlap both show the time that was written; in a gap neither can.
  const twice = first.toPlainDateTime().equals(plain);
  const choice = twice ? change.overlap : change.gap;
  const [zh, en] = twice
    ? [`${written} 在 ${zone} 出现两次（拨回时钟）`, `${written} came twice in ${zone} (the clocks went back)`]
    : [`${written} 在 ${zone} 不存在（拨快时钟）`, `${written} never was in ${zone} (the clocks went forward)`];
  const code = twice ? "time-twice" : "time-skipped";
  if (choice === "reject") return { reason: rejected(code, `${zh}。`, `${en}.`, column) };
  const taken = choice === "earlier" ? first : second;
  const text = taken.toString({ timeZoneName: "never" });
  return { epoch: taken.epochMilliseconds, reason: flagged(code, `${zh}；取 ${text}。`, `${en}; taken as ${text}.`, column) };
}
