import type { TableCase } from "../../definitions/cases.ts";
import type { Json } from "../../model/json.ts";
import { evaluateTable } from "../../rules/evaluate.ts";
import type { World } from "../world.ts";
import { mismatches, type Mismatch } from "./mismatch.ts";

/** Asks the table what the case asks. */
export function runTableCase(world: World, { table: id, inputs, expect }: TableCase): readonly Mismatch[] {
  const table = world.table(id);
  if (!table) return [{ place: "/table", expected: id, actual: null }];
  const { compiled } = table;
  const result = evaluateTable(compiled, inputs);
  const { outputs: wanted, undecided, ...rest } = expect;
  const found: Mismatch[] = [];
  const rows = result.rows.map((row) => compiled.table.rows[row]?.id ?? "");
  found.push(...mismatches("/expect", rest, { rows }));
  const actual = result.ok ? null : result.code;
  if ((undecided ?? null) !== actual) {
    found.push({ place: "/expect/undecided", expected: undecided ?? null, actual, ...(!result.ok && { because: result.detail }) });
  }
  if (wanted === undefined || !result.ok) return found;
  return [...found, ...outputMismatches(wanted, result.outputs as Json)];
}

/** Of one row's answer the outputs that are named; lists and totals as a whole. */
function outputMismatches(wanted: Json, actual: Json): readonly Mismatch[] {
  if (isRecord(wanted) && isRecord(actual)) return mismatches("/expect/outputs", wanted, actual);
  return mismatches("/expect", { outputs: wanted }, { outputs: actual });
}

function isRecord(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
