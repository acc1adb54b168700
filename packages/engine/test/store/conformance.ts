import { suite, type Test } from "uvu";
import type { Harness, Section } from "./conformance/harness.ts";
import { definitions } from "./conformance/definitions.ts";
import { deliveries } from "./conformance/deliveries.ts";
import { engine } from "./conformance/engine.ts";
import { evaluation } from "./conformance/evaluation.ts";
import { handOvers } from "./conformance/hand-overs.ts";
import { keys } from "./conformance/keys.ts";
import { likeness } from "./conformance/likeness.ts";
import { lists } from "./conformance/lists.ts";
import { moves } from "./conformance/moves.ts";
import { people } from "./conformance/people.ts";
import { proposals } from "./conformance/proposals.ts";
import { records } from "./conformance/records.ts";
import { seals } from "./conformance/seals.ts";
import { timers } from "./conformance/timers.ts";
import { transact } from "./conformance/transact.ts";
import { verify } from "./conformance/verify.ts";
import { whistles } from "./conformance/whistles.ts";

/** What every store does, each test on an empty one. The caller adds what is its own and ends with `.run()`. */
export function conformance(name: string, open: () => Promise<Harness>): Test {
  const test = suite(name);
  const sections: readonly Section[] = [
    transact,
    keys,
    lists,
    likeness,
    timers,
    deliveries,
    definitions,
    proposals,
    people,
    records,
    engine,
    moves,
    handOvers,
    verify,
    seals,
    whistles,
    evaluation,
  ];
  for (const section of sections) {
    section((title, body) =>
      test(title, async () => {
        const harness = await open();
        try {
          await body(harness);
        } finally {
          await harness.close();
        }
      }),
    );
  }
  return test;
}
