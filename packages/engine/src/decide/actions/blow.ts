import * as z from "zod";
import { callerOf } from "../../model/actor.ts";
import { legRoles } from "../../model/leg.ts";
import { codeSchema } from "../../model/schema.ts";
import type { Whistle } from "../../model/whistle.ts";
import { limitSchema } from "../../time/limit.ts";
import { calledUnits, callsIn } from "../legs/called.ts";
import { callLegs } from "../legs/call-legs.ts";
import { endLegs, openLegs } from "../legs/end-legs.ts";
import type { Work } from "../work.ts";
import { action } from "./action.ts";

const params = z.strictObject({
  /** What kind of whistle it is: 日常, 攻坚, 应急 … */
  kind: codeSchema,
  /** The process that the leg of each role follows. */
  legs: z.record(z.enum(legRoles), codeSchema),
  join: z.union([
    z.strictObject({ type: z.enum(["all", "lead"]) }),
    z.strictObject({ type: z.literal("some"), n: z.number().int().min(1).max(20) }),
  ]),
  /** Called in any case, besides whom the form names. */
  calls: z
    .array(z.strictObject({ unit: codeSchema, role: z.enum(legRoles) }))
    .max(20)
    .optional(),
  /** Limits of the legs' clocks, by name, where this kind has its own. */
  limits: z.record(z.string(), limitSchema).optional(),
});

/** Blows the whistle (吹哨): calls the units that the form's `calls` and the parameters name. */
export const blow = action(params, (work, { kind, legs, join, calls = [], limits }) => {
  endLegs(work, openLegs(work.ticket), "blow");
  const whistle: Whistle = {
    no: (work.ticket.whistle?.no ?? 0) + 1,
    kind,
    by: callerOf(work.actor),
    at: work.at,
    round: 1,
    join,
    processes: legs,
    ...(limits && { limits }),
  };
  callLegs(work, whistle, unitsFor(work, [...calls, ...callsIn(work)]));
});

/** The units that are called, at the organisation's version. */
export function unitsFor({ world, ticket }: Work, calls: Parameters<typeof calledUnits>[2]) {
  return calledUnits(world.organisation, ticket, calls);
}
