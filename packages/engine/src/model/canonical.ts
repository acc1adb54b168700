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
  const unordered = new Set<object>();
  // In order already, as what was read back from the store mostly is, ECMAScript's own JSON is what the scheme asks for.
  return isOrdered(value, unordered) ? JSON.stringify(value) : writeParts(value as object, unordered);
}

/** What is out of order, member by member; what is in order within it is written at once. */
function writeParts(value: object, unordered: ReadonlySet<object>): string {
  const text = (part: unknown): string =>
    typeof part === "object" && part !== null && unordered.has(part) ? writeParts(part, unordered) : JSON.stringify(part);
  if (Array.isArray(value)) return `[${value.map((item: unknown) => (item === undefined ? "null" : text(item))).join(",")}]`;
  return objectText(writtenMembers(value, text));
}

/** The members of an object as `text` writes them, in the order of the scheme. */
export function writtenMembers<Member>(
  value: { readonly [name: string]: Member } | object,
  text: (member: Member) => string,
): readonly Written[] {
  return inOrder(value as { readonly [name: string]: Member }).map(([name, member]) => [name, text(member)]);
}

/** The members of an object that are not undefined, by the code units of their names. */
export function inOrder<Member>(value: { readonly [name: string]: Member }): readonly (readonly [string, Member])[] {
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(byCodeUnits);
}

type Written = readonly [name: string, text: string];

export function objectText(members: readonly Written[]): string {
  return `{${members.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(",")}}`;
}

/** Whether every object in the value lists its members in the order of code units; those that do not, and what holds them, are put down. */
function isOrdered(value: unknown, unordered: Set<object>): boolean {
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
  if (typeof value !== "object" || value === null) return true;
  let ordered = true;
  if (Array.isArray(value)) {
    for (const item of value) if (!isOrdered(item, unordered)) ordered = false;
  } else {
    let last = "";
    for (const key of Object.keys(value)) {
      if (!isOrdered((value as Readonly<Record<string, unknown>>)[key], unordered) || key < last) ordered = false;
      last = key;
    }
  }
  if (!ordered) unordered.add(value);
  return ordered;
}

function byCodeUnits([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
