import { errorAt, type Finding } from "../../model/finding.ts";
import { finalsOf } from "./finals-of.ts";
import type { StateGraph } from "../state-graph.ts";

/** A ticket that has come to an end is closed: in any other stage it would stay open for ever. */
export function checkEnds({ root }: StateGraph): Finding[] {
  return finalsOf(root)
    .filter((final) => final.stage !== undefined && final.stage !== "close")
    .map((final) =>
      errorAt(
        `${final.place}/meta/stage`,
        "open-end",
        `终止状态 ${final.id} 的环节是 ${final.stage}，案卷到此仍是未结，再也关不了；请把 stage 改为 close。`,
        `The final state ${final.id} is of the stage ${final.stage}, so that its tickets would stay open for ever; give it the stage close.`,
      ),
    );
}
