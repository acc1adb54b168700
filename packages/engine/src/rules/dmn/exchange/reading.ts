import type { RuleTable } from "../../table.ts";
import type { FeelType } from "../evaluate/feel-type.ts";
import type { Findings } from "./draft-table.ts";

/** What the columns of a draft are read with. */
export interface Reading {
  /** The type that the model knows by this name. */
  readonly typeNamed: (name: string | undefined) => FeelType;
  /** The published table of the same id. */
  readonly known: RuleTable | undefined;
  /** Whether the table has Muster's extension elements. */
  readonly marked: boolean;
  /** Whether it is told of the whole table already that its labels are in one language. */
  readonly told: boolean;
  readonly lines: Map<string, number>;
  readonly found: Findings;
}
