import type { Chance } from "../run/draw.ts";

/** Ids and salts that count up, so that the same commands give the same journal. Ids sort in the order they were drawn. */
export function countedChance(): Chance {
  let [ids, salts] = [0, 0];
  return {
    id: () => `00000000-0000-7000-8000-${String((ids += 1)).padStart(12, "0")}`,
    salt: () => `salt-${(salts += 1)}`,
  };
}
