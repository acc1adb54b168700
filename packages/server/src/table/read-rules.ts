import { isBlank } from "../import/rows/source-row.ts";
import { cellAddress } from "./cell-address.ts";
import type { CellReader } from "./cell-reader.ts";
import type { OpenedSheet } from "./open-workbook.ts";
import type { SheetColumns } from "./read-columns.ts";

/** A row of a rule table, as it stands in a sheet. */
export interface SheetRule {
  readonly id: string;
  readonly when: readonly string[];
  readonly then: readonly string[];
  readonly note?: string;
}

/** Reads the rules below the line of names; lines that say nothing are none, and one without an id gets a new one. */
export function readRules(
  sheet: OpenedSheet,
  head: number,
  { inputs, outputs, note, width }: SheetColumns,
  cells: CellReader,
  places: Map<string, string>,
  taken: readonly string[],
): readonly SheetRule[] {
  const lines = sheet.cells.map((_, row) => row).filter((row) => row > head && !isBlank(sheet.cells[row] ?? []));
  const known = new Set([...taken, ...lines.map((row) => String(sheet.cells[row]?.[0] ?? ""))]);
  return lines.map((row, i): SheetRule => {
    const place = `/rows/${i}`;
    places.set(place, cells.addressOf(row, 0));
    sayBeyond(sheet, row, width, cells);
    const feel = (kind: "when" | "then", columns: SheetColumns["inputs"]) =>
      columns.map(({ at, type }, column) => {
        places.set(`${place}/${kind}/${column}`, cells.addressOf(row, at));
        return cells.feel(row, at, type);
      });
    const written = cells.text(row, 0);
    const remark = note === undefined ? "" : cells.text(row, note);
    return {
      id: written.trim() === "" ? newId(row, known, cells) : knownId(written, taken),
      when: feel("when", inputs),
      then: feel("then", outputs),
      ...(remark !== "" && { note: remark }),
    };
  });
}

/** A blank beside an id, which nobody sees, makes no other row of it. */
function knownId(written: string, taken: readonly string[]): string {
  const plain = written.trim();
  return !taken.includes(written) && taken.includes(plain) ? plain : written;
}

/** An id that no row has or had: one that was taken before would make another row of it. */
function newId(row: number, known: Set<string>, cells: CellReader): string {
  let number = known.size + 1;
  while (known.has(`row-${number}`)) number += 1;
  const id = `row-${number}`;
  known.add(id);
  cells.say(
    "hint",
    row,
    0,
    "new-row",
    `第 ${row + 1} 行没有编号，是新的一行，编号为 ${id}。`,
    `Line ${row + 1} has no id: it is a new row and became ${id}.`,
  );
  return id;
}

function sayBeyond({ cells: all }: OpenedSheet, row: number, width: number, cells: CellReader): void {
  const beyond = (all[row] ?? []).findIndex((cell, at) => at >= width && !isBlank([cell]));
  if (beyond < 0) return;
  const address = cellAddress(row, beyond);
  cells.say(
    "warning",
    row,
    beyond,
    "no-column",
    `${address} 不在任何一列中，没有读取；请在上方写明这一列，或删去。`,
    `${address} belongs to no column and was not read: say above what the column is, or clear it.`,
  );
}
