import type { z } from "zod";
import type { JsonObject } from "../../model/json.ts";
import type { Work } from "../work.ts";

/** A named action of a process: changes the ticket in the making or adds an effect. It never refuses. */
export interface Action {
  /** What the action's parameters must look like; checked before a process is published. */
  readonly params: z.ZodType;
  readonly act: (work: Work, params: JsonObject) => void;
}

/** An action with typed parameters. They were checked with the process, so they are not parsed again on each use. */
export function action<Params>(params: z.ZodType<Params>, act: (work: Work, params: Params) => void): Action {
  return { params, act: act as Action["act"] };
}
