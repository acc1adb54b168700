import type { Tree } from "../model/tree.ts";

/** The trees that the codes in a table belong to. */
export interface TableTrees {
  readonly categories: Tree;
  readonly units: Tree;
  /** Whether an output may name a unit this way although it is no code: relative to the ticket's ground, say. */
  readonly isUnitName?: (name: string) => boolean;
  /** Whether there is such a standard; where absent, standards are not checked. */
  readonly isStandard?: (code: string) => boolean;
}
