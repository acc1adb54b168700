import { FeelFunction, parseDate, parseDateTime } from "feelin";
import type { Evaluation } from "./evaluation.ts";
import type { Names } from "./feel.ts";

/** FEEL's functions that ask the clock, answering with the instant of the run: the core asks none. */
export function clockNames({ at }: Pick<Evaluation, "at">): Names {
  const text = new Date(at).toISOString();
  const now = parseDateTime(text);
  return { now: new FeelFunction(() => now, []), today: new FeelFunction(() => parseDate(text.slice(0, 10)), []) };
}
