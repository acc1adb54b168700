import { evaluate, unaryTest } from "feelin";
import type { Label } from "../../../model/label.ts";

/** What FEEL may read: values and functions by name. */
export type Names = Readonly<Record<string, unknown>>;

/** What FEEL could not do, where a null stands for it. */
export type Report = (message: Label) => void;

/** The value of a FEEL expression; what goes wrong is null, and is reported. */
export function valueOfText(text: string, names: Names, report: Report): unknown {
  return attempt(text, report, () => evaluate(text, names));
}

/** Whether unary tests take the value, which they read as `?`. */
export function testsTake(text: string, value: unknown, names: Names, report: Report): boolean {
  if (typeof value === "boolean" && isExpression(text)) return valueOfText(text, names, report) === value;
  return attempt(text, report, () => unaryTest(text, { ...names, "?": value })) === true;
}

/**
 * Whether unary tests are one expression that does not ask for `?`. Among true and false its value is to be equal to (DMN 1.5, 10.3.2.15),
 * where feelin takes one that is true for a condition that holds.
 */
function isExpression(text: string): boolean {
  if (/[?]/.test(text)) return false;
  try {
    evaluate(text, {});
    return true;
  } catch {
    return false;
  }
}

function attempt(text: string, report: Report, run: () => { readonly value: unknown; readonly warnings: readonly Warned[] }): unknown {
  try {
    const { value, warnings } = run();
    for (const { message } of warnings.slice(0, 5)) report(said(text, message));
    return value ?? null;
  } catch (thrown) {
    report(said(text, thrown instanceof Error ? thrown.message : String(thrown)));
    return null;
  }
}

interface Warned {
  readonly message: string;
}

function said(text: string, why: string): Label {
  const source = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return { "zh-CN": `FEEL“${source}”：${why}`, en: `FEEL “${source}”: ${why}` };
}
