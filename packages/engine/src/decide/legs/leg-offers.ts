import { own } from "../../definitions/own.ts";
import type { Actor } from "../../model/actor.ts";
import type { Leg } from "../../model/leg.ts";
import type { Ticket } from "../../model/ticket.ts";
import { maySee } from "../authorize.ts";
import { offersOf, type Offer } from "../offers.ts";
import type { World } from "../world.ts";
import { endedOutside } from "./act-on-leg.ts";
import { findLeg } from "./find-leg.ts";
import { legView } from "./leg-view.ts";
import { legProcess } from "./with-leg.ts";

/** An offer for one leg of the ticket. */
export interface LegOffer extends Offer {
  readonly leg: string;
}

/** Every command of one leg, by its key or its unit: what `execute` would accept from this actor, and for the others why not. */
export function legOffers(world: World, ticket: Ticket, named: string, actor: Actor, now: number): readonly LegOffer[] {
  const key = findLeg(ticket, named);
  const leg = own(ticket.legs, key ?? "");
  return key !== undefined && leg && maySeeLegs(world, ticket, actor) ? offersOn(world, ticket, key, leg, actor, now) : [];
}

/** What the actor can do now with any leg of the ticket. */
export function availableOnLegs(world: World, ticket: Ticket, actor: Actor, now: number): readonly LegOffer[] {
  if (!ticket.legs || !maySeeLegs(world, ticket, actor)) return [];
  const all = Object.entries(ticket.legs).flatMap(([key, leg]) => offersOn(world, ticket, key, leg, actor, now));
  return all.filter(({ available }) => available);
}

/** Of legs a reporter knows nothing. */
function maySeeLegs(world: World, ticket: Ticket, actor: Actor): boolean {
  return actor.kind !== "reporter" && maySee(world, ticket, actor);
}

function offersOn(world: World, ticket: Ticket, key: string, leg: Leg, actor: Actor, now: number): readonly LegOffer[] {
  const process = legProcess({ world }, leg);
  return offersOf(world, process, legView(ticket, key, leg), actor, now).map((offer) => {
    const over = endedOutside({ process, ticket }, key, leg, offer.command);
    if (!over) return { ...offer, leg: key };
    return { ...offer, leg: key, available: false, reason: over.refusal };
  });
}
