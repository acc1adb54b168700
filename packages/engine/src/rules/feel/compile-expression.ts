import type { Label } from "../../model/label.ts";
import { compileFeel } from "./compile-feel.ts";
import type { Scope } from "./scope.ts";

/** A FEEL expression ready to run, or why it is refused and how to mend it. */
export type CompiledExpression =
  | {
      readonly ok: true;
      /** The variables and paths it reads, such as `ticket.tier`. */
      readonly names: readonly string[];
      /** Answers for a scope of JSON values (and feelin dates); never throws, FEEL's errors are null. */
      readonly run: (scope: Scope) => unknown;
    }
  | { readonly ok: false; readonly message: Label };

/** Compiles a FEEL expression of the live subset; it may read the given names and every path below them. */
export function compileExpression(source: string, options: { readonly names: readonly string[] }): CompiledExpression {
  const compiled = compileFeel(source, "expression", options.names);
  if (!compiled.ok) return { ok: false, message: compiled.refusal.message };
  return { ok: true, names: compiled.reads, run: (scope) => compiled.run(scope, null) };
}
