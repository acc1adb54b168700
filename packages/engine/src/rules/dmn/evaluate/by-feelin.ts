import { evaluate } from "feelin";

/** What feelin makes of an expression over these values alone; FEEL knows no NaN. */
export function byFeelin(text: string, values: Readonly<Record<string, unknown>>): unknown {
  const { value } = evaluate(text, values);
  return Number.isNaN(value) ? null : value;
}
