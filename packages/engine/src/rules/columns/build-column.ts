import type { Cell } from "../cells/cell.ts";
import { dayNumber } from "../feel/dates.ts";
import type { TableInput } from "../table.ts";
import type { TableTrees } from "../trees.ts";
import type { Column } from "./column.ts";
import { equalityColumn } from "./equality.ts";
import { numberColumn } from "./number.ts";
import { textColumn } from "./text.ts";
import { treeColumn } from "./tree.ts";

/** Indexes the cells of one input. */
export function buildColumn(type: TableInput["type"], cells: readonly Cell[], trees: TableTrees): Column {
  return builders[type](cells, trees);
}

const builders: Readonly<Record<TableInput["type"], (cells: readonly Cell[], trees: TableTrees) => Column>> = {
  string: (cells) => equalityColumn(cells, "string"),
  boolean: (cells) => equalityColumn(cells, "boolean"),
  number: (cells) => numberColumn(cells, "number", (value) => (typeof value === "number" && Number.isFinite(value) ? value : undefined)),
  date: (cells) => numberColumn(cells, "date", (value) => (typeof value === "string" ? (dayNumber(value) ?? undefined) : undefined)),
  category: (cells, trees) => treeColumn(cells, trees.categories),
  unit: (cells, trees) => treeColumn(cells, trees.units),
  text: textColumn,
};
