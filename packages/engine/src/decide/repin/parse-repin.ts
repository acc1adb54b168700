import * as z from "zod";
import type { TicketCommand } from "../../model/command.ts";
import { clockTreatments, type ClockTreatment } from "../../model/repin.ts";
import type { StateMap } from "./counterpart.ts";
import type { Since } from "./entered-at.ts";

/** What the command `repin` asks, as it travels in its form: maps are lists of `KEY=VALUE`, since a form holds no objects. */
export interface RepinForm {
  readonly from: number;
  readonly to: number;
  readonly clocks: ClockTreatment;
  readonly by?: string | undefined;
  readonly states: StateMap;
  /** Since when states of the version it comes from have been active, as the journal tells. */
  readonly since: Since;
  /** The same of states of the version it goes to, where a move is gone through again: what delays counted from then. */
  readonly counted?: Since;
}

const pair = z.string().transform((text) => {
  const at = text.lastIndexOf("=");
  return [text.slice(0, at), text.slice(at + 1)] as const;
});

const formSchema = z.strictObject({
  from: z.int(),
  to: z.int(),
  clocks: z.enum(clockTreatments),
  by: z.string().optional(),
  states: z.array(pair).default([]),
  since: z.array(pair).default([]),
  counted: z.array(pair).default([]),
});

/** Reads the form; undefined where it is not one that the engine writes. */
export function parseRepin({ form }: Pick<TicketCommand, "form">): RepinForm | undefined {
  const parsed = formSchema.safeParse(form);
  if (!parsed.success) return undefined;
  const { states, since, counted, ...rest } = parsed.data;
  return { ...rest, states: new Map(states), since: instantsOf(since), counted: instantsOf(counted) };
}

function instantsOf(pairs: readonly (readonly [id: string, at: string])[]): Since {
  return new Map(pairs.map(([id, at]) => [id, Number(at)]));
}

/** The command that brings a ticket to another version. */
export function repinCommand(ticket: string, { from, to, clocks, by, states, since, counted }: RepinForm): TicketCommand {
  const list = (map: ReadonlyMap<string, string | number>) => [...map].map(([key, value]) => `${key}=${value}`);
  return {
    type: "repin",
    ticket,
    form: {
      from,
      to,
      clocks,
      ...(by !== undefined && { by }),
      ...(states.size > 0 && { states: list(states) }),
      ...(since.size > 0 && { since: list(since) }),
      ...(counted && counted.size > 0 && { counted: list(counted) }),
    },
  };
}
