import * as z from "zod";
import type { ActionSpec } from "../../definitions/check/process-surroundings.ts";
import type { TableUse } from "../../definitions/table-use.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Work } from "../work.ts";
import { decideByTable, type AnswerTo } from "./decide-by-table.ts";

/** A named action of a process: changes the ticket in the making or adds an effect. It never refuses. */
export interface Action extends ActionSpec {
  readonly act: (work: Work, params: JsonObject) => void;
}

/** An action with typed parameters. They were checked with the process, so they are not parsed again on each use. */
export function action<Params>(params: z.ZodType<Params>, act: (work: Work, params: Params) => void): Action {
  return { params, act: act as Action["act"] };
}

/** An action that asks the rule table its parameter names, and is given of the answer what it declares: nothing where the table failed. */
export function tableAction<const Use extends TableUse>(asks: Use, act: (work: Work, answer: AnswerTo<Use>) => void): Action {
  const asking = action(z.strictObject({ table: z.string() }), (work, { table }) => act(work, decideByTable(work, table, asks)));
  return { ...asking, asks };
}
