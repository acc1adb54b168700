import { isContext } from "./coerce.ts";

/** Deepest that lists and contexts may stand within each other. */
const deepest = 500;

/** Whether a value can be written down: FEEL can make a list that holds itself (`for i in 1..2 return partial`), or one of any depth. */
export function isBounded(value: unknown, around: ReadonlySet<unknown> = new Set()): boolean {
  const inner = Array.isArray(value) ? value : isContext(value) ? Object.values(value) : [];
  if (inner.length === 0) return true;
  if (around.has(value) || around.size >= deepest) return false;
  const within = new Set([...around, value]);
  return inner.every((each) => isBounded(each, within));
}
