import type { Ability } from "./ability.ts";
import { absorb } from "./absorb.ts";
import { acknowledge } from "./acknowledge.ts";
import { appeal } from "./appeal.ts";
import { claim, delegate, release } from "./assign.ts";
import { attach } from "./attach.ts";
import { comment } from "./comment.ts";
import { evaluate } from "./evaluate.ts";
import { extend } from "./extend.ts";
import { follow } from "./follow.ts";
import { rateLeg, rateWhistle } from "./rate.ts";
import { reach } from "./reach.ts";
import { recount } from "./recount.ts";
import { reopenMaster } from "./reopen-master.ts";
import { subscribe, unsubscribe } from "./subscribe.ts";
import { reply, supervise } from "./supervise.ts";
import { unabsorb } from "./unabsorb.ts";
import { unmerge } from "./unmerge.ts";
import { urge } from "./urge.ts";

/** Every ability by the name of its command. */
export const abilities: ReadonlyMap<string, Ability> = new Map(
  Object.entries({
    absorb,
    acknowledge,
    appeal,
    attach,
    claim,
    comment,
    delegate,
    evaluate,
    extend,
    follow,
    "rate-leg": rateLeg,
    "rate-whistle": rateWhistle,
    reach,
    recount,
    release,
    "reopen-master": reopenMaster,
    reply,
    subscribe,
    supervise,
    unabsorb,
    unmerge,
    unsubscribe,
    urge,
  }),
);
