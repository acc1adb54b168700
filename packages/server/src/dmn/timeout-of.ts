import { wrongUsage } from "../cli/failure.ts";
import { label } from "../cli/label.ts";

/** The option `--timeout` in milliseconds; 10 s where it is not given. */
export function timeoutOf(typed: string | undefined): number {
  if (typed === undefined) return 10_000;
  const seconds = Number(typed);
  if (typed.trim() !== "" && seconds > 0 && seconds <= 600) return seconds * 1000;
  throw wrongUsage(label(`--timeout 须为至多 600 的秒数，而不是 ${typed}。`, `--timeout takes seconds up to 600, not ${typed}.`));
}
