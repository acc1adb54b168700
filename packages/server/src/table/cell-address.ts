/** The address of a cell as spreadsheets write it, `B7`; 0 is the first row and the first column. */
export function cellAddress(row: number, column: number): string {
  let letters = "";
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCodePoint(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}
