import { errorAt, type Finding } from "../model/finding.ts";
import { checkCell } from "./check/check-cell.ts";
import { checkColumns } from "./check/check-columns.ts";
import { checkOutputCell } from "./check/check-output-cell.ts";
import { checkPolicy } from "./check/check-policy.ts";
import { type RuleTable, tableBounds } from "./table.ts";
import type { TableTrees } from "./trees.ts";
import type { Fault } from "./value-fault.ts";

/** Finds everything that would keep the table from deciding as it reads; a table without errors compiles. */
export function checkTable(table: RuleTable, trees: TableTrees): readonly Finding[] {
  const oversized = [
    ...checkSize(table.rows.length, tableBounds.rows, "/rows", "规则行", "rows"),
    ...checkSize(table.inputs.length, tableBounds.inputs, "/inputs", "输入", "inputs"),
    ...checkSize(table.outputs.length, tableBounds.outputs, "/outputs", "输出", "outputs"),
  ];
  if (oversized.length > 0) return oversized;
  return [...checkColumns(table, trees), ...checkPolicy(table), ...checkAnyRows(table), ...checkRowIds(table), ...checkRows(table, trees)];
}

function checkSize(count: number, most: number, place: string, zh: string, en: string): readonly Finding[] {
  if (count <= most) return [];
  return [
    errorAt(
      place,
      "too-many",
      `${zh}有 ${count} 个，超过 ${most} 个的上限，请拆成多张表。`,
      `${count} ${en} are more than the ${most} allowed: split the table.`,
    ),
  ];
}

/** It may be on its way: its author writes the columns first. */
function checkAnyRows({ rows }: RuleTable): readonly Finding[] {
  if (rows.length > 0) return [];
  const message = {
    "zh-CN": "规则表没有一行规则，永远不会命中；请加上规则行。",
    en: "The table has no rows, so that nothing ever matches: add some.",
  };
  return [{ severity: "warning", code: "no-rows", place: "/rows", message }];
}

function checkRowIds({ rows }: RuleTable): readonly Finding[] {
  const seen = new Set<string>();
  return rows.flatMap(({ id }, i) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      errorAt(
        `/rows/${i}/id`,
        "duplicate-row",
        `规则行编号“${id}”重复，请改用不同的编号。`,
        `The row id “${id}” is taken twice; give each row its own.`,
      ),
    ];
  });
}

function checkRows(table: RuleTable, trees: TableTrees): readonly Finding[] {
  const conditions = table.inputs.map((input) => once((text) => checkCell(text, input, table.inputs, trees)));
  const answers = table.outputs.map((output) => once((text) => checkOutputCell(text, output, table.inputs, trees)));
  return table.rows.flatMap(({ id, when, then }, i) => [
    ...checkCells(id, when, conditions, `/rows/${i}/when`),
    ...checkCells(id, then, answers, `/rows/${i}/then`),
  ]);
}

type Check = (text: string) => Fault | undefined;

function checkCells(row: string, cells: readonly string[], checks: readonly Check[], place: string): readonly Finding[] {
  if (cells.length !== checks.length) return [wrongCount(row, cells.length, checks.length, place)];
  return cells.flatMap((text, i) => {
    const fault = checks[i]?.(text);
    return fault ? [{ severity: "error" as const, place: `${place}/${i}`, ...fault }] : [];
  });
}

function wrongCount(row: string, cells: number, columns: number, place: string): Finding {
  return errorAt(
    place,
    "cell-count",
    `规则行“${row}”有 ${cells} 格，而表有 ${columns} 列，请补齐或删去多余的格（任意值写 -）。`,
    `Row “${row}” has ${cells} cells for ${columns} columns: add or remove some (write - for any value).`,
  );
}

/** The same text is checked once a column. */
function once(check: Check): Check {
  const known = new Map<string, Fault | undefined>();
  return (text) => {
    if (!known.has(text)) known.set(text, check(text));
    return known.get(text);
  };
}
