import type { Whereabouts } from "../../model/likeness.ts";
import type { Point } from "../../model/ticket.ts";
import type { Tree } from "../../model/tree.ts";
import { metresBetween } from "./cells.ts";

/** A report as it is compared: one that is being filed, or that of a ticket. */
export interface Comparable extends Pick<Whereabouts, "lng" | "lat" | "area" | "category" | "reportedAt"> {
  readonly words: readonly number[];
}

/** How alike two reports are, and what makes them so. */
export interface Likelihood {
  /** 0 to 1, to two places. */
  readonly score: number;
  /** Apart, where both say a point. */
  readonly metres?: number;
  /** Between the two, whichever came first. */
  readonly hours: number;
  readonly sameArea: boolean;
  readonly sameCategory: boolean;
}

/** From this score on a ticket is named as a likely duplicate. */
export const likely = 0.25;

/** A word that so many tickets hold tells nearly nothing. */
export const commonFrom = 400;

/**
 * How likely both tell of one matter. Place, time and text must all be near, so each is a factor: one that is not known counts as rather near
 * than far. The same category at the same point speaks for itself, however differently people put it; the same in one area does not.
 */
export function likelihood(
  asked: Comparable,
  found: Comparable,
  trees: { readonly categories: Tree; readonly units: Tree },
  ticketsWith: (word: number) => number,
): Likelihood {
  const [here, there] = [pointOf(asked), pointOf(found)];
  const metres = here && there ? Math.round(metresBetween(here, there)) : undefined;
  const hours = Math.round(Math.abs(asked.reportedAt - found.reportedAt) / 3_600_000);
  const sameCategory = asked.category !== null && asked.category === found.category;
  const place = metres === undefined ? areaFactor(asked.area, found.area, trees.units) : 1 / (1 + (metres / 150) ** 2);
  const base = sameCategory && metres !== undefined ? 0.2 * place : 0;
  const alike = base + (1 - base) * textOf(asked.words, found.words, ticketsWith);
  const factor = place * (1 / (1 + hours / 336)) * categoryFactor(asked.category, found.category, trees.categories);
  const score = Math.round(alike * factor * 100) / 100;
  return {
    score,
    ...(metres !== undefined && { metres }),
    hours,
    sameArea: asked.area !== null && asked.area === found.area,
    sameCategory,
  };
}

/** What is shared of what was asked by the weight of its words, and of what was found; the greater share counts as much as both. */
function textOf(asked: readonly number[], found: readonly number[], ticketsWith: (word: number) => number): number {
  if (asked.length === 0 || found.length === 0) return 0;
  const held = new Set(found);
  const weigh = (word: number) => 1 - 0.9 * Math.min(1, Math.log1p(ticketsWith(word)) / Math.log1p(commonFrom));
  let [all, shared, count] = [0, 0, 0];
  for (const word of asked) {
    const weight = weigh(word);
    all += weight;
    if (!held.has(word)) continue;
    shared += weight;
    count += 1;
  }
  const [ours, theirs] = [shared / all, count / Math.min(found.length, asked.length * 2)];
  return (Math.max(ours, theirs) + Math.sqrt(ours * theirs)) / 2;
}

function areaFactor(one: string | null, other: string | null, units: Tree): number {
  if (one === null || other === null) return 0.7;
  if (one === other) return 0.85;
  return units.lineage(one).includes(other) || units.lineage(other).includes(one) ? 0.7 : 0.25;
}

function categoryFactor(one: string | null, other: string | null, categories: Tree): number {
  if (one === null || other === null) return 0.9;
  if (one === other) return 1;
  const [root, otherRoot] = [categories.lineage(one).at(-1), categories.lineage(other).at(-1)];
  return root !== undefined && root === otherRoot ? 0.85 : 0.7;
}

function pointOf({ lng, lat }: Comparable): Point | undefined {
  return lng === null || lat === null ? undefined : { lng, lat };
}
