import type { Case } from "../../definitions/cases.ts";
import type { World } from "../world.ts";
import type { Mismatch } from "./mismatch.ts";
import { runPathCase } from "./run-path-case.ts";
import { runTableCase } from "./run-table-case.ts";

/** Where the world decides a saved case otherwise than it says; nothing where it is green. Pure: the case says all there is to know. */
export function runCase(world: World, saved: Case): readonly Mismatch[] {
  return "table" in saved ? runTableCase(world, saved) : runPathCase(world, saved);
}
