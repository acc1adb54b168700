import type { Action } from "./action.ts";
import { classify } from "./classify.ts";
import { count } from "./count.ts";
import { notify } from "./notify.ts";
import { raisePriority } from "./raise-priority.ts";
import { raiseTier } from "./raise-tier.ts";
import { reassignUp } from "./reassign-up.ts";
import { route } from "./route.ts";
import { tell } from "./tell.ts";
import { urge } from "./urge.ts";

/** Every action a process may name. */
export const actions: ReadonlyMap<string, Action> = new Map(
  Object.entries({
    classify,
    route,
    count,
    notify,
    tell,
    urge,
    "raise-tier": raiseTier,
    "raise-priority": raisePriority,
    "reassign-up": reassignUp,
  }),
);
