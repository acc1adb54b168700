import type { Ability } from "./ability.ts";
import { absorb } from "./absorb.ts";
import { acknowledge } from "./acknowledge.ts";
import { comment } from "./comment.ts";
import { recount } from "./recount.ts";

/** Every ability by the name of its command. */
export const abilities: ReadonlyMap<string, Ability> = new Map(Object.entries({ absorb, acknowledge, comment, recount }));
