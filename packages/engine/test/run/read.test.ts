import { test } from "uvu";
import * as assert from "uvu/assert";
import { EngineError, type Actor, type Engine, type Grouping, type Page, type TicketCommand, type TicketFilter } from "@muster/engine";
import { blownOn, jointEngine } from "../fixtures/joint-engine.ts";
import { hal, wen, wholeLeg } from "../fixtures/joint-town.ts";
import { removeTempFolders } from "../fixtures/temp.ts";
import { townEngine } from "../fixtures/town-engine.ts";
import { person, tenant } from "../fixtures/town.ts";

test.after(removeTempFolders);

const resident = { kind: "reporter", tenant: tenant.id, id: "r1" } as const;
const evidence = [{ name: "after.jpg", mediaType: "image/jpeg", size: 1, sha256: "00".repeat(32) }];

/** A resident's report that was handled, with internal notes on the way and an answer meant for the resident. */
async function handled(engine: Engine): Promise<string> {
  const form = { description: "有车乱停车", area: "g1" };
  const first = await engine.execute({ type: "report", process: "closed-loop", form }, resident);
  if (!first.ok) throw new Error(first.refusal.detail.en);
  const ticket = first.ticket.id;
  const send = async (who: string, command: Omit<TicketCommand, "ticket">) => {
    const answer = await engine.execute({ ...command, ticket }, person(who));
    if (!answer.ok) throw new Error(`${command.type}: ${answer.refusal.detail.en}`);
  };
  await send("ann", { type: "file" });
  await send("hal", { type: "comment", form: { comment: "此人常来投诉" } });
  await send("hal", { type: "sign" });
  await send("hal", { type: "submit", form: { result: "内部：已锁车", publicAnswer: "车辆已移走" }, attachments: evidence });
  await send("ina", { type: "pass", form: { finding: "内部：属实" } });
  return ticket;
}

test("a reporter reads what happened, when, and the public answer: no name of the office, no internal note", async () => {
  const { engine } = await townEngine();
  const ticket = await handled(engine);
  const story = await engine.story(ticket, resident);
  assert.equal(
    story.map(({ entry, texts }) => [entry.type, entry.actor.kind, Object.keys(entry.form ?? {}), Object.values(texts)]),
    [
      ["report", "reporter", ["area", "description"], ["有车乱停车"]],
      ["file", "staff", [], []],
      ["comment", "staff", [], []],
      ["sign", "staff", [], []],
      ["submit", "staff", ["publicAnswer"], ["车辆已移走"]],
      ["pass", "staff", [], []],
    ],
  );
  const told = JSON.stringify([story, await engine.ticket(ticket, resident), await engine.list(resident)]);
  for (const inner of ["内部", "常来", "person:hal", '"hal"', '"ina"', '"ann"']) assert.not.ok(told.includes(inner), inner);
  await engine.close();
});

test("the answer to a reporter's own command tells no more than reading would", async () => {
  const { engine } = await townEngine();
  const ticket = await handled(engine);
  const answer = await engine.execute({ type: "satisfied", ticket }, resident, { key: "k" });
  const again = await engine.execute({ type: "satisfied", ticket }, resident, { key: "k" });
  assert.ok(answer.ok && answer.ticket.state === "closed");
  assert.equal(again, { ...answer, replayed: true });
  assert.not.ok(JSON.stringify(answer).includes("hal"));
  await engine.close();
});

test("the office reads everything, as it is stored", async () => {
  const { engine } = await townEngine();
  const ticket = await handled(engine);
  const story = await engine.story(ticket, person("ann"));
  assert.equal(Object.values(story[2]?.texts ?? {}), ["此人常来投诉"]);
  assert.equal((await engine.ticket(ticket, person("ann")))?.handlers, ["person:hal"]);
  await engine.close();
});

