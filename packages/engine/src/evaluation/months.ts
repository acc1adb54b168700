/** The months of a time in order, `2026-11`; undefined for a text that names none. */
export function monthsOf(text: string): readonly string[] | undefined {
  const year = /^(\d{4})$/.exec(text)?.[1];
  if (year !== undefined) return between(`${year}-01`, `${year}-12`);
  const [, y, quarter] = /^(\d{4})-Q([1-4])$/.exec(text) ?? [];
  if (y !== undefined) return between(`${y}-${two(Number(quarter) * 3 - 2)}`, `${y}-${two(Number(quarter) * 3)}`);
  const [, from, until] = /^(\d{4}-(?:0[1-9]|1[0-2]))(?:\.\.(\d{4}-(?:0[1-9]|1[0-2])))?$/.exec(text) ?? [];
  return from === undefined ? undefined : between(from, until ?? from);
}

/** More than ten years at once is no question about an office's work. */
const most = 120;

function between(from: string, until: string): readonly string[] | undefined {
  const [first, last] = [ordinal(from), ordinal(until)];
  if (last < first || last - first >= most) return undefined;
  return Array.from(
    { length: last - first + 1 },
    (_, i) => `${String(Math.floor((first + i) / 12)).padStart(4, "0")}-${two(((first + i) % 12) + 1)}`,
  );
}

function ordinal(month: string): number {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return year * 12 + number - 1;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
