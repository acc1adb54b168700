import { evaluate } from "feelin";
import type { Label } from "../../../model/label.ts";
import { exact } from "./exact.ts";
import { arithmetic } from "./exact-arithmetic.ts";
import { rangeFunctions } from "./range-functions.ts";

/** What feelin lacks, or does otherwise than DMN says. */
const supplied: Names = { ...arithmetic, ...rangeFunctions };

/** What FEEL may read: values and functions by name. */
export type Names = Readonly<Record<string, unknown>>;

/** What FEEL could not do, where a null stands for it. */
export type Report = (message: Label) => void;

/** The value of a FEEL expression; what goes wrong is null, and is reported. */
export function valueOfText(text: string, names: Names, report: Report): unknown {
  try {
    const known = { ...supplied, ...names };
    const { value, warnings } = evaluate(exact(text, known), known);
    for (const { message } of warnings.slice(0, 5)) report(said(text, message));
    // FEEL knows no NaN.
    return Number.isNaN(value) ? null : (value ?? null);
  } catch (thrown) {
    report(said(text, thrown instanceof Error ? thrown.message : String(thrown)));
    return null;
  }
}

/** What is told of a FEEL text; feelin gives its reasons in English only. */
export function said(text: string, why: string): Label {
  const source = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return { "zh-CN": `FEEL“${source}”：${why}`, en: `FEEL “${source}”: ${why}` };
}