test("an actor whose id cannot be stored as it is never reaches the store", async () => {
  const { engine } = await townEngine();
  const odd: readonly unknown[] = ["", "x".repeat(65), "r1\u0000", "\ud800", 7, undefined];
  for (const id of odd) {
    const actor = { kind: "reporter", tenant: tenant.id, id } as Actor;
    for (const act of [
      () => engine.execute({ type: "file", ticket: "t" }, actor),
      () => engine.list(actor),
      () => engine.ticket("t", actor),
    ]) {
      await act().then(
        () => assert.unreachable(JSON.stringify(id)),
        (thrown: unknown) => assert.is(thrown instanceof EngineError && thrown.code, "bad-actor"),
      );
    }
  }
  await engine.close();
});

test("what is no actor, or cannot be read as one, is refused as one", async () => {
  const { engine } = await townEngine();
  const circular: Record<string, unknown> = { tenant: tenant.id };
  circular["kind"] = circular;
  const failing = () => {
    throw new Error("read");
  };
  const odd: readonly unknown[] = [
    null,
    undefined,
    "ann",
    7,
    { kind: 1n, tenant: tenant.id, id: "ann" },
    circular,
    { ...person("ann"), id: Object.create(null) as unknown },
    Object.defineProperty({ ...person("ann") }, "id", { get: failing }),
    new Proxy(person("ann"), { get: failing }),
  ];
  const rehearsal = await engine.rehearse(tenant.id);
  const report = { type: "report", process: "closed-loop", form: { description: "停车", area: "g1" } } as const;
  for (const [i, actor] of odd.entries()) {
    for (const act of [
      () => engine.execute({ type: "file", ticket: "t" }, actor as Actor),
      () => engine.execute(report, actor as Actor, { dryRun: true }),
      () => engine.inbox(actor as Actor),
      () => engine.offers("t", actor as Actor),
      () => Promise.resolve().then(() => rehearsal.execute(report, actor as Actor)),
    ]) {
      await act().then(
        () => assert.unreachable(String(i)),
        (thrown: unknown) => assert.is(thrown instanceof EngineError && thrown.code, "bad-actor", `${i}: ${String(thrown)}`),
      );
    }
  }
  await engine.close();
});

test("an actor is read once: who shows one id at the door and another behind it acts under the first", async () => {
  const { engine } = await townEngine();
  let asked = 0;
  const turning = { kind: "person", tenant: tenant.id } as Actor;
  Object.defineProperty(turning, "id", { get: () => (asked++ === 0 ? "che" : "ann"), enumerable: true });
  const answer = await engine.execute({ type: "report", process: "closed-loop", form: { description: "停车", area: "g1" } }, turning);
  assert.equal(answer.ok && answer.entry.actor, { kind: "person", id: "che" });
  await engine.close();
});

test("tickets are counted by what can be counted by; anything else is refused by name", async () => {
  const { engine } = await townEngine();
  for (const grouping of ["colour", "fields", "constructor", "", null, undefined, 7]) {
    await engine.count(person("ann"), grouping as Grouping).then(
      () => assert.unreachable(String(grouping)),
      (thrown: unknown) => {
        assert.is(thrown instanceof EngineError && thrown.code, "bad-query", String(thrown));
        assert.match(String(thrown), "grouping");
        assert.match(thrown instanceof EngineError ? thrown.message : "", "stage, tier, state, owner, category, source");
      },
    );
  }
  await engine.close();
});

test("what tickets are looked for by is checked before the store is asked", async () => {
  const { engine } = await townEngine();
  const ann = person("ann");
  const fail = () => {
    throw new Error("read");
  };
  const failing = new Proxy({}, { get: fail, ownKeys: fail });
  const odd: readonly unknown[] = [null, 7, { colour: 1 }, { stage: "lunch" }, { tier: 4 }, { open: 1 }, { owners: "d" }, { source: 1n }];
  for (const [i, ask] of [
    ...[...odd, { reportedFrom: Number.NaN }, { lateAt: "now" }, failing].flatMap((filter) => [
      () => engine.list(ann, filter as TicketFilter),
      () => engine.count(ann, "stage", filter as TicketFilter),
    ]),
    ...[null, {}, { limit: "9" }, { limit: -1 }, { limit: 1.5 }, { limit: 9, after: 3 }].map(
      (page) => () => engine.list(ann, {}, page as Page),
    ),
    ...[null, "9", -1, Number.NaN].map((limit) => () => engine.inbox(ann, limit as number)),
  ].entries()) {
    await ask().then(
      () => assert.unreachable(String(i)),
      (thrown: unknown) => assert.is(thrown instanceof EngineError && thrown.code, "bad-query", `${i}: ${String(thrown)}`),
    );
  }
  assert.equal(await engine.list(ann, { open: undefined, stage: "verify" }, { limit: 0, after: undefined }), []);
  await engine.close();
});

