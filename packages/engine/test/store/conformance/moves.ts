import * as assert from "uvu/assert";
import { createEngine } from "@muster/engine";
import { secondLoop, toSecondLoop } from "../../fixtures/second-loop.ts";
import { person, tenant } from "../../fixtures/town.ts";
import type { Section } from "./harness.ts";
import { townOn } from "./town-engine.ts";

/** Open tickets brought to another version. */
export const moves: Section = (add) => {
  add("tickets are moved to another version as foreseen, by whoever goes on with it, and every row agrees", async (harness) => {
    const { engine, clock, done, reported } = await townOn(harness.store);
    const [first, second] = [await reported({ category: "0101" }), await reported({ category: "0101" })];
    for (const ticket of [first, second]) {
      await done({ type: "file", ticket }, "ann");
      await done({ type: "dispatch", ticket }, "dan");
    }
    await done({ type: "sign", ticket: second }, "wen");
    clock.now += 3_600_000;
    assert.ok((await engine.define(tenant.id, [secondLoop()], "tests")).ok);
    const move = { process: "closed-loop", states: toSecondLoop } as const;
    const plan = await engine.planMove(tenant.id, move);
    assert.equal((await engine.planMove(tenant.id, { process: "closed-loop" })).unmapped[0]?.state, "handle.handling");
    const moved = await engine.moveTickets(tenant.id, move);
    assert.equal(moved.ok && [moved.plan, moved.moved, moved.refused], [plan, 2, 0]);
    const again = createEngine({ store: await harness.reopen(), now: () => clock.now });
    assert.equal((await again.verify(tenant.id)).faults, []);
    const tickets = await again.list(person("ann"));
    assert.equal(
      tickets.map(({ state, process }) => [state, process.version]),
      [
        [{ handle: "assigned" }, 2],
        [{ handle: "working" }, 2],
      ],
    );
    assert.equal((await again.inbox(person("wen"))).map(({ part }) => part.key).toSorted(), [
      "closed-loop.handle.assigned",
      "closed-loop.handle.working",
    ]);
    clock.now += 23 * 3_600_000;
    assert.is((await again.work()).fired, 1, "a day after it was assigned");
    assert.equal((await again.verify(tenant.id)).faults, []);
  });
};
