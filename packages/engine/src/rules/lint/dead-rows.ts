import type { Finding } from "../../model/finding.ts";
import { emptyBitset, intersection } from "../bitset.ts";
import type { CompiledTable } from "../compile.ts";
import { askColumns, matchingRows, type TableInputs } from "../matches.ts";
import { before } from "./before.ts";
import type { Budget } from "./budget.ts";
import { findPoint } from "./find-point.ts";
import { listed, tableFinding } from "./lint-finding.ts";
import { meeting } from "./meeting.ts";
import type { Space } from "./space.ts";

/** The rows that are never hit, and what is said of each. */
export interface DeadRows {
  readonly rows: ReadonlySet<number>;
  readonly findings: readonly Finding[];
}

/** Rows that match nothing, and under the policies that take one row of several those that always come too late. */
export function findDeadRows(space: Space, budget: Budget, unfinished: string[]): DeadRows {
  const { table } = space.compiled;
  const rows = new Set<number>();
  const findings: Finding[] = [];
  for (const [row, { id }] of table.rows.entries()) {
    const never = intersection(before(space, row), meeting(space, row));
    const found = findPoint(space, { must: [row], never, missing: true }, budget);
    if (found.type === "unknown") unfinished.push(id);
    if (found.type !== "none") continue;
    rows.add(row);
    const witness = findPoint(space, { must: [row], never: emptyBitset(table.rows.length), missing: true }, budget);
    if (witness.type === "unknown") unfinished.push(id);
    if (witness.type === "none") findings.push(neverMatches(row, id));
    if (witness.type !== "point") continue;
    const covering = found.covering.map((each) => table.rows[each]?.id ?? "");
    // A cell that must be run may not take the point; then the rows that come before it are all there is to show.
    const shows = matches(space.compiled, row, witness.inputs);
    findings.push(deadRow(row, id, covering, table.hitPolicy, shows ? [witness.inputs] : []));
  }
  return { rows, findings };
}

function matches(compiled: CompiledTable, row: number, inputs: TableInputs): boolean {
  const asked = askColumns(compiled, inputs);
  return typeof asked === "object" && matchingRows(compiled, asked, inputs, false).includes(row);
}

function neverMatches(row: number, id: string): Finding {
  return tableFinding(
    "warning",
    "never-matches",
    `/rows/${row}`,
    {
      "zh-CN": `规则行“${id}”的条件互相矛盾，永远不会符合；请改正或删去它。`,
      en: `The conditions of row “${id}” contradict one another, so that it never matches; correct or remove it.`,
    },
    [id],
  );
}

function deadRow(row: number, id: string, covering: readonly string[], policy: string, witnesses: readonly TableInputs[]): Finding {
  const [zh, en] = [listed(covering, "、"), listed(covering, ", ")];
  const together: readonly [string, string] = covering.length > 1 ? ["合起来", " together"] : ["", ""];
  const why =
    policy === "priority"
      ? { zh: "它们的输出优先级更高", en: "with outputs of higher priority" }
      : { zh: "它们排在前面", en: covering.length > 1 ? "which stand earlier" : "which stands earlier" };
  return tableFinding(
    "warning",
    "dead-row",
    `/rows/${row}`,
    {
      "zh-CN": `规则行“${id}”永远不会命中：凡是符合它的，都已由 ${zh} ${together[0]}命中（${why.zh}）；请调整顺序、收窄那些行，或删去它。`,
      en: `Row “${id}” is never hit: whatever matches it is taken by ${en}${together[1]}, ${why.en}; move it up, narrow those rows, or remove it.`,
    },
    [id, ...covering],
    witnesses,
  );
}
