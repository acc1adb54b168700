import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { EngineError, type Counted, type Engine, type Move, type MovePlan, type Ticket } from "@muster/engine";
import { secondLoop, toSecondLoop } from "../../fixtures/second-loop.ts";
import { removeTempFolders } from "../../fixtures/temp.ts";
import { townEngine } from "../../fixtures/town-engine.ts";
import { organisation, person, standards, tenant } from "../../fixtures/town.ts";

test.after(removeTempFolders);

const evidence = [{ name: "a", mediaType: "image/png", size: 1, sha256: "00".repeat(32) }];
const move = { process: "closed-loop", states: toSecondLoop } as const;

const steps = [
  ["ann", "file", {}],
  ["hal", "sign", {}],
  ["hal", "submit", { result: "处置完毕" }],
  ["ina", "pass", {}],
  ["ann", "close", {}],
] as const;

/** A ticket so many steps along its way: 0 is reported, 1 assigned, 2 handling, 3 verifying, 4 follow-up, 5 closed. */
async function ticketAt(engine: Engine, far: number, form: object = {}): Promise<string> {
  const report = { type: "report", process: "closed-loop", form: { description: "乱停车", area: "g1", ...form } } as const;
  const reported = await engine.execute(report, person("che"));
  assert.ok(reported.ok);
  for (const [who, type, filled] of steps.slice(0, far)) {
    const answer = await engine.execute({ type, ticket: reported.ticket.id, form: filled, attachments: evidence }, person(who));
    assert.ok(answer.ok, JSON.stringify(answer));
  }
  return reported.ticket.id;
}

async function published(engine: Engine, ...drafts: Parameters<Engine["define"]>[1]): Promise<void> {
  const defined = await engine.define(tenant.id, drafts, "test");
  assert.ok(defined.ok, JSON.stringify(defined.findings));
}

const stored = async (engine: Engine): Promise<readonly Ticket[]> =>
  engine.list({ kind: "system", tenant: tenant.id }, {}, { limit: 1000 });
const paths = ({ paths: all }: MovePlan) =>
  all.map(({ from, to, tickets }) => `${tickets} ${JSON.stringify(from)} ${JSON.stringify(to)}`).toSorted();
const codeOf = async (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => "",
    (cause: unknown) => (cause instanceof EngineError ? `${cause.code}: ${cause.message}` : String(cause)),
  );

test("a move is foreseen and nothing is written; while a mapping is missing nothing is moved at all", async () => {
  const { engine } = await townEngine();
  for (const far of [0, 1, 2, 2, 3, 5]) await ticketAt(engine, far);
  await published(engine, secondLoop());
  const before = await stored(engine);
  const plan = await engine.planMove(tenant.id, { process: "closed-loop" });
  assert.equal(await stored(engine), before);
  assert.equal([plan.to, plan.looked, plan.moves.tickets], [2, 5, 3]);
  assert.equal(
    plan.unmapped.map(({ version, state, tickets, first }) => [version, state, tickets, first.map(({ number }) => number)]),
    [[1, "handle.handling", 2, [before[2]?.number, before[3]?.number]]],
  );
  const refused = await engine.moveTickets(tenant.id, { process: "closed-loop" });
  assert.equal([refused.ok, refused.plan], [false, plan]);
  assert.equal(await stored(engine), before);
  await engine.close();
});

test("with the mapping every open ticket is moved, once, and all that is stored agrees", async () => {
  const { engine } = await townEngine();
  const ids = [];
  for (const far of [0, 1, 2, 3, 4, 5]) ids.push(await ticketAt(engine, far));
  await published(engine, secondLoop());
  const done = await engine.moveTickets(tenant.id, move);
  assert.ok(done.ok);
  assert.equal([done.moved, done.refused, done.plan.moves.tickets], [5, 0, 5]);
  assert.equal(paths(done.plan), [
    '1 {"handle":"assigned"} {"handle":"assigned"}',
    '1 {"handle":"handling"} {"handle":"working"}',
    '1 {"report":"reported"} {"report":"reported"}',
    '1 {"verify":"follow-up"} {"verify":"follow-up"}',
    '1 {"verify":"verifying"} {"verify":"verifying"}',
  ]);
  assert.equal(
    (await stored(engine)).map(({ process }) => process.version),
    [2, 2, 2, 2, 2, 1],
  );
  assert.equal((await engine.verify(tenant.id)).faults, []);
  const again = await engine.moveTickets(tenant.id, move);
  assert.equal(again.ok && [again.moved, again.plan.moves.tickets], [0, 0]);
  const [, , handling = ""] = ids;
  assert.ok((await engine.execute({ type: "submit", ticket: handling, form: { result: "好" }, attachments: evidence }, person("hal"))).ok);
  const parts = await engine.inbox(person("hal"));
  assert.equal(
    parts.map(({ part }) => part.key),
    ["closed-loop.handle.assigned"],
  );
  await engine.close();
});

