import type { Located } from "./model.ts";

/** A DMN decision table (DMN 1.5, chapter 8), its cells still FEEL texts. */
export interface DecisionTable extends Located {
  readonly hitPolicy: "UNIQUE" | "ANY" | "FIRST" | "PRIORITY" | "RULE ORDER" | "OUTPUT ORDER" | "COLLECT";
  readonly aggregation: "SUM" | "COUNT" | "MIN" | "MAX" | undefined;
  readonly inputs: readonly TableClause[];
  readonly outputs: readonly OutputClause[];
  readonly rules: readonly TableRule[];
}

/** A column of conditions: the expression whose value they test. */
export interface TableClause extends Located {
  readonly label: string | undefined;
  readonly text: string;
  readonly type: string | undefined;
  /** Unary tests that name the values it may have. */
  readonly values: string | undefined;
  readonly own: OwnColumn | undefined;
}

/** A column of answers. */
export interface OutputClause extends Located {
  readonly label: string | undefined;
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly values: string | undefined;
  readonly fallback: string | undefined;
  readonly own: OwnColumn | undefined;
}

export interface TableRule extends Located {
  readonly id: string | undefined;
  readonly note: string | undefined;
  readonly when: readonly TableCell[];
  readonly then: readonly TableCell[];
}

/** A cell; `language` is given where it is not in FEEL. */
export interface TableCell extends Located {
  readonly text: string;
  readonly language: string | undefined;
}

/** What Muster keeps of a column beyond DMN's words, in extension elements. */
export interface OwnColumn {
  readonly type: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
}
