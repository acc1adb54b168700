import type { Circumstances } from "./decide.ts";
import type { FormContext } from "./parse-form.ts";
import type { Work } from "./work.ts";

/** What the forms of commands to this ticket are checked against. */
export function formContext(work: Work, around: Circumstances): FormContext {
  return { world: work.world, actor: work.actor, ticket: work.ticket, at: work.at, other: around.other };
}
