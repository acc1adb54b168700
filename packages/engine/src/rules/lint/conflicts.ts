import type { Finding } from "../../model/finding.ts";
import { emptyBitset, rowsIn } from "../bitset.ts";
import { evaluateTable } from "../evaluate.ts";
import type { TableInputs } from "../matches.ts";
import type { Budget } from "./budget.ts";
import { findPoint } from "./find-point.ts";
import { tableFinding } from "./lint-finding.ts";
import { meeting } from "./meeting.ts";
import type { Space } from "./space.ts";

/** Whoever mends a hundred looks again anyway. */
const most = 100;

/** Under the policies that allow one answer, rows that match together; under `any` where they answer differently. */
export function findConflicts(space: Space, budget: Budget, unfinished: string[]): readonly Finding[] {
  const { table } = space.compiled;
  if (table.hitPolicy !== "unique" && table.hitPolicy !== "any") return [];
  const findings: Finding[] = [];
  for (const row of table.rows.keys()) {
    for (const other of rowsIn(meeting(space, row))) {
      if (other >= row) break;
      if (findings.length >= most) return findings;
      if (table.hitPolicy === "any" && agree(space, row, other)) continue;
      const [ids, accepts] = [[table.rows[other]?.id ?? "", table.rows[row]?.id ?? ""] as const, clash(space, [row, other])];
      const found = findPoint(space, { must: [row, other], never: emptyBitset(table.rows.length), missing: true }, budget, accepts);
      if (found.type === "unknown") unfinished.push(ids.join(" / "));
      if (found.type === "point") findings.push(conflict(row, ids, table.hitPolicy, found.inputs));
    }
  }
  return findings;
}

function agree({ compiled: { answers } }: Space, row: number, other: number): boolean {
  const [one, two] = [answers[row], answers[other]];
  return one?.ok === true && two?.ok === true && JSON.stringify(one.answer) === JSON.stringify(two.answer);
}

/** Asked with them, the table itself says that these rows stand in each other's way. */
function clash({ compiled }: Space, rows: readonly number[]): (inputs: TableInputs) => boolean {
  return (inputs) => {
    const result = evaluateTable(compiled, inputs);
    return !result.ok && (result.code === "not-unique" || result.code === "conflict") && rows.every((row) => result.rows.includes(row));
  };
}

function conflict(row: number, [one, other]: readonly [string, string], policy: "unique" | "any", witness: TableInputs): Finding {
  const message =
    policy === "unique"
      ? {
          "zh-CN": `规则行“${one}”和“${other}”会同时符合，而命中策略要求唯一；请收窄其一，或改用 first。`,
          en: `Rows “${one}” and “${other}” match together, and the hit policy wants one; narrow either, or make the policy first.`,
        }
      : {
          "zh-CN": `规则行“${one}”和“${other}”会同时符合而结果不同；请让输出一致，或收窄其一。`,
          en: `Rows “${one}” and “${other}” match together and answer differently; make their outputs equal, or narrow either.`,
        };
  return tableFinding("error", "conflicting-rows", `/rows/${row}`, message, [one, other], [witness]);
}
