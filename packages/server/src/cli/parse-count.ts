import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";

/** A whole number of at least 1, as an option was given it. */
export function parseCount(option: string, typed: string): number {
  const count = Number(typed);
  if (/^\d+$/.test(typed) && Number.isSafeInteger(count) && count >= 1) return count;
  throw wrongUsage(label(`${option} 须为正整数，而不是 ${typed}。`, `${option} takes a whole number from 1, not ${typed}.`));
}
