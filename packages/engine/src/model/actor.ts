import type { Label } from "./label.ts";

/**
 * Who acts, and in what capacity. What an actor may do is never asserted by the actor: it is looked up in the organisation. An id names
 * one human being of the tenant, whether at work or as a resident, as it does in the personal data: a host whose residents and staff
 * are numbered apart must tell their ids apart.
 */
export type Actor =
  /** The engine itself: a due timer, a follow-up of another ticket. */
  | { readonly kind: "system"; readonly tenant: string }
  /** Somebody, or a department's own system, on the roll of the organisation. */
  | { readonly kind: "person"; readonly tenant: string; readonly id: string }
  /** A resident, known only through the reports made under this id. */
  | { readonly kind: "reporter"; readonly tenant: string; readonly id: string };

/** An actor as the journal keeps it: the tenant is the entry's own. To a reporter somebody of the office is just `staff`. */
export type ActorRef =
  | { readonly kind: "system" }
  | { readonly kind: "person" | "reporter"; readonly id: string }
  | { readonly kind: "staff" };

export function refOf(actor: Actor): ActorRef {
  return actor.kind === "system" ? { kind: "system" } : { id: actor.id, kind: actor.kind };
}

/** What people call an actor; somebody of the office by the id alone. */
export function actorLabel(actor: Actor): Label {
  if (actor.kind === "system") return { "zh-CN": "系统", en: "the system" };
  return actor.kind === "person" ? { "zh-CN": actor.id, en: actor.id } : { "zh-CN": `上报人 ${actor.id}`, en: `the reporter ${actor.id}` };
}

/**
 * One string for each capacity that somebody acts in within a tenant. Idempotency keys are scoped to it: the same words are another
 * command in another capacity, with other rights, and one capacity is not shown what the other was answered.
 */
export function callerOf(actor: Actor | ActorRef): string {
  return "id" in actor ? `${actor.kind}:${actor.id}` : actor.kind;
}

/** Whether both callers are the same human being, in whatever capacity; the engine is none. Separation of duty goes by this. */
export function isSamePerson(one: string, other: string): boolean {
  const id = idOf(one);
  return id !== undefined && id === idOf(other);
}

function idOf(caller: string): string | undefined {
  const colon = caller.indexOf(":");
  return colon < 0 ? undefined : caller.slice(colon + 1);
}
