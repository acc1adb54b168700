import { FeelDate, FeelDateTime, FeelDuration, FeelRange, FeelTime } from "feelin";
import type { Json } from "../../../model/json.ts";
import { isContext } from "./coerce.ts";

/** A FEEL value as JSON: dates, times, durations and ranges as their texts, what has none (a function, NaN) as null. */
export function plainValue(value: unknown): Json {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(plainValue);
  if (isContext(value)) return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, plainValue(entry)]));
  return hasText(value) ? value.toString() : null;
}

function hasText(value: unknown): value is FeelDate | FeelTime | FeelDateTime | FeelDuration | FeelRange {
  return [FeelDate, FeelTime, FeelDateTime, FeelDuration, FeelRange].some((kind) => value instanceof kind);
}
