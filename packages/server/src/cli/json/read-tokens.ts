/** What keeps a text from being JSON, and where. */
export interface Mistake {
  readonly type: "ended" | "expected" | "bad-string" | "bad-value" | "twice-key" | "too-deep" | "surplus";
  readonly offset: number;
  readonly about: string;
}

const space = /[ \t\r\n]*/y;
// oxlint-disable-next-line no-control-regex -- RFC 8259 forbids raw control characters in a string
const string = /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;
const deepest = 500;

/** Walks JSON by RFC 8259, naming each value by its JSON Pointer; answers the first mistake. */
export function readTokens(text: string, found: (pointer: string, offset: number) => void): Mistake | undefined {
  let at = 0;

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const matched = pattern.exec(text)?.[0];
    if (matched !== undefined) at += matched.length;
    return matched;
  }

  function mistake(type: Mistake["type"], about = ""): Mistake {
    return { type: at >= text.length && type !== "twice-key" ? "ended" : type, offset: at, about };
  }

  function value(pointer: string, depth: number): Mistake | undefined {
    match(space);
    found(pointer, at);
    if (depth > deepest) return mistake("too-deep");
    const opening = text[at];
    if (opening === "{") return members(pointer, depth);
    if (opening === "[") return items(pointer, depth);
    if (opening === '"') return match(string) === undefined ? mistake("bad-string") : undefined;
    return match(scalar) === undefined ? mistake("bad-value", "a value") : undefined;
  }

  function members(pointer: string, depth: number): Mistake | undefined {
    const keys = new Set<string>();
    return list("}", () => {
      const start = at;
      const written = match(string);
      if (written === undefined) return text[at] === '"' ? mistake("bad-string") : mistake("expected", '"');
      const key = JSON.parse(written) as string;
      if (keys.has(key)) return { type: "twice-key", offset: start, about: written };
      keys.add(key);
      match(space);
      if (text[at] !== ":") return mistake("expected", ":");
      at += 1;
      return value(`${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, depth + 1);
    });
  }

  function items(pointer: string, depth: number): Mistake | undefined {
    let index = 0;
    return list("]", () => value(`${pointer}/${index++}`, depth + 1));
  }

  /** Zero or more of something between brackets, with commas between them and none after the last. */
  function list(end: "}" | "]", one: () => Mistake | undefined): Mistake | undefined {
    at += 1;
    match(space);
    if (text[at] === end) return void (at += 1);
    for (;;) {
      match(space);
      const wrong = one();
      if (wrong) return wrong;
      match(space);
      const next = text[at];
      if (next !== end && next !== ",") return mistake("expected", `, / ${end}`);
      at += 1;
      if (next === end) return undefined;
    }
  }

  const wrong = value("", 0);
  if (wrong) return wrong;
  match(space);
  return at < text.length ? mistake("surplus") : undefined;
}
