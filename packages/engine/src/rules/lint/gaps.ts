import type { Finding } from "../../model/finding.ts";
import { type Bitset, emptyBitset, isEmpty, removeAll, setBit } from "../bitset.ts";
import { evaluateTable } from "../evaluate.ts";
import type { TableInputs } from "../matches.ts";
import type { Budget } from "./budget.ts";
import { findPoint } from "./find-point.ts";
import { tableFinding } from "./lint-finding.ts";
import type { Space } from "./space.ts";

/** Different gaps that are told at once. */
const most = 5;

/** Inputs that no row takes, where there are no defaults: with everything given, else with something missing. */
export function findGaps(space: Space, budget: Budget, unfinished: string[]): readonly Finding[] {
  const { table, defaults } = space.compiled;
  if (defaults) return [];
  const points = gapsWhere(space, false, budget, unfinished);
  const shown = (found: readonly TableInputs[]) =>
    found.map((point) => Object.fromEntries(table.inputs.map(({ name }) => [name, point[name] ?? null])));
  if (points.length > 0) return [gap(shown(points))];
  return shown(gapsWhere(space, true, budget, unfinished))
    .slice(0, 1)
    .map(gapWhereMissing);
}

/** Rows with cells that must be run count as taking all that they may take at first, and as taking nothing where nothing was found so. */
function gapsWhere(space: Space, missing: boolean, budget: Budget, unfinished: string[]): readonly TableInputs[] {
  const all = everyRow(space);
  const certain = all.slice();
  removeAll(certain, space.open);
  const rounds = isEmpty(space.open) ? [all] : [all, certain];
  for (const never of rounds) {
    const points = new Map<string, TableInputs>();
    const accepts = (inputs: TableInputs): boolean => {
      if (noMatch(space, inputs)) points.set(JSON.stringify(inputs), inputs);
      return points.size >= most;
    };
    const found = findPoint(space, { must: [], never, missing }, budget, accepts);
    if (found.type === "unknown") unfinished.push("gaps");
    if (points.size > 0) return [...points.values()];
  }
  return [];
}

function everyRow({ compiled }: Space): Bitset {
  const rows = emptyBitset(compiled.table.rows.length);
  for (const row of compiled.table.rows.keys()) setBit(rows, row);
  return rows;
}

function noMatch({ compiled }: Space, inputs: TableInputs): boolean {
  const result = evaluateTable(compiled, inputs);
  return result.ok ? result.rows.length === 0 : result.code === "no-match";
}

function gap(points: readonly TableInputs[]): Finding {
  return tableFinding(
    "warning",
    "gap",
    "/rows",
    {
      "zh-CN": "有的输入没有一行符合；请加上规则行，或给每个输出设默认值。",
      en: "Some inputs are taken by no row; add a row for them, or give every output a default.",
    },
    [],
    points,
  );
}

function gapWhereMissing(point: TableInputs): Finding {
  const absent = Object.entries(point).flatMap(([name, value]) => (value === null ? [name] : []));
  return tableFinding(
    "hint",
    "gap-where-missing",
    "/rows",
    {
      "zh-CN": `没有填 ${absent.join("、")} 时，没有一行符合；可以加一行，用 - 表示任意值，或给每个输出设默认值。`,
      en: `Where ${absent.join(", ")} is missing, no row matches; add a row with - for any value, or give every output a default.`,
    },
    [],
    [point],
  );
}
