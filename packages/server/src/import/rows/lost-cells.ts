import { type Cell, uncalculated } from "@muster/engine/sources";
import { attribute, cellTags, sheetTexts } from "./sheet-xml.ts";

/** A cell that holds something and yet no value, by its place in the sheet; 0 is the first row and the first column. */
export interface LostCell {
  readonly row: number;
  readonly column: number;
  readonly cell: Cell;
}

/**
 * The cells of each sheet (ECMA-376, 18.3.1.4) that the reader of values takes for empty: errors such as `#REF!`, as their text, and formulas
 * that were stored without a result.
 */
export function lostCells(xlsx: Uint8Array): readonly (readonly LostCell[])[] {
  return sheetTexts(xlsx).map((sheet) =>
    cellTags(sheet).flatMap(({ row, column, head, inside }) => {
      const cell = lost(attribute(head, "t"), inside);
      return cell === undefined ? [] : [{ row, column, cell }];
    }),
  );
}

/** The cells of a sheet with those the reader left empty; rows and columns that hold nothing else, it leaves out. */
export function withLost(data: readonly (readonly Cell[])[], lostOnes: readonly LostCell[]): readonly (readonly Cell[])[] {
  const cells = data.map((row) => [...row]);
  for (const { row, column, cell } of lostOnes) {
    while (cells.length <= row) cells.push([]);
    const line = cells[row] ?? [];
    while (line.length <= column) line.push(null);
    line[column] = cell;
  }
  return cells;
}

function lost(type: string | undefined, inside: string): Cell | undefined {
  const value = /<(?:\w+:)?v\b[^<>]*?(?:\/>|>([^<]*)<)/.exec(inside);
  if (type === "e") return value?.[1] || "#N/A";
  // A formula of texts may have come to the empty text.
  const isKnown = Boolean(value?.[1]) || (type === "str" && value !== null);
  return /<(?:\w+:)?f\b/.test(inside) && !isKnown ? uncalculated : undefined;
}
