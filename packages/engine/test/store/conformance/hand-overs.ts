import { createEngine, type Store, type Ticket, type TicketCommand } from "@muster/engine";
import { handClock } from "@muster/engine/testing";
import * as assert from "uvu/assert";
import { tenant } from "../../fixtures/town.ts";
import { city, photo, towns, twoTowns, type TwoTowns } from "../../fixtures/two-towns.ts";
import type { Section } from "./harness.ts";

const start = "2026-03-02T00:00:00Z";
const system = (id: string) => ({ kind: "system", tenant: id }) as const;

/** Matters handed over between two tenants on the store. */
export const handOvers: Section = (add) => {
  add("what is handed over is a ticket on the other side, whose outcome and public answer come back", async ({ store }) => {
    const { engine, done, dispatching } = await twoTowns(store, handClock(start));
    const ticket = await dispatching();
    await done(tenant.id, handOver(ticket), "dan");
    await engine.work();
    const sent = await ticketOf(engine, tenant.id, ticket);
    const there = await ticketOf(engine, city.id, sent.handedTo?.ticket ?? "");
    assert.equal(sent.state, { handle: "handed-over" });
    assert.is(sent.handedTo?.number, there.number);
    assert.equal(there.handedFrom, { tenant: tenant.id, ticket, number: sent.number, no: 1 });
    assert.equal([there.source, there.sourceKey, there.area], [tenant.id, `${ticket}/1`, "g1"]);
    await closedThere({ engine, done, dispatching }, there.id);
    const back = await ticketOf(engine, tenant.id, ticket);
    assert.equal([back.state, back.handedTo?.outcome, back.handedTo?.why], [{ verify: "verifying" }, "done", "closed"]);
    const told = (await engine.story(ticket, { kind: "reporter", tenant: tenant.id, id: "r1" })).at(-1);
    assert.equal([told?.entry.type, told?.texts["publicAnswer"]], ["answered", "已清理"]);
    await sound(engine);
  });

  add("of a matter that was handed over neither the reporter's name nor a word of the office travels", async ({ store }) => {
    const { engine, done, dispatching } = await twoTowns(store, handClock(start));
    const ticket = await dispatching();
    await engine.putPeople(tenant.id, [{ id: "r1", kind: "reporter", name: "石磊", phone: "555-0100" }]);
    await done(tenant.id, handOver(ticket, "须由市里协调"), "dan");
    await engine.work();
    const there = (await ticketOf(engine, tenant.id, ticket)).handedTo?.ticket ?? "";
    const words = JSON.stringify(await engine.story(there, system(city.id)));
    assert.match(words, "河道跨界污染");
    for (const kept of ["石磊", "555-0100", "须由市里协调", '"r1"']) assert.not.match(words, kept);
    // Its words can be erased there under the id of the ticket they came from.
    await engine.erase(city.id, ticket);
    assert.not.match(JSON.stringify(await engine.story(there, system(city.id))), "河道跨界污染");
    await sound(engine);
  });

  add("what the other side does not take comes back to the dispatcher with the reason, and is tried no more", async ({ store }) => {
    const { engine, done, dispatching } = await twoTowns(store, handClock(start), { town: [toNowhere, ...cityAlone], city: [] });
    const [nowhere, refused] = [await dispatching(), await dispatching()];
    await done(tenant.id, { ...handOver(nowhere), form: { partner: "nowhere", reason: "不属本镇" } }, "dan");
    await done(tenant.id, handOver(refused), "dan");
    await engine.work();
    for (const id of [nowhere, refused]) {
      const ticket = await ticketOf(engine, tenant.id, id);
      assert.equal([ticket.state, ticket.handedTo?.outcome], [{ dispatch: "dispatching" }, "not-taken"]);
      const { entry, texts } = (await engine.story(id, system(tenant.id))).at(-1) ?? {};
      assert.is(entry?.type, "not-taken");
      assert.match(texts?.["reason"] ?? "", "自行办理");
      assert.match(texts?.["reason"] ?? "", "deal with it here");
    }
    assert.equal(
      (await engine.deliveries(tenant.id, "pending")).filter(({ destination }) => destination === "engine"),
      [],
    );
    await sound(engine);
  });

  add("a declined matter comes back to the dispatcher; handed over once more it is another ticket there", async ({ store }) => {
    const { engine, done, dispatching } = await twoTowns(store, handClock(start));
    const ticket = await dispatching();
    await done(tenant.id, handOver(ticket), "dan");
    await engine.work();
    const first = (await ticketOf(engine, tenant.id, ticket)).handedTo?.ticket ?? "";
    await done(city.id, { type: "decline", ticket: first, form: { reason: "不在范围" } }, "ann");
    await engine.work();
    const back = await ticketOf(engine, tenant.id, ticket);
    assert.equal([back.state, back.handedTo?.outcome, back.handedTo?.why], [{ dispatch: "dispatching" }, "not-done", "declined"]);
    await done(tenant.id, handOver(ticket), "dan");
    await engine.work();
    const again = await ticketOf(engine, tenant.id, ticket);
    assert.equal([again.handedTo?.no, again.handedTo?.ticket === first], [2, false]);
    await sound(engine);
  });

  add("taken back, the other side is told and stops; its later words move nothing here", async ({ store }) => {
    const { engine, done, dispatching } = await twoTowns(store, handClock(start));
    const [early, late] = [await dispatching(), await dispatching()];
    // Before it got there: it is reported no more.
    await done(tenant.id, handOver(early), "dan");
    await done(tenant.id, { type: "take-back", ticket: early, form: { reason: "误移交" } }, "dan");
    await done(tenant.id, handOver(late), "dan");
    await engine.work();
    assert.is((await engine.list(system(city.id))).length, 1);
    const { handedTo } = await ticketOf(engine, tenant.id, late);
    // However the ticket leaves: here it is voided.
    await done(tenant.id, { type: "void", ticket: late, form: { reason: "重复" } }, "sue");
    await engine.work();
    const there = await ticketOf(engine, city.id, handedTo?.ticket ?? "");
    assert.equal([there.state, there.open, typeof there.handedFrom?.withdrawnAt], ["voided", false, "number"]);
    const here = await ticketOf(engine, tenant.id, late);
    assert.equal([here.state, here.handedTo?.outcome], ["voided", "taken-back"]);
    assert.is((await engine.deliveries(tenant.id, "undeliverable")).length, 1, "the one that was never there");
    await sound(engine);
  });

  add("reopened there it waits here again, and a second answer brings it on a second time", async ({ store }) => {
    const both = await twoTowns(store, handClock(start));
    const { engine, done, dispatching } = both;
    const ticket = await dispatching();
    await done(tenant.id, handOver(ticket), "dan");
    await engine.work();
    const there = (await ticketOf(engine, tenant.id, ticket)).handedTo?.ticket ?? "";
    await closedThere(both, there);
    await done(city.id, { type: "reopen", ticket: there, form: { reason: "复发" } }, "ann");
    await engine.work();
    const waiting = await ticketOf(engine, tenant.id, ticket);
    assert.equal([waiting.state, waiting.handedTo?.outcome], [{ handle: "handed-over" }, undefined]);
    await done(city.id, { type: "void", ticket: there, form: { reason: "另案处理" } }, "sue");
    await engine.work();
    const answered = await ticketOf(engine, tenant.id, ticket);
    assert.equal([answered.state, answered.handedTo?.why], [{ dispatch: "dispatching" }, "voided"]);
    await sound(engine);
  });

  add("its own time runs while it is handed over, the handling's stands still", async ({ store }) => {
    const { done, dispatching } = await twoTowns(store, handClock(start));
    const ticket = await dispatching();
    const { ticket: gone } = await done(tenant.id, handOver(ticket), "dan");
    assert.is(gone.due, Date.parse(start) + 15 * 86_400_000);
    assert.is(gone.clocks?.["handle"]?.segments.length ?? 0, 0);
  });

  add("a tenant that knows no partner is offered no hand-over, and nobody else may name where a report came from", async ({ store }) => {
    const { engine, dispatching } = await twoTowns(store, handClock(start), { town: [], city: [] });
    const ticket = await dispatching();
    const dan = { kind: "person", tenant: tenant.id, id: "dan" } as const;
    const offer = (await engine.offers(ticket, dan)).find(({ command }) => command === "hand-over");
    assert.equal([offer?.available, offer?.reason?.code], [false, "not-now"]);
    const refused = await engine.execute(handOver(ticket), dan);
    assert.is(!refused.ok && refused.refusal.code, "not-now");
    const from = { tenant: city.id, ticket: "x", number: "C1", no: 1 };
    const report = { type: "report", process: "closed-loop", handedFrom: from, form: { description: "井盖" } } as const;
    const forged = await engine.execute(report, { ...dan, id: "ann" });
    assert.is(!forged.ok && forged.refusal.code, "not-allowed");
    const word = await engine.execute({ type: "answered", ticket, form: { from: city.id, no: 1, outcome: "done", why: "closed" } }, dan);
    assert.is(!word.ok && word.refusal.code, "not-allowed");
    const stray = { type: "answered", ticket, form: { from: city.id, no: 1, outcome: "done", why: "closed" } } as const;
    const unasked = await engine.execute(stray, system(tenant.id));
    assert.is(!unasked.ok && unasked.refusal.code, "not-now");
  });

  add("killed after any commit and started again, both sides end the same, with one ticket on the other", async (harness) => {
    const clock = handClock(start);
    await twoTowns(harness.store, clock);
    let { store } = harness;
    const ends: string[] = [];
    for (let commits = 1; commits <= 9; commits += 1) {
      const ticket = await towns(createEngine({ store, now: clock.now })).dispatching({ description: `第 ${commits} 件` });
      for (const step of [handed, closed]) {
        const engine = createEngine({ store: killedAfter(store, commits), now: clock.now });
        await step(towns(engine), ticket).catch(() => undefined);
        store = await harness.reopen();
        clock.advance({ hours: 2 });
        await step(towns(createEngine({ store, now: clock.now })), ticket);
      }
      const engine = createEngine({ store, now: clock.now });
      const { state, handedTo } = await ticketOf(engine, tenant.id, ticket);
      ends.push(JSON.stringify([state, handedTo?.outcome, (await engine.list(system(city.id))).length - commits]));
      await sound(engine);
    }
    assert.equal([...new Set(ends)], [JSON.stringify([{ verify: "verifying" }, "done", 0])]);
  });
};

