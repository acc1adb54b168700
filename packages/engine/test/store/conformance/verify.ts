import * as assert from "uvu/assert";
import { tenant } from "../../fixtures/town.ts";
import type { Section } from "./harness.ts";
import { townOn } from "./town-engine.ts";

/** What verification finds when somebody writes past the engine. */
export const verify: Section = (add) => {
  add("verification finds what was tampered with, and only that", async ({ store, raw }) => {
    const { engine, clock, done, reported } = await townOn(store);
    const names = ["whole", "entry", "tail", "gone", "document", "middle", "timer", "unit", "journal"] as const;
    const tickets = new Map<string, string>();
    for (const name of names) {
      const ticket = await reported({ category: "0101" });
      tickets.set(name, ticket);
      await done({ type: "file", ticket }, "ann");
      await done({ type: "dispatch", ticket }, "dan");
      await done({ type: "sign", ticket }, "wen");
      await done({ type: "suspend", ticket, form: { until: clock.now + 1000, reason: "雨" } }, "dan");
    }
    const id = (name: (typeof names)[number]) => tickets.get(name) ?? "";
    assert.equal((await engine.verify(tenant.id)).faults, []);
    await raw(`UPDATE journal SET entry = replace(entry, 'person', 'PERSON') WHERE ticket = '${id("entry")}' AND seq = 2`);
    await raw(`DELETE FROM journal WHERE ticket = '${id("tail")}' AND seq = 5`);
    await raw(`DELETE FROM ticket WHERE id = '${id("gone")}'`);
    await raw(`UPDATE ticket SET document = replace(document, '"tier":3', '"tier":1') WHERE id = '${id("document")}'`);
    await raw(`DELETE FROM journal WHERE ticket = '${id("middle")}' AND seq = 3`);
    await raw(`DELETE FROM timer WHERE ticket = '${id("timer")}'`);
    await raw(`INSERT INTO ticket_unit (tenant, ticket, unit, why) VALUES ('${tenant.id}', '${id("unit")}', 'g2', 'area')`);
    await raw(`DELETE FROM journal WHERE ticket = '${id("journal")}'`);
    const { faults, tickets: checked } = await engine.verify(tenant.id);
    assert.is(checked, names.length - 1);
    assert.equal(faults, [
      { ticket: id("entry"), seq: 2, fault: "broken-chain" },
      { ticket: id("tail"), fault: "head-differs" },
      { ticket: id("document"), fault: "state-differs" },
      { ticket: id("middle"), seq: 3, fault: "gap" },
      { ticket: id("timer"), fault: "rows-differ" },
      { ticket: id("unit"), fault: "rows-differ" },
      { ticket: id("journal"), fault: "no-journal" },
      { ticket: id("gone"), fault: "no-ticket" },
    ]);
  });

  add("verification finds a tail that was cut together with the head", async ({ store, raw }) => {
    const { engine, done, reported } = await townOn(store);
    const ticket = await reported();
    await done({ type: "comment", ticket, form: { comment: "one" } }, "ann");
    await raw(`UPDATE ticket SET head = (SELECT hash FROM journal WHERE journal.ticket = ticket.id AND seq = 1) WHERE id = '${ticket}'`);
    await raw(`DELETE FROM journal WHERE ticket = '${ticket}' AND seq = 2`);
    assert.equal((await engine.verify(tenant.id)).faults, [{ ticket, fault: "state-differs" }]);
  });

  add("verification takes work that goes on meanwhile for no fault", async ({ store }) => {
    const { engine, done, reported } = await townOn(store);
    const tickets: string[] = [];
    for (let i = 0; i < 10; i++) tickets.push(await reported());
    const round = { over: false };
    const work = tickets.map(async (ticket) => {
      while (!round.over) await done({ type: "comment", ticket, form: { comment: "again" } }, "ann");
    });
    const { faults } = await engine.verify(tenant.id);
    round.over = true;
    await Promise.all(work);
    assert.equal(faults, []);
    assert.equal((await engine.verify(tenant.id)).faults, []);
  });
};
