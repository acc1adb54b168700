/** A forest of codes: the categories, the units. Every code knows its lineage. */
export interface Tree {
  readonly has: (code: string) => boolean;
  /** The code itself, its parent, and so on up to the root; empty for an unknown code. */
  readonly lineage: (code: string) => readonly string[];
  /** Every code, parents before their children. */
  readonly codes: readonly string[];
}

export interface TreeNode {
  readonly code: string;
  readonly parent?: string | undefined;
}

/** What keeps a list of nodes from being a forest. */
export type TreeFault =
  | { readonly type: "duplicate"; readonly code: string }
  | { readonly type: "unknown-parent"; readonly code: string; readonly parent: string }
  | {
      readonly type: "cycle";
      readonly code: string;
      /** The way round: the code itself, its parent, and so on until the code again. */
      readonly round: readonly string[];
    };

/**
 * Builds the tree. Of nodes with one code the first stands; those without a parent that there is, and those in a cycle, are named and stand as
 * roots, so that nothing is said of what lies beneath them, and nothing that follows from the fault.
 */
export function buildTree(nodes: readonly TreeNode[]): { readonly tree: Tree; readonly faults: readonly TreeFault[] } {
  const faults: TreeFault[] = [];
  const byCode = new Map<string, TreeNode>();
  for (const node of nodes) {
    if (byCode.has(node.code)) faults.push({ type: "duplicate", code: node.code });
    else byCode.set(node.code, node);
  }
  const lineages = new Map<string, readonly string[]>();
  for (const code of byCode.keys()) climb(code, byCode, lineages, faults);
  const codes = [...lineages.keys()].toSorted((a, b) => depth(lineages, a) - depth(lineages, b));
  return { tree: { has: (code) => lineages.has(code), lineage: (code) => lineages.get(code) ?? [], codes }, faults };
}

function climb(start: string, byCode: Map<string, TreeNode>, lineages: Map<string, readonly string[]>, faults: TreeFault[]): void {
  const path: string[] = [];
  let code: string | undefined = start;
  while (code !== undefined && !lineages.has(code) && !path.includes(code)) {
    const node = byCode.get(code);
    if (!node) {
      faults.push({ type: "unknown-parent", code: path.at(-1) ?? start, parent: code });
      break;
    }
    path.push(code);
    code = node.parent;
  }
  const round = code === undefined ? -1 : path.indexOf(code);
  const ring = round < 0 ? [] : path.splice(round);
  ring.forEach((each, i) => {
    faults.push({ type: "cycle", code: each, round: [...ring.slice(i), ...ring.slice(0, i), each] });
    lineages.set(each, [each]);
  });
  const above = code === undefined ? [] : (lineages.get(code) ?? []);
  path.forEach((step, i) => lineages.set(step, [...path.slice(i), ...above]));
}

function depth(lineages: Map<string, readonly string[]>, code: string): number {
  return lineages.get(code)?.length ?? 0;
}
