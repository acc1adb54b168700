/** Who acts. What an actor may do is never asserted by the actor: it is looked up in the organisation. */
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

/** One string per actor within a tenant, for idempotency keys and separation of duty. */
export function callerOf(actor: Actor | ActorRef): string {
  return "id" in actor ? `${actor.kind}:${actor.id}` : actor.kind;
}
