import { parseFeel } from "../feel/syntax.ts";
import type { TableInput } from "../table.ts";
import type { TableTrees } from "../trees.ts";
import type { Fault } from "../value-fault.ts";
import { checkUnaryTests } from "./check-tests.ts";
import { checkingOf } from "./checking.ts";
import { kindOfInput, knownKind } from "./known-kind.ts";

/**
 * What makes the tests of a cell that is run null whatever the inputs: values of kinds that are never compared, functions called with
 * what they do not take; or an input compared with a value it cannot have.
 */
export function testsFault(source: string, subject: TableInput, inputs: readonly TableInput[], trees: TableTrees): Fault | undefined {
  const names = inputs.map((input) => input.name);
  const root = parseFeel(source, "unary-tests", names);
  const checking = checkingOf(source, { subject, inputs }, trees, knownKind);
  checkUnaryTests(root, { node: root, kind: kindOfInput[subject.type], input: subject }, checking);
  return checking.faults[0];
}
