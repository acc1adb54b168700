import { canonical } from "../../model/canonical.ts";
import type { Json } from "../../model/json.ts";
import type { Label } from "../../model/label.ts";

/** Something that a saved case expects and that came out otherwise. */
export interface Mismatch {
  /** Where the case expects it, as a JSON Pointer into the case. */
  readonly place: string;
  readonly expected: Json;
  readonly actual: Json;
  /** What else there is to say: why a step was refused, say. */
  readonly because?: Label;
}

/** The members of what is expected that came out otherwise; what the case does not speak of does not count. */
export function mismatches(
  place: string,
  expected: Readonly<Record<string, Json | undefined>>,
  actual: Readonly<Record<string, Json>>,
): Mismatch[] {
  return Object.entries(expected).flatMap(([name, wanted]) => {
    if (wanted === undefined) return [];
    const got = Object.hasOwn(actual, name) ? (actual[name] ?? null) : null;
    return canonical(wanted) === canonical(got) ? [] : [{ place: `${place}/${name}`, expected: wanted, actual: got }];
  });
}
