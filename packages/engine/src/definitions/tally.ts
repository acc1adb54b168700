import * as z from "zod";
import { legOutcomes, legRoles } from "../model/leg.ts";
import { codeSchema, labelSchema, storableSchema } from "../model/schema.ts";
import { kebabNameSchema, plainNameSchema } from "./plain-name.ts";

/** To which month something counts: that of the report, the filing, the deadline, the end of the ticket, or in which it happened. */
const months = ["reported", "filed", "due", "closed", "happened"] as const;

const commandsSchema = z.array(storableSchema.min(1).max(200)).min(1).max(20);

const named = {
  name: kebabNameSchema,
  label: labelSchema,
  /** Whose number it is: the unit on whose ground the ticket is, or the one that answered for it then; of a leg, the unit that was called. */
  to: z.enum(["area", "owner"]),
  /** No tickets that these commands ended, such as duplicates that were merged. */
  without: commandsSchema.optional(),
  /** Only tickets that came from these sources. */
  sources: z.array(storableSchema.min(1).max(200)).min(1).max(50).optional(),
};

const dated = { ...named, in: z.enum(months) };

/** Whether each time counts, or each ticket once. */
const each = z.enum(["time", "ticket"]).optional();

/** Time as it passes: what is counted must not change when a calendar does. */
const withinSchema = z.strictObject({ amount: z.number().positive().max(10_000), unit: z.enum(["urgent-hour", "natural-day"]) });

/** What is counted of tickets: a number with a name, from which indicators are made. */
export const tallySchema = z.discriminatedUnion("what", [
  z.strictObject({ ...dated, what: z.literal("reported") }),
  /** It left the stage of its report to be dispatched, handled or verified; the first time counts. */
  z.strictObject({ ...dated, what: z.literal("filed") }),
  z.strictObject({
    ...dated,
    what: z.literal("closed"),
    /** Only what these commands ended. */
    by: commandsSchema.optional(),
    /** Only where the form that ended it answers this question, and so where `is` says how. */
    answer: z.strictObject({ field: plainNameSchema, is: z.boolean().optional() }).optional(),
  }),
  /** Now. */
  z.strictObject({ ...named, what: z.literal("open") }),
  /** Open now, and past its deadline. */
  z.strictObject({ ...named, what: z.literal("overdue") }),
  z.strictObject({
    ...dated,
    /** Done by the deadline; after it; or after it, which an appeal was granted does not count. */
    what: z.enum(["on-time", "late", "exempted"]),
    by: commandsSchema.optional(),
    /** By this clock of the process alone, rather than by the deadline of the ticket. */
    clock: kebabNameSchema.optional(),
  }),
  /**
   * Each time that a clock was over when it was met, or taken from whoever answered for the ticket: what becomes of the ticket later does not
   * change it. Those that an appeal was granted for count by themselves.
   */
  z.strictObject({ ...dated, what: z.literal("overran"), clock: kebabNameSchema.optional(), exempted: z.boolean().optional(), each }),
  /** What an action `count` of the process counts, such as rework. */
  z.strictObject({ ...dated, what: z.literal("counter"), counter: plainNameSchema, each }),
  z.strictObject({ ...dated, what: z.literal("command"), commands: commandsSchema, each }),
  /** It came into this state, named with those around it: `handle.suspended`. */
  z.strictObject({ ...dated, what: z.literal("entered"), state: z.string().min(1).max(500), each }),
  z.strictObject({ ...dated, what: z.enum(["extended", "supervised"]), each }),
  /** Of each unit that came to handle it the first of these commands since then, soon enough or not. */
  z.strictObject({
    ...dated,
    what: z.literal("responded"),
    commands: commandsSchema,
    within: withinSchema.optional(),
    late: z.boolean().optional(),
  }),
  /** Evaluations (评价) of a ticket, from a score on; and the sum of their scores. */
  z.strictObject({ ...dated, what: z.literal("rated"), least: z.number().min(1).max(5).optional() }),
  z.strictObject({ ...dated, what: z.literal("rating") }),
  /** Whistles blown (吹哨). */
  z.strictObject({ ...dated, what: z.literal("whistled"), kinds: z.array(codeSchema).min(1).max(20).optional() }),
  /** Units called by a whistle. */
  z.strictObject({
    ...dated,
    what: z.literal("called"),
    roles: z.array(z.enum(legRoles)).min(1).max(10).optional(),
    outcome: z.enum(legOutcomes).optional(),
  }),
  z.strictObject({ ...dated, what: z.enum(["leg-on-time", "leg-late"]), clock: kebabNameSchema }),
  /** Marks that called units were given by whoever blew the whistle, and their sum. */
  z.strictObject({ ...dated, what: z.enum(["leg-rated", "leg-rating"]) }),
  /** Marks that the called units gave the whistle (反评), and their sum: of the owner when it was blown, and of whoever blew it. */
  z.strictObject({ ...dated, what: z.enum(["whistle-rated", "whistle-rating"]) }),
]);

export type Tally = z.infer<typeof tallySchema>;
