import type { Tree } from "../../model/tree.ts";
import type { Cell } from "../cells/cell.ts";
import type { Takes } from "../feel/scope.ts";
import { feelEquals } from "../feel/values.ts";
import type { Column } from "./column.ts";
import { buildRowSets } from "./row-sets.ts";
import { spansOf } from "./spans.ts";

/**
 * Indexes the codes of a tree: a code in a cell takes itself and all below it. What compares (`= "01"`, `? = "01"`, `? in ("01")`)
 * means the code alone, as everywhere in FEEL; such a cell is run.
 */
export function treeColumn(cells: readonly Cell[], tree: Tree): Column {
  const spanOf = spansOfTree(tree);
  const positions = tree.codes.length + 2;
  const rows = spansOf(cells, positions, (test) => {
    if (test.type !== "literal") return undefined;
    return test.value === null ? [0, 0] : spanOf.get(String(test.value));
  });
  const sets = buildRowSets(rows, positions);
  const unknown = 1;
  return {
    rowsFor: (value) => {
      if (value === null) return sets.at(0);
      return typeof value === "string" ? sets.at(spanOf.get(value)?.[0] ?? unknown) : undefined;
    },
    typicalRows: sets.typicalRows,
  };
}

/** Whether a code that stands alone in a cell, or in a list there, takes the code tested: its own or one below it; a condition holds. */
export function takesBelow(tree: Tree): Takes {
  return (expected, value) => {
    if (typeof expected === "boolean") return expected;
    return typeof expected === "string" && typeof value === "string" ? tree.lineage(value).includes(expected) : feelEquals(expected, value);
  };
}

type Span = readonly [first: number, last: number];

/** Kept with its tree, since a tree serves many tables. */
const known = new WeakMap<Tree, ReadonlyMap<string, Span>>();

/** For each code its own position and that of the last code below it; positions follow the tree, from 2 on. */
function spansOfTree(tree: Tree): ReadonlyMap<string, Span> {
  const ready = known.get(tree);
  if (ready) return ready;
  const children = new Map<string | undefined, string[]>();
  for (const code of tree.codes) {
    const parent = tree.lineage(code)[1];
    const siblings = children.get(parent);
    if (siblings) siblings.push(code);
    else children.set(parent, [code]);
  }
  const spans = new Map<string, Span>();
  let next = 2;
  const walk = (code: string): void => {
    const first = next;
    next += 1;
    for (const child of children.get(code) ?? []) walk(child);
    spans.set(code, [first, next - 1]);
  };
  for (const root of children.get(undefined) ?? []) walk(root);
  known.set(tree, spans);
  return spans;
}
