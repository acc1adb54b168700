import type { LadderDocument, Rung } from "../../definitions/ladder.ts";
import type { Clock } from "../../model/clock.ts";
import type { DefinitionRef, Ticket } from "../../model/ticket.ts";
import { compileExpression } from "../../rules/feel/compile-expression.ts";

/** A ladder at one version, compiled once. */
export interface Ladder {
  readonly ref: DefinitionRef;
  readonly document: LadderDocument;
  readonly rung: (id: string) => Rung | undefined;
  /** Whether the rung's condition holds; one without a condition always does. Never throws: undefined where FEEL has no answer. */
  readonly holds: (rung: Rung, ticket: Ticket, clock: Clock) => boolean | undefined;
}

/** The names a rung's condition may start from. */
export const rungNames = ["ticket", "clock"] as const;

/** Compiles a checked ladder. */
export function compileLadder(document: LadderDocument, version: number): Ladder {
  const rungs = new Map(document.rungs.map((rung) => [rung.id, rung]));
  const conditions = new Map(
    document.rungs.flatMap(({ id, when }) => {
      if (when === undefined) return [];
      const compiled = compileExpression(when, { names: rungNames });
      if (!compiled.ok) throw new Error(`the FEEL condition ${when} does not compile: ${compiled.message.en}`);
      return [[id, compiled.run] as const];
    }),
  );
  return {
    ref: { id: document.id, version },
    document,
    rung: (id) => rungs.get(id),
    holds: ({ id }, ticket, clock) => {
      const run = conditions.get(id);
      const answer = run === undefined || run({ ticket, clock });
      return typeof answer === "boolean" ? answer : undefined;
    },
  };
}
