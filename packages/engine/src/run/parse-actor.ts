import type { Actor } from "../model/actor.ts";
import { isStorable } from "../model/canonical.ts";
import { EngineError } from "../model/engine-error.ts";

/** Longest id of an actor or a tenant, in UTF-16 code units. */
const longest = 64;

/** Who acts comes from the host's own sign-in: one that cannot be an actor is a broken promise of the host, not a refused command. */
export function parseActor(actor: Actor): Actor {
  const { kind, tenant } = actor;
  if (kind !== "system" && kind !== "person" && kind !== "reporter") throw bad("kind", kind);
  if (!isId(tenant)) throw bad("tenant", tenant);
  if (kind !== "system" && !isId(actor.id)) throw bad("id", actor.id);
  return actor;
}

/** A short text that every store keeps as it is: libsql cuts one at a NUL, so that one id could pass for another. */
function isId(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= longest && isStorable(value);
}

function bad(what: string, value: unknown): EngineError {
  const shown = JSON.stringify(value) ?? "undefined";
  return new EngineError(
    "bad-actor",
    `操作者的 ${what} 不能是 ${shown}；标识须为 1 到 ${longest} 个字符。`,
    `an actor cannot have the ${what} ${shown}; an id has 1 to ${longest} characters.`,
  );
}
