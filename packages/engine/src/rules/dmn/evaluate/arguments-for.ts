import { coerce } from "./coerce.ts";
import type { Report } from "./feel.ts";
import type { FeelType } from "./feel-type.ts";

/** What a function is called with, as its parameters ask for it; undefined where one does not fit or is missing, and nothing comes of the call. */
export function argumentsFor(types: readonly FeelType[], values: readonly unknown[], report: Report): readonly unknown[] | undefined {
  if (values.length !== types.length || values.includes(undefined)) return undefined;
  const taken = types.map((type, i) => coerce(values[i], type, report));
  return taken.every((value, i) => value !== null || values[i] === null) ? taken : undefined;
}
