import { FeelDate } from "feelin";
import type { Label } from "../../model/label.ts";
import { dayNumber } from "./dates.ts";
import { type Compiling, refuse, type Run } from "./scope.ts";
import type { SyntaxNode } from "./syntax.ts";
import { isWithin, type Range } from "./values.ts";

/** A range as it is written, its bounds compiled. */
interface WrittenRange extends Pick<Range, "lowIncluded" | "highIncluded"> {
  readonly text: string;
  readonly bounds: readonly SyntaxNode[];
  readonly low: Run;
  readonly high: Run;
}

/**
 * Refuses a range whose written bounds leave no room: `[5..1]`, for DMN 1.5, 10.3.2.7 demands start <= end, or `(3..3)`. In a range
 * whose bounds are computed nothing lies either, but that shows only when it is asked.
 */
export function refuseEmptyRange({ text, bounds, low, high, ...included }: WrittenRange, compiling: Compiling): void {
  if (bounds.some(readsAny)) return;
  const range = { low: low({}, null), high: high({}, null), ...included };
  if (range.low !== null && range.high !== null && isEmptyRange(range)) refuse(compiling, "empty-range", emptyRangeMessage(text));
}

/** Whether nothing lies between two bounds that are given; days are counted whole. */
function isEmptyRange(range: Range): boolean {
  const touching = { ...range, lowIncluded: range.lowIncluded && range.highIncluded };
  if (isWithin(range.high, { ...touching, high: undefined }) === false) return true;
  if (range.lowIncluded || range.highIncluded) return false;
  return range.low instanceof FeelDate && range.high instanceof FeelDate && daysBetween(range.low, range.high) < 2;
}

/** Says that the range, or the cell it stands in, takes nothing. */
export function emptyRangeMessage(text: string): Label {
  return {
    "zh-CN": `“${text}”中的区间不含任何值：起点不能大于终点，两端相等时两端都要包含。请改写，如 [1..5]；只取一个值时写 3。`,
    en: `In “${text}” a range holds no value: it must not end before it begins, and equal ends must both belong to it. Write [1..5], or 3 for one value.`,
  };
}

function readsAny(node: SyntaxNode): boolean {
  const cursor = node.cursor();
  do {
    if (cursor.from >= node.to) return false;
    if (cursor.name === "VariableName" || cursor.name === "?") return true;
  } while (cursor.next());
  return false;
}

function daysBetween(low: FeelDate, high: FeelDate): number {
  return (dayNumber(high.iso) ?? 0) - (dayNumber(low.iso) ?? 0);
}
