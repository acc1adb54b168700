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
  for (const key of sortedKeys(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member !== undefined) members += `${members === "" ? "" : ","}${text(key)}:${canonical(member)}`;
  }
  return `{${members}}`;
}

/** Nothing to escape: most keys and codes. */
const plain = /^[ !#-[\]-~]*$/;

const unstorable = /[\0\p{Surrogate}]/u;

/** Whether a text can be stored and hashed as it is: no NUL, no lone surrogate. */
export function isStorable(value: string): boolean {
  return !unstorable.test(value);
}

function text(value: string): string {
  if (plain.test(value)) return `"${value}"`;
  if (!isStorable(value)) throw new RangeError("a text with a NUL character or half a surrogate pair cannot be stored");
  return JSON.stringify(value);
}

/** In the order of code units, as the scheme asks. What was read back from the store mostly is already. */
function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value);
  for (let i = 1; i < keys.length; i += 1) if ((keys[i - 1] ?? "") > (keys[i] ?? "")) return keys.toSorted();
  return keys;
}
