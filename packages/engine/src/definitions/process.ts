import * as z from "zod";
import type { JsonObject } from "../model/json.ts";
import { codeSchema, labelSchema } from "../model/schema.ts";
import { stages } from "../model/stage.ts";
import { formSchema } from "./form.ts";
import { limitSchema } from "../time/limit.ts";
import { kebabNameSchema, plainNameSchema } from "./plain-name.ts";

/** Relative to what a role must be held: the ground the ticket is on, the unit that answers for it, or anywhere. */
const standings = ["area", "owner", "anywhere"] as const;

const heldRoleSchema = z.strictObject({ role: codeSchema, at: z.enum(standings) });

/** Who may take a transition: a role held somewhere, the ticket's own reporter, or only the engine. */
const roleSchema = z.union([
  heldRoleSchema,
  z.strictObject({ role: z.literal("reporter") }),
  z.strictObject({ role: z.literal("system") }),
]);

export type RoleSpec = z.infer<typeof roleSchema>;

/** Who must agree before it is done, one after the other; whoever asks cannot agree, and nobody twice. */
const approvalsSchema = z.array(heldRoleSchema).min(1).max(5);

/** A named thing with parameters; functions have no place in a stored document. */
export const referenceSchema = z.union([
  z.string().min(1),
  z.strictObject({ type: z.string().min(1), params: z.record(z.string(), z.json()).optional() }),
]);

export type Reference = z.infer<typeof referenceSchema>;

const transitionMetaSchema = z.strictObject({
  label: labelSchema,
  by: z.array(roleSchema).min(1),
  form: formSchema.optional(),
  /** At least one attachment must come with it. */
  evidence: z.boolean().optional(),
  approvals: approvalsSchema.optional(),
  /**
   * A return goes backwards: it asks a reason and a receiver, who may not do the next step forward. A step aside (suspending, reassigning)
   * is neither: whoever takes it has not handled the ticket. Forward where absent.
   */
  way: z.enum(["forward", "return", "aside"]).optional(),
});

export type TransitionMeta = z.infer<typeof transitionMetaSchema>;

const transitionSchema = z.strictObject({
  target: z.union([z.string(), z.array(z.string())]).optional(),
  guard: referenceSchema.optional(),
  actions: z.union([referenceSchema, z.array(referenceSchema)]).optional(),
  reenter: z.boolean().optional(),
  description: z.string().optional(),
  meta: transitionMetaSchema.optional(),
});

export type Transition = z.infer<typeof transitionSchema>;

const transitionsSchema = z.union([z.string(), transitionSchema, z.array(z.union([z.string(), transitionSchema]))]);

const stateMetaSchema = z.strictObject({
  label: labelSchema,
  stage: z.enum(stages).optional(),
  /** What the clocks of the process do while the ticket is here, where a state within does not say otherwise; one that is not named stops. */
  clock: z.record(kebabNameSchema, z.enum(["run", "pause"])).optional(),
  /** Whose inbox shows the ticket while it is here. */
  task: z
    .strictObject({
      role: codeSchema,
      at: z.enum(["area", "owner"]),
      /** Whether the inbox shows who is on duty for it, too. */
      onDuty: z.literal(true).optional(),
    })
    .optional(),
  /** The legs of a whistle live while the ticket is here; leaving it ends those that are open. */
  joint: z.literal(true).optional(),
  /** On a final state of a leg: how the leg ended there. Where a ticket ends: that its matter is done, which is told to whoever handed it over. */
  outcome: z.enum(["done", "bounced"]).optional(),
});

export type StateMeta = z.infer<typeof stateMetaSchema>;

/** A named delay: a span, or the instant that a form field was filled in with. */
const delaySchema = z.union([limitSchema, z.strictObject({ field: plainNameSchema })]);

export type Delay = z.infer<typeof delaySchema>;

const nodeShape = {
  type: z.enum(["atomic", "compound", "parallel", "final", "history"]).optional(),
  history: z.enum(["shallow", "deep"]).optional(),
  target: z.string().optional(),
  initial: z.string().optional(),
  on: z.record(z.string(), transitionsSchema).optional(),
  always: transitionsSchema.optional(),
  after: z.record(z.string(), transitionsSchema).optional(),
  onDone: transitionsSchema.optional(),
  entry: z.union([referenceSchema, z.array(referenceSchema)]).optional(),
  exit: z.union([referenceSchema, z.array(referenceSchema)]).optional(),
  tags: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
};

export type StateNode = {
  readonly [Key in keyof typeof nodeShape]?: z.infer<(typeof nodeShape)[Key]>;
} & { readonly meta?: StateMeta | undefined; readonly states?: Readonly<Record<string, StateNode>> | undefined };

const stateSchema: z.ZodType<StateNode> = z.strictObject({
  ...nodeShape,
  meta: stateMetaSchema.optional(),
  get states() {
    return z.record(kebabNameSchema, stateSchema).optional();
  },
});

/**
 * A time limit. It is the filed standard's where `standard` says so and the standard has one, its milestones with it; else the one given
 * here. An instant that a form put into `due` goes before the standard's.
 */
const clockSpecSchema = z.strictObject({
  label: labelSchema,
  /** Whose time it is; where that unit becomes another the clock starts anew. The owner's where absent. */
  of: z.enum(["area", "owner"]).optional(),
  standard: z.boolean().optional(),
  limit: limitSchema.optional(),
});

export type ClockSpec = z.infer<typeof clockSpecSchema>;

const processMetaSchema = z.strictObject({
  label: labelSchema,
  /** Who may report, and what the report asks for; absent from the process of a leg, which begins with a call. */
  report: z.strictObject({ by: z.array(roleSchema).min(1), form: formSchema }).optional(),
  /** It is what the legs of whistles follow. */
  leg: z.literal(true).optional(),
  delays: z.record(kebabNameSchema, delaySchema).optional(),
  clocks: z.record(kebabNameSchema, clockSpecSchema).optional(),
  /** Abilities the process opts into, and who may use each. */
  abilities: z
    .record(
      codeSchema,
      z.strictObject({
        by: z.array(roleSchema).min(1),
        approvals: approvalsSchema.optional(),
        /** What the ability asks of the process. */
        options: z.record(z.string(), z.json()).optional(),
      }),
    )
    .optional(),
  /** Guards that the host registers in code, each at the version this process was written for. */
  hostGuards: z.record(codeSchema, z.string().min(1)).optional(),
});

/**
 * A process: a plain-JSON XState v5 machine config, so that any XState tool can open it. What Muster adds lives in `meta`.
 * @see https://stately.ai/docs/machines
 */
export const processSchema = z.strictObject({
  ...nodeShape,
  id: kebabNameSchema,
  version: z.string().optional(),
  meta: processMetaSchema,
  states: z.record(kebabNameSchema, stateSchema),
});

export type ProcessDocument = z.infer<typeof processSchema>;

/** Who may report and what the report asks for: nobody and nothing where the process is a leg's. */
export function reportOf({ meta }: ProcessDocument): NonNullable<ProcessDocument["meta"]["report"]> {
  return meta.report ?? { by: [], form: {} };
}

/** A reference in its long form. */
export function referenceOf(reference: Reference): { readonly type: string; readonly params: JsonObject } {
  return typeof reference === "string" ? { type: reference, params: {} } : { type: reference.type, params: reference.params ?? {} };
}

/** One or several, as a list. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
