import { setImmediate as pause } from "node:timers/promises";
import type { Versioned } from "../../decide/assemble.ts";
import type { Mismatch } from "../../decide/cases/mismatch.ts";
import { runCase } from "../../decide/cases/run-case.ts";
import type { World } from "../../decide/world.ts";
import type { Case } from "../../definitions/cases.ts";
import type { Located } from "../../definitions/located.ts";
import { errorAt, type Finding } from "../../model/finding.ts";

/** Cases that are run before others have a turn. */
const batch = 20;

/** The saved cases that the world decides otherwise than they say; each keeps it from being published. */
export async function caseFindings(world: World, definitions: readonly Versioned[]): Promise<readonly Located[]> {
  const findings: Located[] = [];
  let run = 0;
  for (const each of definitions) {
    if (each.kind !== "cases") continue;
    for (const [i, saved] of each.body.cases.entries()) {
      findings.push(...runCase(world, saved).map((found) => ({ kind: each.kind, id: each.id, finding: failed(saved, i, found) })));
      if ((run += 1) % batch === 0) await pause();
    }
  }
  return findings;
}

function failed({ id }: Case, at: number, { place, expected, actual, because }: Mismatch): Finding {
  const [wanted, got] = [JSON.stringify(expected), JSON.stringify(actual)];
  const why = because ? [`（${because["zh-CN"].replace(/。$/, "")}）`, ` (${because.en.replace(/\.$/, "")})`] : ["", ""];
  return errorAt(
    `/cases/${at}${place}`,
    "case-failed",
    `用例 ${id} 应得 ${wanted}，却得 ${got}${why[0]}；请改正规则，若用例已过时则改用例。`,
    `The case ${id} should give ${wanted} and gives ${got}${why[1]}; mend the rules, or the case where it is out of date.`,
  );
}
