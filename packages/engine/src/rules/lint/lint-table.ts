import type { Finding } from "../../model/finding.ts";
import type { CompiledTable } from "../compile.ts";
import type { Budget } from "./budget.ts";
import { findConflicts } from "./conflicts.ts";
import { findDeadRows } from "./dead-rows.ts";
import { findGaps } from "./gaps.ts";
import { tableFinding } from "./lint-finding.ts";
import { findMergeable } from "./mergeable.ts";
import { spaceOf } from "./space.ts";
import { findUnanswered } from "./unanswered.ts";

/** Steps of the search; a table of 1,000 rows takes some tens of thousands. */
const steps = 2_000_000;

/**
 * What a table that decides may still be wrong about: rows that are never hit, also where only several others together take all that
 * they do; inputs that no row takes; rows that may not match together and do; rows that could be one; values no row answers. Exact for
 * what the column indexes hold: rows with other cells are never said to take anything. Where the budget ends, a finding
 * `unfinished` names what was not looked at.
 */
export function lintTable(compiled: CompiledTable, budget: Budget = { left: steps }): readonly Finding[] {
  if (compiled.table.rows.length === 0) return [];
  const space = spaceOf(compiled);
  const unfinished: string[] = [];
  const dead = findDeadRows(space, budget, unfinished);
  const findings = [
    ...dead.findings,
    ...findConflicts(space, budget, unfinished),
    ...findGaps(space, budget, unfinished),
    ...findMergeable(space, dead.rows, budget, unfinished),
    ...findUnanswered(space, dead.rows),
  ];
  return unfinished.length === 0 ? findings : [...findings, unfinishedFinding(unfinished)];
}

function unfinishedFinding(what: readonly string[]): Finding {
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
