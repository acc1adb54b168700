import type { StandardLimit, Ticket } from "../model/ticket.ts";
import { dayLength } from "../time/local-day.ts";
import { isInSeason } from "../time/season.ts";
import type { World } from "./world.ts";

/** The filed standard's limit for a milestone, or for the matter as a whole: the first whose conditions hold at the instant. */
export function standardLimit(world: World, ticket: Ticket, at: number, milestone?: string): StandardLimit | undefined {
  return ticket.standard?.limits?.find((limit) => limit.milestone === milestone && holds(world, ticket, at, limit));
}

/** The milestones that the filed standard names. */
export function milestonesOf(ticket: Ticket): readonly string[] {
  return [...new Set(ticket.standard?.limits?.flatMap(({ milestone }) => milestone ?? []))];
}

function holds({ organisation, zone }: World, ticket: Ticket, at: number, { tier, level, areaClass, season }: StandardLimit): boolean {
  return (
    (tier === undefined || tier === ticket.tier) &&
    (level === undefined || level === ticket.fields["level"]) &&
    (areaClass === undefined || areaClass === (ticket.area === undefined ? undefined : organisation.areaClass(ticket.area))) &&
    (season === undefined || isInSeason(season, Math.floor(zone.wallAt(at) / dayLength)))
  );
}
