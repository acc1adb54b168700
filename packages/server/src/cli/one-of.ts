import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";

/** The one of these that was named; anything else is wrong usage that lists them. */
export function oneOf<T extends string>(option: string, all: readonly T[], named: string): T {
  const found = all.find((each) => each === named);
  if (found !== undefined) return found;
  throw wrongUsage(
    label(`${option} 须为 ${all.join("、")} 之一，而不是 ${named}。`, `${option} takes one of ${all.join(", ")}, not ${named}.`),
  );
}