const label = { "zh-CN": "无", en: "Nowhere" };
const toNowhere = { tenant: "nowhere", label, process: "closed-loop" };
const cityAlone = [{ tenant: city.id, label, process: "closed-loop" }];

const handOver = (ticket: string, reason = "不属本镇") => ({ type: "hand-over", ticket, form: { partner: city.id, reason } });

async function ticketOf(engine: TwoTowns["engine"], at: string, id: string): Promise<Ticket> {
  const ticket = await engine.ticket(id, system(at));
  if (!ticket) throw new Error(`no ticket ${id} at ${at}`);
  return ticket;
}

/** The steps to the end of a ticket that is nobody's special case, by the state it is in. */
const onward: Readonly<Record<string, readonly [by: string, command: Omit<TicketCommand, "ticket">]>> = {
  reported: ["ann", { type: "file" }],
  dispatching: ["dan", { type: "dispatch", form: { owner: "water" } }],
  assigned: ["wen", { type: "sign" }],
  handling: ["wen", { type: "submit", form: { result: "清淤", publicAnswer: "已清理" }, attachments: photo }],
  verifying: ["ina", { type: "pass" }],
  "follow-up": ["ann", { type: "close", form: { closing: "达到结案条件" } }],
};

async function closedThere({ engine, done }: TwoTowns, id: string): Promise<void> {
  for (;;) {
    const { state } = await ticketOf(engine, city.id, id);
    const step = onward[typeof state === "string" ? state : (Object.values(state)[0] as string)];
    if (!step) break;
    await done(city.id, { ...step[1], ticket: id }, step[0]);
  }
  await engine.work();
}

