/**
 * The canonical bytes of a value, RFC 8785 (JSON Canonicalization Scheme), as a string. Members that are `undefined` are left out.
 * Throws on what the scheme or the store cannot hold: non-finite numbers, NUL characters (libSQL cuts the text there)
 * and lone surrogates (no UTF-8 exists for them).
 */
export function canonical(value: unknown): string {
  if (typeof value === "string") return text(value);
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: unknown) => (item === undefined ? "null" : canonical(item))).join(",")}]`;
  let members = "";
  // Code-unit order, which is what sort() does without a comparison: the scheme asks for exactly that.
  for (const [key, member] of Object.entries(value).toSorted(byKey)) {
    if (member !== undefined) members += `${members === "" ? "" : ","}${text(key)}:${canonical(member)}`;
  }
  return `{${members}}`;
}

const unstorable = /[\0\p{Surrogate}]/u;

/** Whether a text can be stored and hashed as it is: no NUL, no lone surrogate. */
export function isStorable(value: string): boolean {
  return !unstorable.test(value);
}

function text(value: string): string {
  if (!isStorable(value)) throw new RangeError("a text with a NUL character or half a surrogate pair cannot be stored");
  return JSON.stringify(value);
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
