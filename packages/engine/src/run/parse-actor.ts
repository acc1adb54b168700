import type { Actor } from "../model/actor.ts";
import { isStorable } from "../model/canonical.ts";
import { EngineError } from "../model/engine-error.ts";

/** Longest id of an actor or a tenant, in UTF-16 code units. */
const longest = 64;

/**
 * Who acts comes from the host's own sign-in: one that cannot be an actor is a broken promise of the host, not a refused command.
 * Answers a copy, so that who acts is who was looked at.
 */
export function parseActor(actor: Actor): Actor {
  const { kind, tenant, id } = readOnce(actor);
  if (kind !== "system" && kind !== "person" && kind !== "reporter") throw bad("kind", kind);
  if (!isId(tenant)) throw bad("tenant", tenant);
  if (kind === "system") return { kind, tenant };
  if (!isId(id)) throw bad("id", id);
  return { kind, tenant, id };
}

/** Whatever it is: null has no members, a getter or a proxy may throw. */
function readOnce(actor: unknown): { readonly kind?: unknown; readonly tenant?: unknown; readonly id?: unknown } {
  try {
    const { kind, tenant, id } = actor as Readonly<Record<string, unknown>>;
    return { kind, tenant, id };
  } catch (cause) {
    throw new EngineError(
      "bad-actor",
      "操作者读不出来：须为 { kind, tenant, id } 这样的普通对象。",
      "the actor cannot be read: it is a plain object such as { kind, tenant, id }.",
      { cause },
    );
  }
}

/** A short text that every store keeps as it is: libsql cuts one at a NUL, so that one id could pass for another. */
function isId(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= longest && isStorable(value);
}

function bad(what: string, value: unknown): EngineError {
  const shown = typeof value === "string" ? JSON.stringify(value) : value === null ? "null" : typeof value;
  return new EngineError(
    "bad-actor",
    `操作者的 ${what} 不能是 ${shown}；标识须为 1 到 ${longest} 个字符。`,
    `an actor cannot have the ${what} ${shown}; an id has 1 to ${longest} characters.`,
  );
}
