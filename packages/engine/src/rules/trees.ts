import type { Tree } from "../model/tree.ts";

/** The trees that the codes in a table belong to. */
export interface TableTrees {
  readonly categories: Tree;
  readonly units: Tree;
}
