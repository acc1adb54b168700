import { stages, type Tier, type TicketFilter, type World } from "@muster/engine";
import type { Command } from "commander";
import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";
import { oneOf } from "./one-of.ts";
import { dayOrInstant } from "./parse-instant.ts";
import { translate } from "./translate.ts";
import { within } from "./within.ts";

/** What the options of {@link addFilterOptions} were given. */
export interface FilterOptions {
  readonly stage?: string;
  readonly tier?: string;
  readonly open?: true;
  readonly closed?: true;
  readonly category?: string;
  readonly owner?: string;
  readonly source?: string;
  readonly late?: true;
  readonly from?: string;
  readonly until?: string;
}

/** Adds the options that choose tickets. */
export function addFilterOptions(command: Command): Command {
  const t = translate(command);
  return command
    .option("--stage <stage>", t(`环节：${stages.join("、")}`, `one of ${stages.join(", ")}`))
    .option("--tier <tier>", t("层级 1、2、3", "1, 2 or 3"))
    .option("--open", t("未结案", "still open"))
    .option("--closed", t("已结案", "closed"))
    .option("--category <code>", t("类别，含下级", "a category with everything beneath it"))
    .option("--owner <unit>", t("主办单位，含下级", "an owner with everything beneath it"))
    .option("--source <source>", t("来源", "where it came from"))
    .option("--late", t("已超期，或超期结案", "late now, or closed late"))
    .option("--from <day|instant>", t("上报不早于", "reported then or later"))
    .option("--until <day|instant>", t("上报早于该时刻，或不晚于该日", "reported before that instant, or on that day at the latest"));
}

/** The options as a filter for the store. */
export async function ticketFilter(options: FilterOptions, world: World, now: number): Promise<TicketFilter> {
  const { stage, tier, open, closed, category, owner, source, late, from, until } = options;
  if (open && closed) throw wrongUsage(label("--open 和 --closed 不能同时使用。", "--open and --closed exclude each other."));
  return {
    ...((open ?? closed) && { open: open === true }),
    ...(stage !== undefined && { stage: oneOf("--stage", stages, stage) }),
    ...(tier !== undefined && { tier: Number(oneOf("--tier", ["1", "2", "3"], tier)) as Tier }),
    ...(category !== undefined && { categories: within(world.categories.tree, "--category", category) }),
    ...(owner !== undefined && { owners: ownersWithin(world.organisation, owner) }),
    ...(source !== undefined && { source }),
    ...(late && { lateAt: now }),
    ...(from !== undefined && { reportedFrom: await dayOrInstant("--from", from, world.zone.id, 0) }),
    // A day as the end means the whole of it.
    ...(until !== undefined && { reportedUntil: await dayOrInstant("--until", until, world.zone.id, 1) }),
  };
}

/** A unit with everything beneath it, and the retired units whose matters are theirs now; a retired one alone. */
function ownersWithin(organisation: World["organisation"], owner: string): readonly string[] {
  if (organisation.retired(owner)) return [owner];
  const units = within(organisation.units, "--owner", owner);
  return [...units, ...organisation.retiredCodes.filter((code) => units.includes(organisation.heirOf(code) ?? ""))];
}
