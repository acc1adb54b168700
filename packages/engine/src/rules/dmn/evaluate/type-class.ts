import { conforms } from "./coerce.ts";
import type { FeelType } from "./feel-type.ts";

/** A type as something JavaScript's own `instanceof` can be asked about, which is what feelin does with a name that is no type of FEEL. */
export function typeClass(type: FeelType): unknown {
  // Only a function may stand at the right of it.
  return Object.defineProperty(() => {}, Symbol.hasInstance, { value: (value: unknown) => value !== null && conforms(value, type) });
}
