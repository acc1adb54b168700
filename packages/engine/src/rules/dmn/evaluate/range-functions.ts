import { evaluate, FeelFunction, FeelRange } from "feelin";

const endsWithin = "(a.end < b.end or a.end = b.end and (not(a.end included) or b.end included))";
const startsWithin = "(a.start > b.start or a.start = b.start and (not(a.start included) or b.start included))";
const startsBefore = "(a.start < b.start or a.start = b.start and a.start included and not(b.start included))";
const reaches = "(a.end > b.start or a.end = b.start and a.end included and b.start included)";
const sameStart = "a.start = b.start and a.start included = b.start included";
const sameEnd = "a.end = b.end and a.end included = b.end included";

/** FEEL's functions of ranges (DMN 1.5, 10.3.4.10) that feelin has names for only, each in the words of FEEL itself. */
export const rangeFunctions: Readonly<Record<string, FeelFunction>> = {
  during: related("includes(b, a)", "includes(b, a)"),
  starts: related("b.start = a and b.start included", `${sameStart} and ${endsWithin}`),
  "started by": swapped("starts"),
  finishes: related("b.end = a and b.end included", `${sameEnd} and ${startsWithin}`),
  "finished by": swapped("finishes"),
  coincides: related("a = b", `${sameStart} and ${sameEnd}`),
  "overlaps before": related(undefined, `${startsBefore} and ${reaches} and ${endsWithin}`),
  "overlaps after": swapped("overlaps before"),
  range: new FeelFunction(rangeIn, ["from"]),
};

/** A relation by its sentences: of a point to a range (or of two points, where that is one), and of two ranges. */
function related(ofPoint: string | undefined, ofRanges: string): FeelFunction {
  return new FeelFunction(
    (a: unknown, b: unknown) => {
      const sentence = a instanceof FeelRange ? ofRanges : ofPoint;
      if (sentence === undefined || (a instanceof FeelRange && !(b instanceof FeelRange))) return null;
      return evaluate(sentence, { a, b }).value;
    },
    ["a", "b"],
  );
}

function swapped(name: string): FeelFunction {
  return new FeelFunction((a: unknown, b: unknown): unknown => rangeFunctions[name]?.fn(b, a), ["a", "b"]);
}

/** A range from its text, whose ends are literals in their order. */
function rangeIn(from: unknown): unknown {
  if (typeof from !== "string" || !/^\s*[[(\]].+\.\..+[\])[]\s*$/s.test(from)) return null;
  try {
    const { value } = evaluate(from, {});
    if (!(value instanceof FeelRange) || value.start === null || value.end === null) return null;
    return evaluate("a <= b", { a: value.start, b: value.end }).value === true ? value : null;
  } catch {
    return null;
  }
}
