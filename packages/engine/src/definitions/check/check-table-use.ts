import { errorAt, type Finding } from "../../model/finding.ts";
import { resultTypeOf } from "../../rules/hit-policy.ts";
import type { ProcessDocument } from "../process.ts";
import type { StateGraph } from "../state-graph.ts";
import { askingsOf, type Asking } from "./asking.ts";
import { checkTableInputs } from "./check-table-inputs.ts";
import { checkTableOutputs } from "./check-table-outputs.ts";
import type { ProcessSurroundings } from "./process-surroundings.ts";
import { readableNames, type ReadableNames } from "./readable-names.ts";

/** Every rule table that the actions of a process ask can be answered from its tickets, and answers what the action reads. */
export function checkTableUses(document: ProcessDocument, graph: StateGraph, around: ProcessSurroundings): Finding[] {
  const names = readableNames(document, graph);
  return askingsOf(graph, around).flatMap((asking) => checkTableUse(asking, names));
}

/** A table made for something else fits nowhere: that alone is said of it. */
function checkTableUse(asking: Asking, names: ReadableNames): Finding[] {
  const wrong = checkPurpose(asking);
  if (wrong.length > 0) return wrong;
  return [...checkResult(asking), ...checkTableInputs(asking, names), ...checkTableOutputs(asking)];
}

function checkPurpose({ place, action, asks, table }: Asking): Finding[] {
  if (table.purpose === asks.purpose) return [];
  return [
    errorAt(
      place,
      "table-purpose",
      `动作 ${action} 需要用途为 ${asks.purpose} 的规则表，而 ${table.id} 的用途是 ${table.purpose}；请改用别的规则表，或改正它的 purpose。`,
      `The action ${action} needs a rule table of the purpose ${asks.purpose}, and ${table.id} is of the purpose ${table.purpose}; name another table, or correct its purpose.`,
    ),
  ];
}

function checkResult({ place, action, asks, table }: Asking): Finding[] {
  if (asks.results.includes(resultTypeOf(table))) return [];
  const policy = [table.hitPolicy, table.aggregator].filter((each) => each !== undefined).join(" ");
  return [
    errorAt(
      place,
      "table-result",
      `规则表 ${table.id} 的命中策略 ${policy} 只给出一个数，动作 ${action} 读不到它的输出；请改用 first、unique 等策略，并去掉 aggregator。`,
      `The hit policy ${policy} of the rule table ${table.id} answers a number alone, from which the action ${action} can read no output; use first, unique or the like, without an aggregator.`,
    ),
  ];
}
