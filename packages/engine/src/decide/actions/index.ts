import type { JsonObject } from "../../model/json.ts";
import type { Work } from "../work.ts";
import { classify } from "./classify.ts";
import { count } from "./count.ts";
import { deadline } from "./deadline.ts";
import { notify } from "./notify.ts";
import { raiseTier } from "./raise-tier.ts";
import { route } from "./route.ts";
import { tell } from "./tell.ts";

/** A named action of a process: changes the ticket in the making or adds an effect. It never refuses. */
export type Action = (work: Work, params: JsonObject) => void;

/** Every action a process may name. */
export const actions: ReadonlyMap<string, Action> = new Map(
  Object.entries({ classify, route, count, deadline, notify, tell, "raise-tier": raiseTier }),
);
