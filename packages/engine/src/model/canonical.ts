/**
 * The canonical bytes of a value, RFC 8785 (JSON Canonicalization Scheme), as a string. Members that are `undefined` are left out.
 * Throws on what the scheme or the store cannot hold: non-finite numbers, NUL characters (libSQL cuts the text there)
 * and lone surrogates (no UTF-8 exists for them).
 */
export function canonical(value: unknown): string {
  const text = write(value);
  // JSON escapes both of them, and hardly anything else: one look at the result is cheaper than one at every text.
  if (text.includes("\\u") && escapedUnstorable.test(text)) {
    throw new RangeError("a text with a NUL character or half a surrogate pair cannot be stored");
  }
  return text;
}

/** Whether a text can be stored and hashed as it is: no NUL, no lone surrogate. */
export function isStorable(value: string): boolean {
  return !unstorable.test(value);
}

const unstorable = /[\0\p{Surrogate}]/u;

/** The escape of a NUL or a lone surrogate, its backslash not itself escaped. */
const escapedUnstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

function write(value: unknown): string {
  // In order already, as what was read back from the store mostly is, ECMAScript's own JSON is what the scheme asks for.
  if (isOrdered(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: unknown) => (item === undefined ? "null" : write(item))).join(",")}]`;
  const members = Object.entries(value as object).filter(([, member]) => member !== undefined);
  return `{${members
    .toSorted(byCodeUnits)
    .map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`)
    .join(",")}}`;
}

/** Whether every object in the value lists its members in the order of code units. */
function isOrdered(value: unknown): boolean {
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isOrdered);
  let last = "";
  for (const key of Object.keys(value)) {
    if (key < last || !isOrdered((value as Readonly<Record<string, unknown>>)[key])) return false;
    last = key;
  }
  return true;
}

function byCodeUnits([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
