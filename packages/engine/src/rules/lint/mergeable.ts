import type { Finding } from "../../model/finding.ts";
import { emptyBitset, hasBit, rowsIn } from "../bitset.ts";
import { evaluateTable } from "../evaluate.ts";
import type { TableInputs } from "../matches.ts";
import type { Budget } from "./budget.ts";
import { findPoint } from "./find-point.ts";
import { tableFinding } from "./lint-finding.ts";
import { meeting } from "./meeting.ts";
import type { Space } from "./space.ts";

/** Rows that answer the same and differ in one condition: they could be one row. Not where a policy counts or lists what is hit. */
export function findMergeable(space: Space, dead: ReadonlySet<number>, budget: Budget): readonly Finding[] {
  const { table } = space.compiled;
  if (!["unique", "any", "first", "priority"].includes(table.hitPolicy)) return [];
  const seen = new Map<string, number>();
  const merged = new Set<number>();
  const findings: Finding[] = [];
  for (const [row, { when, then }] of table.rows.entries()) {
    if (dead.has(row) || hasBit(space.open, row)) continue;
    for (const input of when.keys()) {
      const key = JSON.stringify([input, when.with(input, ""), then]);
      const other = seen.get(key);
      if (other === undefined) seen.set(key, row);
      else if (!merged.has(row) && mayMeet(space, other, row)) {
        const witnesses = [other, row].flatMap((each): readonly TableInputs[] => pointOf(space, each, budget));
        if (witnesses.length < 2) continue;
        merged.add(row);
        findings.push(mergeable(space, other, row, input, witnesses));
      }
    }
  }
  return findings;
}

/** Whether the later row can move up to the earlier: nothing between them that answers otherwise takes anything of it. */
function mayMeet(space: Space, earlier: number, later: number): boolean {
  const { table } = space.compiled;
  if (table.hitPolicy !== "first") return true;
  const then = JSON.stringify(table.rows[later]?.then);
  return rowsIn(meeting(space, later)).every((row) => row <= earlier || row >= later || JSON.stringify(table.rows[row]?.then) === then);
}

/** Inputs for which this row is hit. */
function pointOf(space: Space, row: number, budget: Budget): readonly TableInputs[] {
  const { compiled } = space;
  const isHit = (inputs: TableInputs): boolean => {
    const result = evaluateTable(compiled, inputs);
    return result.ok && result.rows.includes(row);
  };
  const none = emptyBitset(compiled.table.rows.length);
  const found = findPoint(space, { must: [row], never: none, missing: true }, budget, isHit);
  return found.type === "point" ? [found.inputs] : [];
}

function mergeable({ compiled: { table } }: Space, one: number, other: number, input: number, witnesses: readonly TableInputs[]): Finding {
  const ids = [table.rows[one]?.id ?? "", table.rows[other]?.id ?? ""];
  const cells = [table.rows[one]?.when[input] ?? "", table.rows[other]?.when[input] ?? ""];
  const name = table.inputs[input]?.name ?? "";
  return tableFinding(
    "hint",
    "mergeable-rows",
    `/rows/${other}`,
    {
      "zh-CN": `规则行“${ids[0]}”和“${ids[1]}”结果相同，只有 ${name} 的条件不同（${cells.join(" 与 ")}）；可以合为一行。`,
      en: `Rows “${ids[0]}” and “${ids[1]}” answer the same and differ in ${name} alone (${cells.join(" and ")}); they could be one row.`,
    },
    ids,
    witnesses,
  );
}
