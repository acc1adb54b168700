import type { RuleTable } from "../../rules/table.ts";
import { referenceOf } from "../process.ts";
import { actionsOf, type StateGraph } from "../state-graph.ts";
import type { TableUse } from "../table-use.ts";
import type { ProcessSurroundings } from "./process-surroundings.ts";

/** An action that asks a rule table, and where it stands in the process. */
export interface Asking {
  readonly place: string;
  readonly action: string;
  readonly asks: TableUse;
  readonly table: RuleTable;
}

/** An action asks the same of its table wherever it stands: the first place speaks for the others. */
export function askingsOf({ nodes }: StateGraph, around: ProcessSurroundings): readonly Asking[] {
  const askings = new Map<string, Asking>();
  for (const { place, action } of [...nodes.values()].flatMap(actionsOf)) {
    const { type, params } = referenceOf(action);
    const asks = around.actions.get(type)?.asks;
    const named = params["table"];
    const table = typeof named === "string" ? around.tables.get(named) : undefined;
    if (!asks || !table || askings.has(`${type} ${table.id}`)) continue;
    askings.set(`${type} ${table.id}`, { place: `${place}/params/table`, action: type, asks, table });
  }
  return [...askings.values()];
}