test("a delay of the new version counts from when the state was entered, and fires at once where that is long ago", async () => {
  const { engine, clock } = await townEngine();
  const early = await ticketAt(engine, 1);
  clock.advance({ hours: 20 });
  const late = await ticketAt(engine, 1);
  clock.advance({ hours: 10 });
  await published(engine, secondLoop());
  assert.ok((await engine.moveTickets(tenant.id, move)).ok);
  await engine.work();
  const states = async () => Promise.all([early, late].map(async (id) => (await engine.ticket(id, person("ann")))?.state));
  assert.equal(await states(), [{ dispatch: "dispatching" }, { handle: "assigned" }]);
  clock.advance({ hours: 14 });
  await engine.work();
  assert.equal(await states(), [{ dispatch: "dispatching" }, { dispatch: "dispatching" }]);
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("tickets of the past are moved in their sleep: nothing of them fires before somebody acts", async () => {
  const { engine, clock } = await townEngine();
  const people = organisation.people.map((each) =>
    each.id === "ann" ? { ...each, holds: [...each.holds, { role: "importer", unit: "d" }] } : each,
  );
  await published(engine, { kind: "organisation", document: { ...organisation, people } }, secondLoop());
  const past = { historical: true, at: clock.now() - 10 * 86_400_000 };
  const reported = await engine.execute(
    { type: "report", process: "closed-loop", form: { description: "乱停车", area: "g1" }, ...past },
    person("ann"),
  );
  assert.ok(reported.ok);
  const ticket = reported.ticket.id;
  assert.ok((await engine.execute({ type: "file", ticket, ...past }, person("ann"))).ok);
  await published(engine, secondLoop({ amount: 5, unit: "natural-day" }));
  const done = await engine.moveTickets(tenant.id, { process: "closed-loop" });
  assert.equal(done.ok && [done.moved, done.plan.moves.tickets], [1, 1]);
  await engine.work();
  const [asleep] = await stored(engine);
  assert.equal(
    [asleep?.state, asleep?.process.version, Object.values(asleep?.timers ?? {})],
    [{ handle: "assigned" }, 3, [{ generation: 2, due: past.at + 5 * 86_400_000, asleep: true }]],
  );
  assert.ok((await engine.execute({ type: "comment", ticket, form: { comment: "?" } }, person("ann"))).ok);
  assert.equal((await stored(engine))[0]?.state, { dispatch: "dispatching" });
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("only clocks: a new edition of the standard reaches open tickets, and a second time changes nothing", async () => {
  const { engine, clock } = await townEngine();
  const id = await ticketAt(engine, 1);
  const due = async () => (((await engine.ticket(id, person("ann")))?.due ?? 0) - clock.now()) / 3_600_000;
  assert.is(await due(), 24);
  await published(engine, {
    kind: "standards",
    document: {
      ...standards,
      standards: [{ code: "0201-1", category: "0201", limit: { amount: 6, unit: "urgent-hour" } }, ...standards.standards.slice(0, 1)],
    },
  });
  const retarget: Move = { process: "closed-loop", clocks: "retarget" };
  const plan = await engine.planMove(tenant.id, retarget);
  assert.equal([plan.moves.tickets, plan.due.earlier.tickets, plan.to], [1, 1, 1]);
  const done = await engine.moveTickets(tenant.id, retarget);
  assert.equal([done.ok && done.moved, await due()], [1, 6]);
  const again = await engine.moveTickets(tenant.id, retarget);
  assert.equal(again.ok && [again.moved, again.plan.moves.tickets], [0, 0]);
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("clocks that begin anew do so once, also where the call was interrupted and made again", async () => {
  const { engine, clock } = await townEngine();
  const [first, second] = [await ticketAt(engine, 1), await ticketAt(engine, 1)];
  clock.advance({ hours: 1 });
  const restart: Move = { process: "closed-loop", from: 1, to: 1, clocks: "restart", since: clock.now() };
  const done = await engine.moveTickets(tenant.id, restart);
  assert.is(done.ok && done.moved, 2);
  clock.advance({ hours: 1 });
  const again = await engine.moveTickets(tenant.id, restart);
  assert.is(again.ok && again.moved, 0);
  for (const id of [first, second]) assert.is((((await engine.ticket(id, person("ann")))?.due ?? 0) - clock.now()) / 3_600_000, 23);
  await engine.close();
});

test("a move that is told to stop ends with its page, and called again it goes on", async () => {
  const { engine } = await townEngine();
  await Promise.all(Array.from({ length: 120 }, () => ticketAt(engine, 0)));
  await published(engine, secondLoop());
  const stop = new AbortController();
  const progress = ({ moved }: { readonly moved: number }) => moved > 0 && stop.abort();
  const first = await engine.moveTickets(tenant.id, { ...move, by: "ann" }, { progress, signal: stop.signal });
  assert.equal(first.ok && [first.interrupted, first.moved], [true, 50]);
  const second = await engine.moveTickets(tenant.id, { ...move, by: "ann" });
  assert.equal(second.ok && [second.interrupted, second.moved], [false, 70]);
  const all = await stored(engine);
  const story = await engine.story(all[0]?.id ?? "", person("ann"));
  assert.equal(story.at(-1)?.entry.repin, { by: "ann", clocks: "keep", from: 1, to: 2 });
  assert.ok(all.every(({ process }) => process.version === 2));
  await engine.close();
});

test("what a rolled-back process says is a version like any other: tickets move onto it as well", async () => {
  const { engine } = await townEngine();
  const id = await ticketAt(engine, 2);
  await published(engine, secondLoop());
  assert.ok((await engine.moveTickets(tenant.id, move)).ok);
  assert.ok((await engine.rollBack([{ kind: "process", id: "closed-loop", version: 1 }], { kind: "system", tenant: tenant.id })).ok);
  const back = await engine.moveTickets(tenant.id, { process: "closed-loop", states: { "handle.working": "handle.handling" } });
  assert.is(back.ok && back.moved, 1);
  const ticket = await engine.ticket(id, person("ann"));
  assert.equal([ticket?.state, ticket?.process.version], [{ handle: "handling" }, 3]);
  assert.ok((await engine.execute({ type: "submit", ticket: id, form: { result: "好" }, attachments: evidence }, person("hal"))).ok);
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("what is overdue by the old version happens first, in the preview as in the deed", async () => {
  const { engine, clock } = await townEngine();
  await published(engine, secondLoop());
  const id = await ticketAt(engine, 1);
  clock.advance({ hours: 30 });
  await published(engine, secondLoop({ amount: 5, unit: "natural-day" }));
  const asked = { process: "closed-loop" };
  const plan = await engine.planMove(tenant.id, asked);
  assert.equal(paths(plan), ['1 {"dispatch":"dispatching"} {"dispatch":"dispatching"}']);
  const done = await engine.moveTickets(tenant.id, asked);
  assert.equal(done.ok && [done.plan, done.moved], [plan, 1]);
  const story = await engine.story(id, person("ann"));
  assert.equal(
    story.slice(-2).map(({ entry }) => entry.type),
    ["timer", "repin"],
  );
  await engine.close();
});

test("a slip of the hand in a move is told before anything is looked at", async () => {
  const { engine } = await townEngine();
  await published(engine, secondLoop());
  const told = (asked: object) => codeOf(engine.planMove(tenant.id, { process: "closed-loop", ...asked }));
  assert.match(await told({ process: "no" }), /unknown-version: there is no published process no/);
  assert.match(await told({ to: 3 }), /unknown-version: the process closed-loop has the versions 1 to 2, and no version 3/);
  assert.match(
    await told({ states: { handling: "handle.working" } }),
    /bad-move: the mapping handling=handle.working: no version .* has a state handling/,
  );
  assert.match(await told({ states: { "handle.handling": "handle.workin" } }), /bad-move: .* closed-loop@2 has no state handle.workin/);
  assert.match(await told({ clocks: "later" }), /bad-move: a move does not fit at move.clocks/);
  assert.match(await codeOf(engine.planMove("nobody", { process: "closed-loop" })), /unknown-tenant/);
  await engine.close();
});

test("live commands are answered while many tickets are moved, and a ticket that changes meanwhile is moved as it is then", async () => {
  const { engine } = await townEngine();
  const ids = await Promise.all(Array.from({ length: 260 }, () => ticketAt(engine, 1)));
  await published(engine, secondLoop());
  let [answered, isOver] = [0, false];
  const moving = engine.moveTickets(tenant.id, move).finally(() => (isOver = true));
  for (const ticket of ids.toReversed()) {
    if (isOver) break;
    assert.ok((await engine.execute({ type: "sign", ticket }, person("hal"))).ok);
    answered += 1;
  }
  const done = await moving;
  assert.ok(done.ok);
  assert.ok(answered > 5, `only ${answered} commands were answered meanwhile`);
  assert.equal([done.moved, done.refused], [260, 0]);
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

/** What a plan counts, from the tickets before and after. */
function counted(before: readonly Ticket[], after: readonly Ticket[], now: number) {
  const pairs = before.flatMap((was) => {
    const is = after.find(({ id }) => id === was.id);
    return is && is.revision !== was.revision ? [{ was, is }] : [];
  });
  const late = ({ due, metAt }: Ticket) => due !== undefined && (metAt ?? now) > due;
  const of = (holds: (pair: { readonly was: Ticket; readonly is: Ticket }) => boolean) => pairs.filter(holds).length;
  return {
    moves: pairs.length,
    paths: pairs.map(({ was, is }) => `${JSON.stringify(was.state)} ${JSON.stringify(is.state)}`).toSorted(),
    due: [
      of(({ was, is }) => was.due === is.due),
      of(({ was, is }) => (is.due ?? 0) < (was.due ?? 0)),
      of(({ was, is }) => (is.due ?? 0) > (was.due ?? 0)),
    ],
    late: [of(({ was, is }) => late(is) && !late(was)), of(({ was, is }) => late(was) && !late(is))],
  };
}

const toldBy = ({ moves, paths: all, due, late }: MovePlan) => ({
  moves: moves.tickets,
  paths: all
    .flatMap(({ from, to, tickets }) => Array.from({ length: tickets }, () => `${JSON.stringify(from)} ${JSON.stringify(to)}`))
    .toSorted(),
  due: [due.unchanged, due.earlier, due.later].map(({ tickets }: Counted) => tickets),
  late: [late.becomes.tickets, late.noLonger.tickets],
});

test("what the preview counts is what then happens", async () => {
  const far = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 8 });
  const clocks = fc.constantFrom("keep", "retarget", "restart");
  const property = fc.asyncProperty(
    far,
    clocks,
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 0, max: 30 }),
    async (fars, how, limit, hours) => {
      const { engine, clock } = await townEngine();
      for (const each of fars) {
        await ticketAt(engine, each);
        clock.advance({ hours: 1 });
      }
      clock.advance({ hours });
      const list = [
        { code: "0201-1", category: "0201", limit: { amount: limit, unit: "urgent-hour" } },
        ...standards.standards.slice(0, 1),
      ];
      await published(engine, secondLoop({ amount: limit, unit: "urgent-hour" }), {
        kind: "standards",
        document: { ...standards, standards: list },
      });
      const before = await stored(engine);
      const asked = { ...move, clocks: how } as Move;
      const plan = await engine.planMove(tenant.id, asked);
      const done = await engine.moveTickets(tenant.id, asked);
      assert.equal(done.ok && [done.plan, done.moved, done.refused], [plan, plan.moves.tickets, 0]);
      assert.equal(toldBy(plan), counted(before, await stored(engine), clock.now()));
      assert.equal((await engine.verify(tenant.id)).faults, []);
      await engine.close();
    },
  );
  await fc.assert(property, { numRuns: 12 });
});

test.run();
