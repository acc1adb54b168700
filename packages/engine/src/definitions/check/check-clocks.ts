import { errorAt, type Finding } from "../../model/finding.ts";
import { own } from "../own.ts";
import type { ProcessDocument } from "../process.ts";
import type { GraphNode } from "../state-graph.ts";
import { isCountable, needsCalendar } from "./needs-calendar.ts";
import type { ProcessSurroundings } from "./process-surroundings.ts";

/** Every clock has a limit that can be counted and a state that lets it run, and no state speaks of a clock there is not. */
export function checkClocks(
  { meta: { clocks = {} } }: ProcessDocument,
  states: readonly GraphNode[],
  around: ProcessSurroundings,
): Finding[] {
  const said = states.flatMap((node) => Object.entries(node.config.meta?.clock ?? {}).map(([name, does]) => ({ node, name, does })));
  return [
    ...said.flatMap(({ node, name }) => (own(clocks, name) ? [] : [unknownClock(node, name, Object.keys(clocks))])),
    ...Object.entries(clocks).flatMap(([name, { standard, limit }]) => {
      const place = `/meta/clocks/${name}`;
      return [
        ...(standard || limit ? [] : [noLimit(place, name)]),
        ...(limit && !isCountable(limit, around)
          ? [needsCalendar(`${place}/limit/unit`, `时限 ${name} `, `the clock ${name}`, limit)]
          : []),
        ...(said.some((each) => each.name === name && each.does === "run") ? [] : [neverRuns(place, name)]),
      ];
    }),
  ];
}

function unknownClock({ place, id }: GraphNode, name: string, known: readonly string[]): Finding {
  return errorAt(
    `${place}/meta/clock/${name}`,
    "unknown-clock",
    `状态 ${id} 提到的时限 ${name} 不存在（现有：${known.join("、") || "无"}）；请改正，或加入 meta.clocks。`,
    `State ${id} speaks of a clock ${name}, which is not there (there is ${known.join(", ") || "none"}); correct it, or add it to meta.clocks.`,
  );
}

function noLimit(place: string, name: string): Finding {
  return errorAt(
    place,
    "no-limit",
    `时限 ${name} 没有说明多长；请写上 "standard": true（按立案标准）或 limit。`,
    `The clock ${name} does not say how long it is; write "standard": true (by the filed standard) or a limit.`,
  );
}

function neverRuns(place: string, name: string): Finding {
  return errorAt(
    place,
    "idle-clock",
    `没有状态让时限 ${name} 走动；请在某个状态的 meta.clock 写 "${name}": "run"，或删去它。`,
    `No state lets the clock ${name} run; write "${name}": "run" into the meta.clock of one, or remove it.`,
  );
}
