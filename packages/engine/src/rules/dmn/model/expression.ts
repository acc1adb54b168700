import type { DecisionTable } from "./decision-table.ts";
import type { Located } from "./model.ts";

/** A boxed expression (DMN 1.5, chapter 10.2); `type` is the name of the type its value is of. */
export type Expression = Located & { readonly type: string | undefined } & (
    | { readonly kind: "literal"; readonly text: string; readonly language: string | undefined }
    | { readonly kind: "table"; readonly table: DecisionTable }
    | { readonly kind: "context"; readonly entries: readonly ContextEntry[] }
    | { readonly kind: "list"; readonly items: readonly Expression[] }
    | { readonly kind: "relation"; readonly columns: readonly string[]; readonly rows: readonly (readonly Expression[])[] }
    | { readonly kind: "invocation"; readonly called: Expression; readonly bindings: readonly Binding[] }
    | FunctionExpression
    | { readonly kind: "conditional"; readonly if: Expression; readonly then: Expression; readonly else: Expression }
    | { readonly kind: "filter"; readonly in: Expression; readonly match: Expression }
    | {
        readonly kind: "for" | "some" | "every";
        readonly variable: string;
        readonly in: Expression;
        readonly body: Expression;
      }
  );

/** An entry of a boxed context; one without a name is the result. */
export interface ContextEntry {
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly expression: Expression;
}

export interface Binding {
  readonly name: string;
  readonly expression: Expression | undefined;
}

/** A function of FEEL; others (`Java`, `PMML`) have no body that could be run here. */
export interface FunctionExpression {
  readonly kind: "function";
  readonly parameters: readonly { readonly name: string; readonly type: string | undefined }[];
  readonly body: Expression | undefined;
  readonly language: "FEEL" | "other";
}
