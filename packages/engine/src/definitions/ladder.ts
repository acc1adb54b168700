import * as z from "zod";
import { rule } from "../model/issue-label.ts";
import { codeSchema, labelSchema } from "../model/schema.ts";
import { limitSchema } from "../time/limit.ts";
import { momentSchema } from "../time/moment.ts";
import { kebabNameSchema } from "./plain-name.ts";
import { referenceSchema } from "./process.ts";

const rungSchema = z.strictObject({
  id: kebabNameSchema,
  label: labelSchema.optional(),
  at: momentSchema,
  /** FEEL over `ticket` and `clock`; the rung is passed over where it does not answer true. */
  when: z.string().min(1).max(2000).optional(),
  /** After that again and again, so many times more or until somebody acknowledges. */
  repeat: z
    .strictObject({
      every: limitSchema,
      times: z.number().int().min(1).max(1000).optional(),
      until: z.literal("acknowledged").optional(),
    })
    .optional(),
  /** What is done, in this order: actions as in a process, and `command` for a command of the process itself. */
  actions: z.array(referenceSchema).min(1).max(20),
});

export type Rung = z.infer<typeof rungSchema>;

const timeOfDay = z
  .string()
  .refine((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time), rule("应为时刻，如 22:00", "give a time of day such as 22:00"));

/** A time of day in minutes since midnight. */
export function minuteOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number) as [number, number];
  return hours * 60 + minutes;
}

const quietSchema = z.strictObject({
  /** What `notify` calls its channel. */
  channel: codeSchema,
  /** Times of day on the tenant's walls; hours that end before they begin span midnight. */
  from: timeOfDay,
  until: timeOfDay,
  /** A red rung goes through where it is not said to wait as well. */
  red: z.enum(["through", "wait"]).optional(),
});

export type QuietHours = z.infer<typeof quietSchema>;

/** An escalation ladder (升级阶梯): what is done as a clock runs down and when it has run out. */
export const ladderSchema = z.strictObject({
  id: codeSchema,
  label: labelSchema,
  /** The clocks that climb it: of each process and clock, the one for the matter as a whole, or those of its milestones. */
  clocks: z
    .array(z.strictObject({ process: kebabNameSchema, clock: kebabNameSchema, milestones: z.boolean().optional() }))
    .min(1)
    .max(100),
  /** Rungs are noted in the journal and nothing is done: to see what a ladder would do before it does. */
  observe: z.boolean().optional(),
  /** After a downtime: everything that was missed, or only the latest of it. All where absent. */
  catchUp: z.enum(["all", "latest"]).optional(),
  quiet: z.array(quietSchema).max(20).optional(),
  rungs: z.array(rungSchema).min(1).max(50),
});

export type LadderDocument = z.infer<typeof ladderSchema>;
