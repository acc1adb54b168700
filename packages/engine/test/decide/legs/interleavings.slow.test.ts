import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { anyEvent, brokenLaws, jointLife } from "../../fixtures/joint-life.ts";

/** How many interleavings; a longer run: MUSTER_INTERLEAVINGS=1000000. */
const runs = Number(process.env["MUSTER_INTERLEAVINGS"] ?? 20_000);

test(`${runs} interleavings of what happens to legs and to their ticket, with a crash between any two: the laws of joint handling hold after each`, () => {
  const reached = new Map<string, number>();
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(fc.nat(5039), { minLength: 40, maxLength: 40 }), (drawn) => {
      let at = 0;
      const draw = (bound: number) => (drawn[at++ % drawn.length] ?? 0) % bound;
      const life = jointLife();
      const did: string[] = [];
      life.send(...anyBlow(), 0);
      for (let step = 0; step < 10; step += 1) {
        const [actor, command] = anyEvent(draw);
        did.push(`${command.type}${command.leg === undefined ? "" : ` ${command.leg}`}`);
        const was = life.entries.length;
        if (life.send(actor, command, draw(4) * 1_200_000)) accepted += 1;
        if (draw(2)) life.crash();
        if (life.entries.length === was) continue;
        const broken = brokenLaws(life);
        if (broken.length > 0) throw new Error(`after ${did.join(", ")}: ${broken.join("; ")}`);
      }
      for (const { outcome = "open", endedBy } of Object.values(life.ticket().legs ?? {})) {
        const end = endedBy === undefined ? outcome : `${outcome} by ${endedBy}`;
        reached.set(end, (reached.get(end) ?? 0) + 1);
      }
    }),
    { numRuns: runs, includeErrorInReport: true },
  );
  assert.ok(accepted > runs * 2, `only ${accepted} events were accepted`);
  const ways = ["force-complete", "reassign", "raise-tier", "suspend", "return", "void", "merge", "cancel-legs"];
  for (const way of ["done", "bounced", ...ways.map((command) => `cancelled by ${command}`)])
    assert.ok(reached.has(way), `no walk came to ${way}`);
});

function anyBlow(): ReturnType<typeof anyEvent> {
  return anyEvent(firstKind());
}

/** Draws the whistle first: the tenth turn is an event of the ticket, and the first of these blows it. */
function firstKind(): (bound: number) => number {
  return (bound) => (bound === 10 ? 9 : 0);
}

test.run();
