import type { Point } from "../model/ticket.ts";
import type { Tree } from "../model/tree.ts";
import type { Whereabouts } from "../model/whereabouts.ts";

/** The grids at one version, ready to be asked. */
export interface Places {
  /** 0 where there are none. */
  readonly version: number;
  /** Metres within which a point counts as on a border. */
  readonly border: number;
  /** Whether the unit's own ground is on the map. */
  readonly has: (unit: string) => boolean;
  /** Whether the ground of the unit, or of any beneath it, is on the map. */
  readonly knows: (unit: string) => boolean;
  /** Where the point lies; of units that lie within each other the lowest counts. */
  readonly locate: (point: Point) => Whereabouts;
  /** The units whose ground shares a border with the unit's, the longest first, without those above and beneath it; corners do not count. */
  readonly neighbours: (unit: string) => readonly string[];
}

/** Whether one of the units lies beneath the other, or they are one. */
export function isWithin(units: Tree, one: string, other: string): boolean {
  return units.lineage(one).includes(other) || units.lineage(other).includes(one);
}
