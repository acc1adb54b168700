import { readFileSync } from "node:fs";
import type { Draft } from "./definitions/check-drafts.ts";

/**
 * The shipped process `closed-loop`: report, dispatch, handle, verify, close, in three tiers; and what the legs of its whistles follow,
 * `joint-leg` and `informed-leg`. It asks the tables `classification` and `routing`.
 */
export const closedLoop: readonly Draft[] = ["closed-loop", "joint-leg", "informed-leg"].map((id) => ({
  kind: "process",
  document: shipped(`processes/${id}.process.json`),
}));

/** The holidays and make-up workdays of mainland China as the State Council published them, 2008 to 2026: the list `cn`, which calendars may follow. */
export const chineseHolidays: Draft = { kind: "holidays", document: shipped("calendars/cn.holidays.json") };

function shipped(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, import.meta.resolve("@muster/engine/package.json")), "utf8")) as unknown;
}
