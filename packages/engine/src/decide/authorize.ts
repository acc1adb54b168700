import type { RoleSpec } from "../definitions/process.ts";
import { actorLabel, type Actor } from "../model/actor.ts";
import type { Label } from "../model/label.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import type { Ticket } from "../model/ticket.ts";
import { holds, type Organisation } from "../org/compile-organisation.ts";
import type { World } from "./world.ts";

/** Whether the actor may see the ticket at all; to everybody else it does not exist. */
export function maySee(world: World, ticket: Ticket, actor: Actor): boolean {
  if (actor.tenant !== ticket.tenant) return false;
  if (actor.kind === "system") return true;
  if (actor.kind === "reporter") return ticket.reporter === actor.id;
  if (world.organisation.has(actor.id, "see-all")) return true;
  const seats = new Set(world.organisation.seats(actor.id));
  const { units, heirOf } = world.organisation;
  return ticketUnits(ticket).some(({ unit }) => units.lineage(heirOf(unit) ?? unit).some((at) => seats.has(at)));
}

/** The units that may see a ticket, and why; whoever has a seat there or above it sees it too, and of a retired unit whoever has its matters. */
export function ticketUnits(ticket: Ticket): readonly { readonly unit: string; readonly why: string }[] {
  return [
    ...(ticket.area === undefined ? [] : [{ unit: ticket.area, why: "area" }]),
    ...(ticket.owner === undefined ? [] : [{ unit: ticket.owner, why: "owner" }]),
    ...(ticket.coHandlers ?? []).map((unit) => ({ unit, why: "co-handler" })),
    ...(ticket.pastOwners ?? []).map((unit) => ({ unit, why: "past-owner" })),
    ...(ticket.called ?? []).map((unit) => ({ unit, why: "called" })),
  ];
}

/**
 * The unit a role is held relative to; a ticket on nobody's known ground stands with its owner, and in the place of a unit that has left the
 * organisation with its heir, else with the last resort.
 */
export function unitFor(
  { heirOf, lastResort }: Organisation,
  ticket: Pick<Ticket, "area" | "owner">,
  at: "area" | "owner",
): string | undefined {
  const unit = standsAt(ticket, at);
  return unit === undefined ? unit : (heirOf(unit) ?? lastResort);
}

/** The unit as it stands on the ticket, whether or not it is still there. */
export function standsAt(ticket: Pick<Ticket, "area" | "owner">, at: "area" | "owner"): string | undefined {
  return at === "area" ? (ticket.area ?? ticket.owner) : ticket.owner;
}

/** Whether one of the roles fits the actor, relative to the ticket's ground and owner. */
export function mayAct(
  world: World,
  ticket: Pick<Ticket, "area" | "owner" | "reporter">,
  actor: Actor,
  by: readonly RoleSpec[],
): Refused | undefined {
  if (by.some((who) => fits(world, ticket, actor, who))) return undefined;
  if (by.every((who) => who.role === "system")) {
    return refuse("not-allowed", "这一步由系统自行完成，不由人操作。", "The engine takes this step by itself; nobody else does.");
  }
  const [caller, wanted] = [actorLabel(actor), by.map((who) => wantedRole(world, who))];
  const [zh, en] = [wanted.map((role) => role["zh-CN"]).join("或"), wanted.map((role) => role.en).join(" or ")];
  return refuse(
    "not-allowed",
    `这一步须由${zh}操作，${caller["zh-CN"]} 不是；请由具备该角色的人员操作。`,
    `This takes the role of ${en}, which ${caller.en} does not hold there; ask somebody who does.`,
  );
}

function wantedRole({ organisation }: World, who: RoleSpec): Label {
  if (!("at" in who)) return named[who.role];
  const { "zh-CN": zh, en } = organisation.role(who.role)?.label ?? { "zh-CN": who.role, en: who.role };
  const [where, whose] = { area: ["案卷所在地的", " at the ticket's ground"], owner: ["主办单位的", " at its owner"], anywhere: ["", ""] }[
    who.at
  ];
  return { "zh-CN": `${where}${zh}`, en: `${en}${whose}` };
}

const named = { reporter: { "zh-CN": "上报人", en: "reporter" }, system: { "zh-CN": "系统", en: "system" } } as const;

function fits(world: World, ticket: Pick<Ticket, "area" | "owner" | "reporter">, actor: Actor, who: RoleSpec): boolean {
  if (!("at" in who)) {
    if (who.role === "system") return actor.kind === "system";
    return actor.kind === "reporter" && ticket.reporter === actor.id;
  }
  if (actor.kind !== "person") return false;
  if (who.at === "anywhere") return world.organisation.unitsOf(actor.id, who.role).length > 0;
  return holds(world.organisation, actor.id, who.role, unitFor(world.organisation, ticket, who.at));
}