test("a ticket is asked for by a text that a store can look for; anything else is refused by name", async () => {
  const { engine } = await townEngine();
  const ann = person("ann");
  const odd: readonly unknown[] = [{ id: "t" }, ["t"], null, undefined, 7, 7n, true, "t\u0000", "\ud800"];
  for (const [i, name] of odd.entries()) {
    const id = name as string;
    for (const ask of [
      () => engine.ticket(id, ann),
      () => engine.offers(id, ann),
      () => engine.explain(id, ann),
      () => engine.story(id, ann),
      () => engine.bySourceKey(id, "1", ann),
      () => engine.bySourceKey("hotline", id, ann),
    ]) {
      await ask().then(
        () => assert.unreachable(String(i)),
        (thrown: unknown) => assert.is(thrown instanceof EngineError && thrown.code, "bad-query", `${i}: ${String(thrown)}`),
      );
    }
  }
  assert.is(await engine.ticket("", ann), undefined);
  assert.equal(await engine.offers("x".repeat(1000), ann), []);
  await engine.close();
});

test("a tenant has an id that can be typed, a time zone that exists and a prefix that can be read aloud", async () => {
  const { engine } = await townEngine();
  const bad = [
    { id: "a b" },
    { id: "" },
    { zone: "Mars/Olympus" },
    { zone: "+08:00" },
    { numberPrefix: "a\nb" },
    { numberPrefix: "x".repeat(21) },
    { id: 1n as never },
    { zone: 1n as never },
    { numberPrefix: Symbol("x") as never },
  ];
  for (const wrong of bad) {
    await engine.setTenant({ ...tenant, ...wrong }).then(
      () => assert.unreachable(JSON.stringify(wrong)),
      (thrown: unknown) => assert.is(thrown instanceof EngineError && thrown.code, "bad-tenant"),
    );
  }
  await engine.setTenant(null as never).then(
    () => assert.unreachable(),
    (thrown: unknown) => assert.is(thrown instanceof EngineError && thrown.code, "bad-tenant", String(thrown)),
  );
  await engine.close();
});

/** A report that goes on by itself after an hour, to where a rule table reads its description; what is open then hangs on the tier. */
async function waitingReport() {
  const label = { "zh-CN": "步", en: "Step" };
  const by = [{ role: "chief", at: "area" }];
  const guarded = (tier: number) => ({
    target: "ended",
    guard: { type: "feel", params: { when: `ticket.tier = ${tier}` } },
    meta: { label, by },
  });
  const waiting = {
    id: "waiting",
    initial: "new",
    meta: {
      label,
      report: { by, form: { description: { type: "text", label, required: true }, area: { type: "unit", label } } },
      delays: { soon: { amount: 1, unit: "urgent-hour" } },
    },
    states: {
      new: { meta: { label, stage: "report" }, after: { soon: "open" } },
      open: {
        meta: { label, stage: "report" },
        entry: { type: "classify", params: { table: "classification" } },
        on: { small: guarded(2), large: guarded(3), give: { target: "ended", meta: { label, by } } },
      },
      ended: { type: "final", meta: { label, stage: "close" } },
    },
  };
  const { engine, clock } = await townEngine();
  const defined = await engine.define(tenant.id, [{ kind: "process", document: waiting }], "test");
  assert.ok(defined.ok, JSON.stringify(defined.findings));
  const form = { description: "井盖坏了", area: "g1" };
  const reported = await engine.execute({ type: "report", process: "waiting", form }, person("che"));
  if (!reported.ok) throw new Error(reported.refusal.detail.en);
  clock.advance({ hours: 1 });
  return { engine, clock, ticket: reported.ticket };
}

