import type { Chance } from "../run/draw.ts";

/** How many ids and salts were drawn so far. */
export interface Drawn {
  readonly ids: number;
  readonly salts: number;
}

/** Ids and salts that count up, so that the same commands give the same journal. Ids sort in the order they were drawn. */
export function countedChance(from: Drawn = { ids: 0, salts: 0 }): Chance & { readonly drawn: () => Drawn } {
  let { ids, salts } = from;
  return {
    id: () => `00000000-0000-7000-8000-${String((ids += 1)).padStart(12, "0")}`,
    salt: () => `salt-${(salts += 1)}`,
    drawn: () => ({ ids, salts }),
  };
}
