import type { Action } from "./action.ts";
import { blow } from "./blow.ts";
import { call } from "./call.ts";
import { cancelLegs } from "./cancel-legs.ts";
import { classify } from "./classify.ts";
import { count } from "./count.ts";
import { handOver } from "./hand-over.ts";
import { notify } from "./notify.ts";
import { raisePriority } from "./raise-priority.ts";
import { raiseTier } from "./raise-tier.ts";
import { recall } from "./recall.ts";
import { reassignUp } from "./reassign-up.ts";
import { route } from "./route.ts";
import { supervise } from "./supervise.ts";
import { takeBack } from "./take-back.ts";
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
    blow,
    call,
    recall,
    "cancel-legs": cancelLegs,
    "hand-over": handOver,
    "take-back": takeBack,
  }),
);

/** Every action that a rung of a ladder may name; `supervise` is a rung's alone. */
export const rungActions: ReadonlyMap<string, Action> = new Map([...actions, ["supervise", supervise]]);
