import type { DecisionTable } from "./decision-table.ts";
import type { Expression, FunctionExpression } from "./expression.ts";
import type { ItemDefinition } from "./item-definition.ts";

/** A DMN model (DMN 1.5, chapter 6), whatever edition its XML is of. */
export interface DmnModel {
  readonly name: string;
  readonly namespace: string;
  readonly imports: readonly ModelImport[];
  readonly items: readonly ItemDefinition[];
  readonly inputs: readonly InputData[];
  readonly decisions: readonly Decision[];
  readonly functions: readonly KnowledgeModel[];
  readonly services: readonly DecisionService[];
}

/** A line of the file, 1 the first. */
export interface Located {
  readonly line: number;
}

/** Another model by its namespace; what it holds goes by `name.NAME`, or by its own name where that is empty. */
export interface ModelImport {
  readonly name: string;
  readonly namespace: string;
}

/** What every element of a requirements graph has; `name` is that of its variable. */
interface Element extends Located {
  readonly id: string;
  readonly name: string;
  readonly type: string | undefined;
}

export type InputData = Element;

/** A decision; `requires` are hrefs of decisions, inputs, business knowledge models and services. */
export interface Decision extends Element {
  readonly label: string | undefined;
  readonly own: OwnTable | undefined;
  readonly requires: readonly string[];
  readonly expression: Expression | undefined;
}

/** What Muster keeps of a table beyond DMN's words, in extension elements. */
export interface OwnTable {
  readonly purpose: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

/** A business knowledge model: a function decisions share. */
export interface KnowledgeModel extends Element {
  readonly requires: readonly string[];
  readonly body: FunctionExpression | undefined;
}

/** A decision service: decisions that answer together as one function. All lists are of hrefs. */
export interface DecisionService extends Element {
  readonly outputs: readonly string[];
  readonly inputDecisions: readonly string[];
  readonly inputData: readonly string[];
}

/** The decision tables of the model that are the whole logic of a decision, or of a business knowledge model. */
export function tablesOf(model: DmnModel): readonly { readonly decision: Decision; readonly table: DecisionTable }[] {
  const shared = model.functions.map((each): Decision => ({ ...each, label: each.name, own: undefined, expression: each.body?.body }));
  return [...model.decisions, ...shared].flatMap((decision) =>
    decision.expression?.kind === "table" ? [{ decision, table: decision.expression.table }] : [],
  );
}
