import { buildTree } from "../../model/tree.ts";
import { childrenOf, parseFeel, type SyntaxNode } from "../feel/syntax.ts";
import type { Kind } from "../feel/values.ts";
import { outputFault } from "../output-fault.ts";
import type { TableInput, TableOutput } from "../table.ts";
import type { TableTrees } from "../trees.ts";
import type { Fault } from "../value-fault.ts";
import { checkUnaryTests } from "./check-tests.ts";
import { checkingOf, type ReadPath } from "./checking.ts";
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

/** What makes a computed answer useless whatever the inputs: as `testsFault`, or an answer, in a branch of an if too, that its output refuses. */
export function answerFault(source: string, output: TableOutput, inputs: readonly TableInput[], trees: TableTrees): Fault | undefined {
  const names = inputs.map((input) => input.name);
  const root = parseFeel(source, "answer", names);
  const checking = checkingOf(source, { subject: undefined, inputs }, trees, knownKind);
  const wanted = kindOfOutput[output.type];
  checking.know(root);
  for (const branch of branchesOf(root)) {
    const known = checking.know(branch);
    checking.expect(known, [wanted], branch);
    const fault = known.literal !== undefined && known.kind === wanted ? outputFault(known.literal, output, trees) : undefined;
    if (fault) checking.faults.push(fault);
  }
  return checking.faults[0];
}

/**
 * What makes a condition, or a piece of it, null whatever is read: as `testsFault`, or a condition that answers neither true nor false.
 * Codes of trees are not looked up, since trees change and what is filed under an old code stays.
 */
export function conditionFault(source: string, paths: readonly ReadPath[]): Fault | undefined {
  const root = parseFeel(
    source,
    "expression",
    paths.map(({ name }) => name),
  );
  const checking = checkingOf(source, { subject: undefined, inputs: paths }, noTrees, knownKind);
  checking.expect(checking.know(root), ["boolean"], root);
  return checking.faults[0];
}

const noTrees: TableTrees = { categories: buildTree([]).tree, units: buildTree([]).tree };

/** The pieces one of which the answer will be. */
function branchesOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children = childrenOf(node);
  if (node.name === "Expression") return children.flatMap(branchesOf);
  if (node.name === "ParenthesizedExpression") return children.slice(1, 2).flatMap(branchesOf);
  return node.name === "IfExpression" ? [children[3], children[5]].flatMap((branch) => (branch ? branchesOf(branch) : [])) : [node];
}

const kindOfOutput: Readonly<Record<TableOutput["type"], Kind>> = {
  string: "string",
  category: "string",
  unit: "string",
  standard: "string",
  number: "number",
  boolean: "boolean",
  units: "list",
};
