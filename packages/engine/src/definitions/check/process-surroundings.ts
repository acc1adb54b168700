import type * as z from "zod";
import type { CompiledExpression } from "../../rules/feel/compile-expression.ts";
import type { RuleTable } from "../../rules/table.ts";
import type { ProcessDocument } from "../process.ts";
import type { TableUse } from "../table-use.ts";

/** What a check must know of an action. */
export interface ActionSpec {
  /** What its parameters must look like. */
  readonly params: z.ZodType;
  /** What it makes of the rule table that its parameter `table` names; absent where it asks none. */
  readonly asks?: TableUse;
}

/** What a process may refer to: everything it names must be here. */
export interface ProcessSurroundings {
  /** Commands the engine answers itself, in any process. */
  readonly commands: ReadonlySet<string>;
  /** The abilities a process may opt into, with what each asks of the process. */
  readonly abilities: ReadonlyMap<string, z.ZodType | undefined>;
  readonly actions: ReadonlyMap<string, ActionSpec>;
  /** Guards the host registered, with the versions it registered them at. */
  readonly hostGuards: ReadonlyMap<string, string>;
  readonly roles: ReadonlySet<string>;
  /** Whether anybody holds the role today. */
  readonly isHeld: (role: string) => boolean;
  /** Whether the organisation knows the person. */
  readonly isPerson: (person: string) => boolean;
  /** Whether every unit keeps a calendar, so that working time can be counted. */
  readonly hasCalendar: boolean;
  readonly tables: ReadonlyMap<string, RuleTable>;
  /** The processes beside it, the legs' among them. */
  readonly processes: ReadonlyMap<string, ProcessDocument>;
  /** Whether a leg may have the ability, and whether nothing else may. */
  readonly ofLegs: (ability: string) => "only" | "also" | undefined;
  /** The names that a FEEL guard reads and its answer, or what is wrong with it. */
  readonly feel: (source: string) => CompiledExpression;
}