async function handed({ engine, done }: TwoTowns, ticket: string): Promise<void> {
  const { handedTo } = await ticketOf(engine, tenant.id, ticket);
  if (!handedTo) await done(tenant.id, handOver(ticket), "dan");
  await engine.work();
}

async function closed(both: TwoTowns, ticket: string): Promise<void> {
  const { handedTo } = await ticketOf(both.engine, tenant.id, ticket);
  await closedThere(both, handedTo?.ticket ?? "");
}

/** The store of a process that dies once it has made so many commits: nothing is written any more, and nothing is settled. */
function killedAfter(store: Store, commits: number): Store {
  let left = commits;
  const alive = (): void => {
    if (left <= 0) throw new Error("killed");
  };
  return {
    ...store,
    transact: async (asked, decide) => {
      alive();
      const result = await store.transact(asked, decide);
      left -= 1;
      return result;
    },
    deliveries: {
      ...store.deliveries,
      settle: (...settled) => {
        alive();
        return store.deliveries.settle(...settled);
      },
    },
  };
}

/** What is stored agrees with both journals, and the outbox has nothing left to do. */
async function sound(engine: TwoTowns["engine"]): Promise<void> {
  for (const { id } of [tenant, city]) {
    assert.equal((await engine.verify(id)).faults, []);
    const pending = await engine.deliveries(id, "pending");
    assert.equal(
      pending.filter(({ destination }) => destination === "engine"),
      [],
    );
  }
}
