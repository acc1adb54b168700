import type { Finding } from "../../model/finding.ts";
import { hasBit, rowsIn } from "../bitset.ts";
import { before } from "./before.ts";
import { evaluateTable } from "../evaluate.ts";
import type { TableInputs } from "../matches.ts";
import type { Budget } from "./budget.ts";
import { findPoint, type Found } from "./find-point.ts";
import { tableFinding } from "./lint-finding.ts";
import { meeting } from "./meeting.ts";
import type { Space } from "./space.ts";

/** Rows that answer the same and differ in one condition: they could be one row. Not where a policy counts or lists what is hit. */
export function findMergeable(space: Space, dead: ReadonlySet<number>, budget: Budget, unfinished: string[]): readonly Finding[] {
  const { table } = space.compiled;
  if (!["unique", "any", "first", "priority"].includes(table.hitPolicy)) return [];
  const seen = new Map<string, number>();
  const merged = new Set<number>();
  const findings: Finding[] = [];
  for (const [row, { id, when, then }] of table.rows.entries()) {
    if (dead.has(row) || hasBit(space.open, row)) continue;
    for (const input of when.keys()) {
      const key = JSON.stringify([input, when.with(input, ""), then]);
      const other = seen.get(key);
      if (other === undefined) seen.set(key, row);
      if (other === undefined || merged.has(row)) continue;
      const witnesses = inOne(space, other, row, budget);
      if (witnesses === "unknown") unfinished.push(`${table.rows[other]?.id ?? ""} / ${id}`);
      // What cannot move up to the one may still to the other.
      if (typeof witnesses === "string") seen.set(key, row);
      else {
        merged.add(row);
        findings.push(mergeable(space, other, row, input, witnesses));
      }
    }
  }
  return findings;
}

/** Inputs for which each of the two is hit, where they could be one row. */
function inOne(space: Space, earlier: number, later: number, budget: Budget): readonly TableInputs[] | "no" | "unknown" {
  const says = staysBehind(space, earlier, later, budget);
  if (says !== "no") return says === "yes" ? "no" : "unknown";
  const points = [earlier, later].map((row) => pointOf(space, row, budget));
  if (points.some(({ type }) => type === "unknown")) return "unknown";
  const inputs = points.flatMap((point) => (point.type === "point" ? [point.inputs] : []));
  return inputs.length < 2 ? "no" : inputs;
}

/** Whether the later row cannot move up to the earlier: one between them that answers otherwise is hit by something of it. */
function staysBehind(space: Space, earlier: number, later: number, budget: Budget): "yes" | "no" | "unknown" {
  const { table } = space.compiled;
  if (table.hitPolicy !== "first") return "no";
  const then = JSON.stringify(table.rows[later]?.then);
  let says: "no" | "unknown" = "no";
  for (const row of rowsIn(meeting(space, later))) {
    if (row <= earlier || row >= later || JSON.stringify(table.rows[row]?.then) === then) continue;
    const { type } = findPoint(space, { must: [row, later], never: before(space, row), missing: true }, budget);
    if (type === "point") return "yes";
    if (type === "unknown") says = "unknown";
  }
  return says;
}

/** Inputs for which this row is hit. */
function pointOf(space: Space, row: number, budget: Budget): Found {
  const { compiled } = space;
  const isHit = (inputs: TableInputs): boolean => {
    const result = evaluateTable(compiled, inputs);
    return result.ok && result.rows.includes(row);
  };
  return findPoint(space, { must: [row], never: before(space, row), missing: true }, budget, isHit);
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
