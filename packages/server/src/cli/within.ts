import type { World } from "@muster/engine";
import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";

type Tree = World["categories"]["tree"];

/** A code and everything beneath it in its tree; a code that is not in it is wrong usage. */
export function within(tree: Tree, option: string, code: string): readonly string[] {
  if (tree.has(code)) return tree.codes.filter((each) => tree.lineage(each).includes(code));
  throw wrongUsage(label(`${option}：没有编码 ${code}。`, `${option}: there is no code ${code}.`));
}
