import { refuse, type Refused } from "../model/refusal.ts";
import { isHostFault } from "./overdue.ts";

/** The fault of a host's guard as a refusal, so that one ticket's keeps nothing else from being done; anything else is thrown on. */
export function hostRefusal(cause: unknown): Refused {
  if (!isHostFault(cause) || !(cause instanceof Error)) throw cause;
  return refuse("condition-not-met", `宿主的条件出错：${cause.message}`, `A guard of the host failed: ${cause.message}`);
}
