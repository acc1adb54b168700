import * as assert from "uvu/assert";
import type { Section } from "./harness.ts";
import { added, put, start, tenant } from "./writing.ts";

/** What is due. */
export const timers: Section = (add) => {
  add("due timers come earliest first, no more than asked for, and never early", async ({ store }) => {
    assert.is(await store.timers.next(), undefined);
    for (const [id, due] of Object.entries({ c: 30, a: 10, e: 50, d: 10 })) {
      await put(store, id, {}, { timers: added({ id: "later", generation: 2, due: start + due }) });
    }
    assert.is(await store.timers.next(), start + 10);
    const due = await store.timers.due(start + 30, 9);
    assert.equal(
      due.map(({ ticket }) => ticket),
      ["a", "d", "c"],
    );
    assert.equal(due[0], { tenant, ticket: "a", id: "later", generation: 2, due: start + 10 });
    assert.is((await store.timers.due(start + 30, 2)).length, 2);
    assert.equal(await store.timers.due(start + 9, 9), []);
  });

  add("dropping a timer leaves one of another generation alone", async ({ store }) => {
    await put(store, "a", {}, { timers: added({ id: "later", generation: 2, due: start }) });
    const timer = { tenant, ticket: "a", id: "later", generation: 2, due: start };
    await store.timers.drop({ ...timer, generation: 1 });
    assert.is((await store.timers.due(start, 9)).length, 1);
    await store.timers.drop(timer);
    assert.equal(await store.timers.due(start, 9), []);
  });
};
