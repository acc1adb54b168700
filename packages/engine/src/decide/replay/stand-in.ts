import { own } from "../../definitions/own.ts";
import type { RoleSpec } from "../../definitions/process.ts";
import type { Actor } from "../../model/actor.ts";
import type { Command, TicketCommand } from "../../model/command.ts";
import type { RefusalCode } from "../../model/refusal.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { Organisation } from "../../org/compile-organisation.ts";
import { unitFor } from "../authorize.ts";
import { inPlace } from "../legs/in-place.ts";
import type { Process } from "../process.ts";
import { isVerdict } from "../requests/decide-request.ts";
import { candidates } from "../select.ts";
import type { World } from "../world.ts";

/** Refusals that say that somebody else would have to do it. */
export const notTheirs: ReadonlySet<RefusalCode> = new Set(["not-allowed", "unknown-ticket", "separation-of-duty"]);

/** Most people who are tried in somebody's place. */
const most = 8;

/** Whoever could send the command in the actor's place: the nearest who hold a role that it takes, where the ticket, or its leg, stands now. */
export function standIns(world: World, whole: Ticket, command: TicketCommand, actor: Actor): readonly Actor[] {
  const ticket = inPlace(whole, command.leg);
  const process = world.process(ticket.process.id, ticket.process.version);
  if (!process || actor.kind !== "person") return [];
  const people = rolesFor(process, ticket, command).flatMap((who) => peopleFor(world.organisation, ticket, who));
  return [...new Set(people)]
    .filter((id) => id !== actor.id)
    .slice(0, most)
    .map((id) => ({ kind: "person", tenant: actor.tenant, id }));
}

/** Who the process says may send it now. */
function rolesFor(process: Process, ticket: Ticket, { type, form }: Command): readonly RoleSpec[] {
  if (process.asksApproval && isVerdict(type)) {
    const request = own(ticket.requests, typeof form?.["request"] === "string" ? form["request"] : "");
    const next = request?.approvers[request.approvedBy.length];
    return next ? [next] : [];
  }
  const opted = process.abilities.get(type);
  return opted ? opted.by : candidates(process, ticket, type).flatMap((edge) => edge.transition.meta?.by ?? []);
}

/** The nearest people who fit, relative to the ticket; all of them, where it does not matter where they are. */
export function peopleFor(organisation: Organisation, ticket: Pick<Ticket, "area" | "owner">, who: RoleSpec): readonly string[] {
  if (!("at" in who)) return [];
  if (who.at === "anywhere") return organisation.everyone(who.role);
  const unit = unitFor(organisation, ticket, who.at);
  return unit === undefined ? [] : organisation.holders(who.role, unit);
}
