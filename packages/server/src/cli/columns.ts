import { displayWidth, padEnd } from "./display-width.ts";

/** Rows of cells as aligned lines, two spaces between the columns. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell))));
  return rows.map((row) =>
    row
      .map((cell, i) => padEnd(cell, widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
