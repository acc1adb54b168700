import { isStorable } from "../model/canonical.ts";
import { EngineError } from "../model/engine-error.ts";
import type { Person } from "../store/people.ts";

/** Longest id, as of an actor, and longest name, telephone or address, in UTF-16 code units. */
const [longestId, longestText] = [64, 500];

/** People as they may be stored. What a store would cut or change is refused: a name it does not hold could not be erased. */
export function parsePeople(people: readonly Person[]): readonly Person[] {
  return listed(people).map(({ id, kind, name, phone, address }) => {
    if (!isText(id, longestId) || id === "") throw bad("id", id);
    if (kind !== "staff" && kind !== "reporter") throw bad("kind", kind);
    for (const [what, value] of Object.entries({ name, phone, address }))
      if (value !== undefined && !isText(value, longestText)) throw bad(what, value);
    return { id, kind, name, phone, address };
  });
}

/** Each read once, whatever it is: null has no members, a getter or a proxy may throw. */
function listed(people: unknown): readonly Person[] {
  try {
    return [...(people as Iterable<Person>)].map(({ id, kind, name, phone, address }) => ({ id, kind, name, phone, address }));
  } catch {
    throw bad("record", people);
  }
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === "string" && value.length <= longest && isStorable(value);
}

/** The value itself is personal: it is not repeated. */
function bad(what: string, value: unknown): EngineError {
  const found = typeof value === "string" ? `${value.length}` : typeof value;
  return new EngineError(
    "bad-person",
    `人员的 ${what} 不能这样保存（${found}）：id 为 1 到 ${longestId} 个字符，kind 为 staff 或 reporter，其余至多 ${longestText} 个字符，不含 NUL 和半个代理对。`,
    `a person's ${what} cannot be stored so (${found}): an id has 1 to ${longestId} characters, a kind is staff or reporter, the rest up to ${longestText} characters, without NUL and halves of surrogate pairs.`,
  );
}