test("what is offered behind an overdue timer hangs on the words the timer's table reads, as what is done does", async () => {
  const { engine, ticket } = await waitingReport();
  const offered = await engine.offers(ticket.id, person("che"));
  assert.equal(Object.fromEntries(offered.map(({ command, available }) => [command, available])), {
    small: false,
    large: true,
    give: true,
    absorb: false,
    follow: false,
    recount: false,
    unabsorb: false,
  });
  const done = await engine.execute({ type: "large", ticket: ticket.id }, person("che"));
  assert.ok(done.ok, JSON.stringify(done));
  await engine.close();
});

test("a ticket is read as its overdue timers will leave it, as its offers are, and says by how much it is ahead of its journal", async () => {
  const { engine, clock, ticket } = await waitingReport();
  const che = person("che");
  const read = await engine.ticket(ticket.number, che);
  assert.equal([read?.state, read?.tier, read?.revision, read?.at, read?.ahead], ["open", 3, 2, clock.now(), 1]);
  assert.is((await engine.story(ticket.id, che)).length, 1, "the journal holds what was done, and reading does nothing");
  assert.equal((await engine.list(che))[0]?.state, "new", "a list is told as it is stored");
  await engine.work();
  const { ahead: _ahead, ...after } = read ?? {};
  assert.equal(await engine.ticket(ticket.id, che), after, "the timer leaves what was read");
  await engine.close();
});

test("the revision that was read is the one a command goes by, and a rehearsal begins with what is stored", async () => {
  const { engine, ticket } = await waitingReport();
  const read = await engine.ticket(ticket.id, person("che"));
  const large: TicketCommand = { type: "large", ticket: ticket.id, ifRevision: read?.revision ?? 0 };
  const rehearsed = (await engine.rehearse(tenant.id, read)).execute(large, person("che"));
  const done = await engine.execute(large, person("che"));
  assert.equal([rehearsed.ok && rehearsed.ticket.revision, done.ok && done.ticket.revision], [3, 3]);
  assert.not.ok(rehearsed.ok && "ahead" in rehearsed.ticket);
  await engine.close();
});

test("a reporter reads of what is overdue no more than of anything else", async () => {
  const { engine, clock } = await townEngine();
  const id = await handled(engine);
  await engine.execute({ type: "satisfied", ticket: id }, resident);
  clock.advance({ days: 40 });
  const read = await engine.ticket(id, resident);
  assert.equal([read?.state, read?.ahead, read?.timers, read?.handlers], ["archived", 1, {}, []]);
  await engine.close();
});

test("a reporter is told nothing of legs: neither what went on in them nor which there are", async () => {
  const { engine } = await jointEngine();
  const ticket = await blownOn(
    engine,
    ...wholeLeg(hal, "s1-squad"),
    [wen, { type: "comment", leg: "water", form: { comment: "内部：人手不够" } }],
    ...wholeLeg(wen, "water"),
  );
  const story = await engine.story(ticket, resident);
  assert.equal(
    story.map(({ entry }) => entry.type),
    ["report", "whistle", "finish"],
    "the last moved the ticket itself",
  );
  assert.equal([await engine.offers(ticket, resident, "water"), await engine.explain(ticket, resident)], [[], []]);
  const refusals = [];
  for (const leg of ["water", "moon"]) {
    const answer = await engine.execute({ type: "comment", ticket, leg, form: { comment: "x" } }, resident);
    refusals.push(answer.ok ? "accepted" : answer.refusal.detail.en.replace(leg, "LEG"));
  }
  assert.is(refusals[0], refusals[1]);
  const told = JSON.stringify([refusals, story, await engine.ticket(ticket, resident), await engine.list(resident)]);
  for (const inner of ["内部", "已清理", "water", "1.s1", "leg/", "joint-leg", '"legs"', '"called"'])
    assert.not.ok(told.includes(inner), inner);
  await engine.close();
});

test.run();
