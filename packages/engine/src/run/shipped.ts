import { readFileSync } from "node:fs";
import type { Draft } from "./definitions/check-drafts.ts";

/** The shipped process `closed-loop`: report, dispatch, handle, verify, close, in three tiers. It asks the tables `classification` and `routing`. */
export const closedLoop: Draft = { kind: "process", document: shipped("processes/closed-loop.process.json") };

/** The holidays and make-up workdays of mainland China as the State Council published them, 2008 to 2026: the list `cn`, which calendars may follow. */
export const chineseHolidays: Draft = { kind: "holidays", document: shipped("calendars/cn.holidays.json") };

function shipped(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, import.meta.resolve("@muster/engine/package.json")), "utf8")) as unknown;
}
