import type { Label } from "../../model/label.ts";
import { childrenOf, type SyntaxNode } from "./syntax.ts";

/** The variables an expression reads, by name. */
export type Scope = Readonly<Record<string, unknown>>;

/** A compiled piece of FEEL; `subject` is the value a cell tests, FEEL's `?`. It never throws: FEEL's errors are null. */
export type Run = (scope: Scope, subject: unknown) => unknown;

/** Whether a plain value in a cell takes the value tested; null where the two cannot be compared. */
export type Takes = (expected: unknown, value: unknown) => boolean | null;

/** Why a text is not taken. */
export interface Refusal {
  readonly code: "unparsable" | "unsupported" | "unknown-function" | "unknown-name" | "in-and" | "empty-range" | "no-value" | "too-long";
  readonly message: Label;
}

/** What compiling one text works with: its source and names, and what it gathers on the way. */
export interface Compiling {
  readonly source: string;
  /** Readable names and paths; a name opens every path below it. */
  readonly names: readonly string[];
  /** Whether `?` may be read. */
  readonly subject: boolean;
  /** Whether a value that stands alone in a cell takes the value tested. */
  readonly takes: Takes;
  readonly reads: Set<string>;
  readonly refusals: Refusal[];
  /** Compiles any node; handed along, since the kinds of node hold each other. */
  readonly compile: (node: SyntaxNode) => Run;
}

/** Compiles one of the node's children; what is left out, as an else may be, is null. */
export function compileChild(node: SyntaxNode, index: number, compiling: Compiling): Run {
  const child = childrenOf(node)[index];
  return child ? compiling.compile(child) : () => null;
}

/** The text of a node. */
export function textOf(node: SyntaxNode, compiling: Compiling): string {
  return compiling.source.slice(node.from, node.to);
}

/** Notes why the text is not taken, and stands in for the piece that could not be compiled. */
export function refuse(compiling: Compiling, code: Refusal["code"], message: Label): Run {
  compiling.refusals.push({ code, message });
  return () => null;
}
