import { randomBytes } from "node:crypto";
import { v7 } from "uuid";
import type { Draws } from "../decide/work.ts";
import { sha256 } from "./hash.ts";

/** Where ids and salts come from; tests and comparisons between stores bring their own. */
export interface Chance {
  readonly id: () => string;
  readonly salt: () => string;
}

export const realChance: Chance = { id: () => v7(), salt: () => randomBytes(16).toString("hex") };

/** Draws that give the same answers each time they are started over: a store may decide a command twice. */
export function drawing(chance: Chance): () => Draws {
  const ids: string[] = [];
  const salts: string[] = [];
  return () => {
    let [nextId, nextSalt] = [0, 0];
    return {
      id: () => remembered(ids, nextId++, chance.id),
      salt: () => remembered(salts, nextSalt++, chance.salt),
      commit: (salt, text) => sha256(salt + text()),
    };
  };
}

function remembered(drawn: string[], at: number, draw: () => string): string {
  const value = drawn[at] ?? draw();
  drawn[at] = value;
  return value;
}
