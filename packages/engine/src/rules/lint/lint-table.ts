import { checkTable } from "../check-table.ts";
import { compileTable } from "../compile.ts";
import type { RuleTable } from "../table.ts";
import type { TableTrees } from "../trees.ts";
import type { Budget } from "./budget.ts";
import { findConflicts } from "./conflicts.ts";
import { findDeadRows } from "./dead-rows.ts";
import { findGaps } from "./gaps.ts";
import { tableFinding, type TableFinding } from "./lint-finding.ts";
import { findMergeable } from "./mergeable.ts";
import { spaceOf } from "./space.ts";
import { findUnanswered } from "./unanswered.ts";

/** Steps of the search; a table of 1,000 rows takes some tens of thousands. */
const steps = 2_000_000;

/**
 * What a table that decides may still be wrong about: rows that are never hit, also where only several others together take all that
 * they do; inputs that no row takes; rows that may not match together and do; rows that could be one; values no row answers. Exact for
 * what the column indexes hold: rows with other cells are never said to take anything. Where the budget ends, a finding
 * `unfinished` names what was not looked at. A table that cannot decide has the findings of its check alone.
 */
export function lintTable(table: RuleTable, trees: TableTrees, budget: Budget = { left: steps }): readonly TableFinding[] {
  const checked = checkTable(table, trees).map((finding): TableFinding => ({ ...finding, rows: [], witnesses: [] }));
  if (checked.some(({ severity }) => severity === "error") || table.rows.length === 0) return checked;
  const space = spaceOf(compileTable(table, trees));
  const unfinished: string[] = [];
  const dead = findDeadRows(space, budget, unfinished);
  const findings = [
    ...checked,
    ...dead.findings,
    ...findConflicts(space, budget, unfinished),
    ...findGaps(space, budget, unfinished),
    ...findMergeable(space, dead.rows, budget),
    ...findUnanswered(space, dead.rows),
  ];
  return unfinished.length === 0 ? findings : [...findings, unfinishedFinding(unfinished)];
}

function unfinishedFinding(what: readonly string[]): TableFinding {
  const some = what.slice(0, 10).join(", ");
  return tableFinding(
    "hint",
    "unfinished",
    "/rows",
    {
      "zh-CN": `规则表太复杂，没有在限定的步数内查完，以下未能判定：${some}；可以拆表，或减少条件后再查。`,
      en: `The table is too intricate for the steps allowed, and this was not decided: ${some}; split it, or look again with fewer conditions.`,
    },
    [],
  );
}
