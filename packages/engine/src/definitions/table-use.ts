import { suits } from "../rules/output-fault.ts";
import type { Decision } from "../rules/result.ts";
import type { RuleTable, TableOutput } from "../rules/table.ts";

/** What an action makes of the rule table it asks. The check holds tables to it, and the action is handed nothing beyond it. */
export interface TableUse {
  readonly purpose: RuleTable["purpose"];
  /** The kinds of answer it can read; of a list it takes the first. */
  readonly results: readonly Decision["type"][];
  readonly outputs: Readonly<Record<string, OutputUse>>;
}

/** What an action takes from one output. */
export interface OutputUse {
  readonly type: TableOutput["type"];
  /** The only values it takes; any of the type where absent. */
  readonly values?: readonly (string | number)[];
  /** Without this output the action would do nothing. */
  readonly required?: true;
}

/** Whether the action takes this value. */
export function takes({ type, values }: OutputUse, value: unknown): boolean {
  return suits(value, type) && (values?.some((each) => each === value) ?? true);
}
