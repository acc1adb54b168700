import { spawnSync } from "node:child_process";
import { copyFileSync, linkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  createEngine,
  EngineError,
  openLibsqlStore,
  type Answer,
  type Delivery,
  type Draft,
  type Engine,
  type Ticket,
  type TicketCommand,
} from "@muster/engine";
import { categories, classification, organisation, person, routing, tenant, town } from "../fixtures/town.ts";
import { removeTempFolders, tempFolder } from "../fixtures/temp.ts";
import { townEngine } from "../fixtures/town-engine.ts";

test.after(removeTempFolders);

const evidence = [{ name: "after.jpg", mediaType: "image/jpeg", size: 1, sha256: "00".repeat(32) }];
const system = { kind: "system", tenant: tenant.id } as const;

function accepted(answer: Answer): Ticket {
  if (!answer.ok) throw new Error(`${answer.refusal.code}: ${answer.refusal.detail.en}`);
  return answer.ticket;
}

async function report(engine: Engine, description = "有车乱停车", more: object = {}): Promise<Ticket> {
  return accepted(
    await engine.execute({ type: "report", process: "closed-loop", form: { description, area: "g1" }, ...more }, person("che")),
  );
}

async function send(
  engine: Engine,
  who: string,
  ticket: Ticket,
  type: string,
  form: NonNullable<TicketCommand["form"]> = {},
): Promise<Ticket> {
  return accepted(await engine.execute({ type, ticket: ticket.id, form, attachments: evidence }, person(who)));
}

test("what was acknowledged is there after closing and opening the file again", async () => {
  const { engine, file } = await townEngine();
  const ticket = await report(engine);
  await engine.close();
  const again = createEngine({ store: openLibsqlStore({ file }) });
  assert.equal(await again.ticket(ticket.id, person("ann")), ticket);
  assert.equal(await again.ticket(ticket.number, person("ann")), ticket);
  await again.close();
});

test("a repeated key gets the first answer even after the ticket has moved on; another command under it is refused", async () => {
  const { engine } = await townEngine();
  const ticket = await report(engine);
  const file: TicketCommand = { type: "file", ticket: ticket.id };
  const first = await engine.execute(file, person("ann"), { key: "k" });
  await send(engine, "hal", ticket, "sign");
  const second = await engine.execute(file, person("ann"), { key: "k" });
  assert.equal(second, { ...first, replayed: true });
  const other = await engine.execute({ type: "void", ticket: ticket.id }, person("ann"), { key: "k" });
  assert.is(other.ok ? "" : other.refusal.code, "key-reused");
  await engine.close();
});

test("the answer to a repeated key is the first answer to the letter, members in the same order", async () => {
  const { engine } = await townEngine();
  const { id } = await report(engine);
  const photo = [{ name: "after.jpg", mediaType: "image/jpeg", size: 1, sha256: "00".repeat(32) }];
  const commands = [
    [person("ann"), { type: "file", ticket: id }],
    [person("hal"), { ticket: id, type: "comment", form: { comment: "在路上" } }],
    [person("hal"), { type: "sign", ticket: id }],
    [person("hal"), { type: "submit", ticket: id, attachments: photo, form: { result: "已移走", publicAnswer: "已移走" } }],
    [person("ina"), { type: "pass", ticket: id }],
    [person("ann"), { type: "close", ticket: id, form: { solved: true, satisfied: true } }],
    [person("ann"), { type: "reopen", ticket: id, form: { reason: "又来了" } }],
    [person("che"), { type: "report", process: "closed-loop", point: { lng: 1.5, lat: -0 }, form: { description: "井盖", area: "g1" } }],
    [
      { ...person("che"), kind: "reporter" },
      { type: "report", process: "closed-loop", form: { description: "井盖", area: "g1" } },
    ],
  ] as const;
  for (const [actor, command] of commands) {
    const first = await engine.execute(command, actor, { key: `k-${command.type}-${actor.kind}` });
    const again = await engine.execute(command, actor, { key: `k-${command.type}-${actor.kind}` });
    assert.ok(first.ok && again.ok && again.replayed, command.type);
    assert.equal(again, { ...first, replayed: true });
    assert.is(JSON.stringify(again), JSON.stringify({ ...first, replayed: true }), command.type);
  }
  await engine.close();
});

test("keys belong to their caller: two people may use the same", async () => {
  const { engine } = await townEngine();
  const one = accepted(
    await engine.execute({ type: "report", process: "closed-loop", form: { description: "a", area: "g1" } }, person("che"), { key: "1" }),
  );
  const two = accepted(
    await engine.execute({ type: "report", process: "closed-loop", form: { description: "b", area: "g2" } }, person("off"), { key: "1" }),
  );
  assert.is.not(one.id, two.id);
  await engine.close();
});

test("one person is two callers at work and at home: what is sent again in the other capacity is another command", async () => {
  const { engine } = await townEngine();
  const command = { type: "report", process: "closed-loop", form: { description: "a", area: "g1" } } as const;
  const [worker, resident] = [person("che"), { ...person("che"), kind: "reporter" } as const];
  const one = accepted(await engine.execute(command, worker, { key: "1" }));
  const two = accepted(await engine.execute(command, resident, { key: "1" }));
  assert.is.not(one.id, two.id);
  assert.equal([one.reporter, two.reporter], [undefined, "che"]);
  assert.is(await engine.ticket(one.id, resident), undefined, "an answer replayed across capacities would have shown it");
  await engine.close();
});

test("a key is forgotten after thirty days, and an odd one is refused", async () => {
  const { engine, clock } = await townEngine();
  const command = { type: "report", process: "closed-loop", form: { description: "a", area: "g1" } } as const;
  const first = await engine.execute(command, person("che"), { key: "k" });
  clock.advance({ days: 29 });
  await engine.work();
  assert.equal(await engine.execute(command, person("che"), { key: "k" }), { ...first, replayed: true });
  clock.advance({ days: 2 });
  await engine.work();
  const later = await engine.execute(command, person("che"), { key: "k" });
  assert.ok(later.ok && !later.replayed);
  const odd: readonly unknown[] = ["", "x".repeat(201), "a\0b", null, 7, ["k"], {}];
  for (const key of odd) {
    const answer = await engine.execute(command, person("che"), { key: key as string });
    assert.is(answer.ok ? "" : answer.refusal.code, "bad-input", JSON.stringify(key));
  }
  for (const how of [null, "k"]) {
    const answer = await engine.execute(command, person("che"), how as never);
    assert.is(answer.ok ? "" : answer.refusal.code, "bad-input", String(how));
  }
  await engine.close();
});

test("a ticket that would outgrow its document is refused and stays as it was", async () => {
  const { engine } = await townEngine();
  const document = structuredClone(town.find((draft) => draft.kind === "process")?.document) as {
    meta: { report: { form: Record<string, object> } };
  };
  for (let i = 0; i < 95; i += 1) document.meta.report.form[`f${i}`] = { type: "string", label: { "zh-CN": "项", en: "item" } };
  assert.ok((await engine.define(tenant.id, [{ kind: "process", document }], "test")).ok);
  const form = Object.fromEntries(Array.from({ length: 95 }, (_, i) => [`f${i}`, "项".repeat(200)]));
  const fits = await engine.execute(
    { type: "report", process: "closed-loop", form: { ...form, description: "a", area: "g1" } },
    person("che"),
  );
  assert.ok(fits.ok);
  const wide = Object.fromEntries(Array.from({ length: 95 }, (_, i) => [`f${i}`, '"'.repeat(200)]));
  const answer = await engine.execute(
    { type: "report", process: "closed-loop", form: { ...wide, description: "a", area: "g1" } },
    person("che"),
  );
  assert.is(answer.ok ? "" : answer.refusal.code, "too-large");
  assert.is((await engine.list(system)).length, 1);
  await engine.close();
});

test("a refused command leaves nothing: no entry, no answer under its key", async () => {
  const { engine } = await townEngine();
  const ticket = await report(engine);
  const sign: TicketCommand = { type: "sign", ticket: ticket.id };
  assert.not((await engine.execute(sign, person("hal"), { key: "k" })).ok);
  await send(engine, "ann", ticket, "file");
  assert.ok((await engine.execute(sign, person("hal"), { key: "k" })).ok);
  assert.is((await engine.story(ticket.id, person("ann"))).length, 3);
  await engine.close();
});

test("a dry run answers what would happen and writes nothing", async () => {
  const { engine } = await townEngine();
  const ticket = await report(engine);
  const tried = await engine.execute({ type: "file", ticket: ticket.id }, person("ann"), { dryRun: true });
  assert.equal(accepted(tried).state, { handle: "assigned" });
  assert.equal(await engine.ticket(ticket.id, person("ann")), ticket);
  await engine.close();
});

test("a command that went by an older revision is refused as stale", async () => {
  const { engine } = await townEngine();
  const ticket = await report(engine);
  await send(engine, "ann", ticket, "comment", { comment: "看一下" });
  const answer = await engine.execute({ type: "file", ticket: ticket.id, ifRevision: 1 }, person("ann"));
  assert.is(answer.ok ? "" : answer.refusal.code, "stale-revision");
  await engine.close();
});

test("the same report of a source is refused the second time, naming the first ticket", async () => {
  const { engine } = await townEngine();
  const first = await report(engine, "井盖", { source: "12345", sourceKey: "A-1" });
  const again = await engine.execute(
    { type: "report", process: "closed-loop", source: "12345", sourceKey: "A-1", form: { description: "井盖", area: "g1" } },
    person("che"),
  );
  assert.is(again.ok ? "" : again.refusal.code, "duplicate-report");
  assert.match(again.ok ? "" : again.refusal.detail.en, first.id);
  await engine.close();
});

test("where the first ticket of a source's key is not the actor's to see, the refusal of the second does not name it", async () => {
  const { engine } = await townEngine();
  const first = await report(engine, "井盖", { source: "12345", sourceKey: "A-1" });
  const twice = {
    type: "report",
    process: "closed-loop",
    source: "12345",
    sourceKey: "A-1",
    form: { description: "井盖", area: "g2" },
  } as const;
  for (const how of [{}, { dryRun: true }]) {
    const again = await engine.execute(twice, person("off"), how);
    if (again.ok) throw new Error("it was reported twice");
    assert.is(again.refusal.code, "duplicate-report");
    assert.match(again.refusal.detail.en, "12345 has reported A-1 already");
    assert.not.match(JSON.stringify(again), first.id);
  }
  await engine.close();
});

test("merging tells the master, once, through the outbox", async () => {
  const { engine } = await townEngine();
  const [master, twin] = [await report(engine), await report(engine)];
  await send(engine, "ann", twin, "merge", { mergedInto: master.id });
  const unknown = await engine.execute({ type: "merge", ticket: master.id, form: { mergedInto: "nothing" } }, person("ann"));
  assert.is(unknown.ok ? "" : unknown.refusal.code, "bad-input");
  await engine.work();
  await engine.work();
  assert.equal((await engine.ticket(master.id, person("ann")))?.absorbed, [twin.id]);
  assert.is((await engine.story(master.id, person("ann"))).length, 2);
  await engine.close();
});

test("what should have happened by itself happens before any command, also where nobody fired it", async () => {
  const { engine, clock } = await townEngine();
  const ticket = await report(engine);
  await send(engine, "ann", ticket, "file");
  await send(engine, "hal", ticket, "sign");
  await send(engine, "hal", ticket, "submit", { result: "x" });
  await send(engine, "ina", ticket, "pass");
  await send(engine, "ann", ticket, "close");
  clock.advance({ days: 40 });
  const reopen: TicketCommand = { type: "reopen", ticket: ticket.id, form: { reason: "又来了" } };
  assert.is((await engine.offers(ticket.id, person("ann"))).find((offer) => offer.command === "reopen")?.available, false);
  const tried = await engine.execute(reopen, person("ann"), { dryRun: true });
  const rehearsed = (await engine.rehearse(tenant.id, await engine.ticket(ticket.id, person("ann")))).execute(reopen, person("ann"));
  assert.is(rehearsed.ok ? "" : rehearsed.refusal.code, "not-now");
  const read = await engine.ticket(ticket.id, person("ann"));
  const stored = (await engine.list(person("ann"))).find(({ id }) => id === ticket.id);
  assert.equal([read?.state, read?.ahead, stored?.state], ["archived", 1, "closed"]);
  assert.is((await engine.story(ticket.id, person("ann"))).length, stored?.revision);
  const answer = await engine.execute(reopen, person("ann"));
  assert.equal([tried.ok ? "" : tried.refusal.code, answer.ok ? "" : answer.refusal.code], ["not-now", "not-now"]);
  assert.equal(await engine.ticket(ticket.id, person("ann")), (await engine.list(person("ann")))[0]);
  assert.is((await engine.ticket(ticket.id, person("ann")))?.state, "archived");
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

/** A process that goes on by itself, an hour in each state, until somebody takes the ticket out of one of them. */
async function passingHours(engine: Engine): Promise<Ticket> {
  const label = { "zh-CN": "试", en: "try" };
  const by = [{ role: "importer", at: "anywhere" }];
  const passing = (next: string) => ({
    meta: { label, stage: "handle", task: { role: "chief", at: "area" } },
    after: { soon: { target: next } },
    on: { take: { target: "taken", meta: { label, by } } },
  });
  const document = {
    id: "hours",
    initial: "first",
    meta: {
      label,
      report: { by: [{ role: "chief", at: "anywhere" }], form: { area: { type: "unit", label } } },
      delays: { soon: { amount: 1, unit: "urgent-hour" } },
    },
    states: {
      first: passing("second"),
      second: passing("late"),
      late: { type: "final", meta: { label, stage: "close" } },
      taken: { type: "final", meta: { label, stage: "close" } },
    },
  };
  const defined = await engine.define(tenant.id, [{ kind: "process", document }], "test");
  assert.ok(defined.ok, JSON.stringify(defined.findings));
  return accepted(await engine.execute({ type: "report", process: "hours", form: { area: "g1" } }, person("che")));
}

test("what is tried or rehearsed for an earlier time finds what was due by then, and no more, as doing it does", async () => {
  const { engine, clock } = await townEngine();
  const ticket = await passingHours(engine);
  clock.advance({ hours: 3 });
  const take: TicketCommand = { type: "take", ticket: ticket.id, at: ticket.at + 90 * 60_000 };
  const outcome = (answer: Answer) => (answer.ok ? [answer.ticket.state, answer.entry.from, answer.ticket.revision] : answer.refusal.code);
  const rehearsal = await engine.rehearse(tenant.id, ticket);
  const all = [
    await engine.execute(take, person("imp"), { dryRun: true }),
    rehearsal.execute(take, person("imp")),
    await engine.execute(take, person("imp")),
  ];
  const taken = ["taken", "second", 3];
  assert.equal(all.map(outcome), [taken, taken, taken]);
  await engine.close();
});

test("a rehearsal that goes on over time fires what has fallen due before each of its steps", async () => {
  const { engine, clock } = await townEngine();
  const { id, at } = await passingHours(engine);
  const rehearsal = await engine.rehearse(tenant.id);
  const answer = rehearsal.execute({ type: "report", process: "hours", form: { area: "g1" } }, person("che"));
  const ticket = accepted(answer).id;
  clock.advance({ hours: 1 });
  assert.is(rehearsal.ticket()?.state, "second");
  clock.advance({ hours: 1 });
  const late = rehearsal.execute({ type: "take", ticket }, person("imp"));
  assert.is(late.ok ? "" : late.refusal.code, "not-now");
  assert.equal([rehearsal.ticket()?.state, rehearsal.ticket()?.at], ["late", at + 2 * 3_600_000]);
  assert.is((await engine.story(id, person("che"))).length, 1, "nothing is written");
  await engine.close();
});

test("a timer that its own firing arms again goes on firing", async () => {
  const { engine, clock } = await townEngine();
  const label = { "zh-CN": "试", en: "try" };
  const by = [{ role: "chief", at: "anywhere" }];
  const again = { guard: { type: "feel", params: { when: "not(ticket.counts.tries >= 3)" } }, target: "open", reenter: true };
  const document = {
    id: "retry",
    initial: "open",
    meta: { label, report: { by, form: { area: { type: "unit", label } } }, delays: { soon: { amount: 1, unit: "urgent-hour" } } },
    states: {
      open: {
        meta: { label, stage: "handle", task: { role: "chief", at: "area" } },
        entry: { type: "count", params: { counter: "tries" } },
        after: { soon: [again, { target: "over" }] },
        on: { stop: { target: "over", meta: { label, by } } },
      },
      over: { type: "final", meta: { label, stage: "close" } },
    },
  };
  const defined = await engine.define(tenant.id, [{ kind: "process", document }], "test");
  assert.ok(defined.ok, JSON.stringify(defined.findings));
  const ticket = accepted(await engine.execute({ type: "report", process: "retry", form: { area: "g1" } }, person("che")));
  for (let round = 0; round < 5; round += 1) {
    clock.advance({ hours: 1 });
    await engine.work();
  }
  const after = await engine.ticket(ticket.id, person("che"));
  assert.equal([after?.state, after?.counts["tries"], after?.timers], ["over", 3, {}]);
  await engine.close();
});

test("a due timer fires once, also when the engine was closed while it fell due", async () => {
  const { engine, clock, file } = await townEngine();
  const ticket = await report(engine);
  for (const [who, what] of [
    ["ann", "file"],
    ["hal", "sign"],
  ] as const)
    await send(engine, who, ticket, what);
  await send(engine, "dan", ticket, "suspend", { until: clock.now() + 1000, reason: "等" });
  assert.equal(await engine.work(), { fired: 0, attempts: 0, scheduled: { published: 0, failed: 0 } });
  await engine.close();
  clock.advance({ days: 3 });
  const again = createEngine({ store: openLibsqlStore({ file }), now: clock.now });
  assert.is((await again.work()).fired, 1);
  assert.is((await again.work()).fired, 0);
  assert.equal((await again.ticket(ticket.id, person("ann")))?.state, { handle: "handling" });
  assert.equal((await again.verify(tenant.id)).faults, []);
  await again.close();
});

test("deliveries keep their order in a lane, are tried again with the same envelope, and a dead one frees the lane", async () => {
  const seen: string[] = [];
  const envelopes = new Set<string>();
  const handler = ({ attempt, ...envelope }: Delivery): Promise<void> => {
    seen.push(`${envelope.topic}#${attempt}`);
    if (envelope.topic !== "assigned") return Promise.resolve();
    envelopes.add(JSON.stringify(envelope));
    return Promise.reject(new Error("the receiver is down"));
  };
  const { engine, clock } = await townEngine({ handlers: { "in-app": handler }, maxAttempts: 3 });
  const ticket = await report(engine);
  for (const [who, what] of [
    ["ann", "file"],
    ["hal", "sign"],
  ] as const)
    await send(engine, who, ticket, what);
  await send(engine, "hal", ticket, "submit", { result: "好了" });
  for (let round = 0; round < 4; round += 1) {
    await engine.work();
    clock.advance({ hours: 1 });
  }
  assert.equal(seen, ["assigned#1", "assigned#2", "assigned#3", "to-verify#1"]);
  assert.is(envelopes.size, 1);
  const [dead] = await engine.deliveries(tenant.id, "dead");
  assert.is(dead?.error, "the receiver is down");
  assert.ok(await engine.redeliver(tenant.id, dead?.id ?? ""));
  assert.not(await engine.redeliver(tenant.id, dead?.id ?? ""));
  await engine.close();
});

test("the inbox shows each what waits for their role and unit, the most urgent first", async () => {
  const { engine } = await townEngine();
  const [first, second] = [await report(engine, "别的"), await report(engine, "乱停车")];
  assert.equal(
    (await engine.inbox(person("ann"))).map((waiting) => waiting.ticket.id),
    [first.id, second.id],
  );
  assert.equal(await engine.inbox(person("hal")), []);
  await send(engine, "ann", second, "file");
  assert.equal(
    (await engine.inbox(person("hal"))).map((waiting) => waiting.part.key),
    ["closed-loop.handle.assigned"],
  );
  await engine.close();
});

test("lists and counts show an actor only what is theirs to see", async () => {
  const { engine } = await townEngine();
  const ticket = await report(engine, "井盖");
  for (const [who, wanted] of [
    ["ann", 1],
    ["che", 1],
    ["off", 0],
    ["hal", 0],
    ["imp", 1],
  ] as const) {
    assert.is((await engine.list(person(who))).length, wanted, who);
    assert.is((await engine.count(person(who), "tier")).length, wanted, who);
    assert.is((await engine.ticket(ticket.id, person(who))) !== undefined, wanted === 1, who);
  }
  await engine.close();
});

test("erasing a reporter empties name and words, and every journal still verifies", async () => {
  const { engine } = await townEngine();
  await engine.putPeople(tenant.id, [{ id: "r1", kind: "reporter", name: "某人", phone: "1" }]);
  const ticket = accepted(
    await engine.execute(
      { type: "report", process: "closed-loop", form: { description: "乱停车", area: "g1" } },
      { kind: "reporter", tenant: tenant.id, id: "r1" },
    ),
  );
  assert.is((await engine.story(ticket.id, system))[0]?.texts["description"], "乱停车");
  await engine.erase(tenant.id, "r1");
  assert.equal((await engine.story(ticket.id, system))[0]?.texts, {});
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("erasing somebody whom nobody knows is refused, and so are people a store would cut or change", async () => {
  const { engine } = await townEngine();
  const code = (work: Promise<unknown>) =>
    work.then(
      () => "done",
      (error: unknown) => (error instanceof EngineError ? error.code : String(error)),
    );
  assert.is(await code(engine.erase(tenant.id, "nobody")), "unknown-person");
  assert.is(await code(engine.erase("nowhere", "r1")), "unknown-tenant");
  const rob = { id: "rob", kind: "reporter" } as const;
  assert.is(await code(engine.putPeople("nowhere", [rob])), "unknown-tenant");
  for (const change of [
    { id: "" },
    { id: "x\0y" },
    { kind: "bogus" },
    { name: "Li\0Hidden" },
    { phone: "\ud800" },
    { name: true },
    { address: "x".repeat(501) },
  ])
    assert.is(await code(engine.putPeople(tenant.id, [{ ...rob, ...change } as typeof rob])), "bad-person", JSON.stringify(change));
  for (const people of [null, 7, [null], [rob, undefined]])
    assert.is(await code(engine.putPeople(tenant.id, people as never)), "bad-person", JSON.stringify(people));
  assert.is(await code(engine.putPeople(tenant.id, [rob])), "done");
  assert.is(await code(engine.erase(tenant.id, "rob")), "done");
  await engine.close();
});

test("a database that was replaced beneath the engine is written to no more", async () => {
  const { engine, file } = await townEngine();
  await report(engine);
  copyFileSync(file, `${file}.copy`);
  renameSync(`${file}.copy`, file);
  const answer = await report(engine).then(
    () => "acknowledged",
    (error: unknown) => (error instanceof EngineError ? error.code : String(error)),
  );
  assert.is(answer, "store-closed");
  await engine.close();
});

test("definitions are published all or none; what did not change costs no version", async () => {
  const { engine } = await townEngine();
  const again = await engine.define(tenant.id, town, "test");
  assert.ok(again.ok && again.published.every((each) => !each.changed && each.version === 1));
  const wider = { ...categories, categories: [...categories.categories, { code: "03", label: { "zh-CN": "三", en: "three" } }] };
  const broken = { ...routing, rows: [{ id: "x", when: ['"nowhere"', "-"], then: ['"water"', "true"] }] };
  const refused = await engine.define(
    tenant.id,
    [
      { kind: "categories", document: wider },
      { kind: "table", document: broken },
    ],
    "test",
  );
  assert.not(refused.ok);
  assert.not((await engine.world(tenant.id)).categories.tree.has("03"));
  const next = await engine.define(tenant.id, [{ kind: "categories", document: wider }], "test");
  assert.equal(next.ok && next.published, [{ kind: "categories", id: "categories", version: 2, changed: true }]);
  assert.ok((await engine.world(tenant.id)).categories.tree.has("03"));
  await engine.close();
});

test("a table that names a standard or a relative unit there is not is refused", async () => {
  const { engine } = await townEngine();
  const tell = async (row: { id: string; when: string[]; then: string[] }, table: typeof routing | typeof classification) =>
    (await engine.check(tenant.id, [{ kind: "table", document: { ...table, rows: [row] } }])).map(
      ({ finding }) => `${finding.code} ${finding.place}`,
    );
  assert.equal(await tell({ id: "x", when: ["-", "-"], then: ['"area:planet"', "true"] }, routing), ["unknown-unit /rows/0/then/0"]);
  assert.equal(await tell({ id: "x", when: ["-", "-"], then: ['"area:street/flying"', "true"] }, routing), ["unknown-unit /rows/0/then/0"]);
  assert.equal(await tell({ id: "x", when: ["-", "-"], then: ["null", "1", '"0000-0"'] }, classification), [
    "unknown-standard /rows/0/then/2",
  ]);
  await engine.close();
});

test("as the last day of somebody's role ends, what they had claimed is free again, and their lists are empty", async () => {
  const { engine, clock } = await townEngine();
  const hua = { id: "hua", holds: [{ role: "handler", unit: "s1-squad", until: "2026-01-05" }] };
  const document = { ...organisation, people: [...organisation.people, hua] };
  assert.ok((await engine.define(tenant.id, [{ kind: "organisation", document }], "test")).ok);
  const ticket = await report(engine);
  await send(engine, "ann", ticket, "file");
  await send(engine, "hua", ticket, "claim");
  await engine.work();
  const waiting = async (who: string) => (await engine.inbox(person(who))).map((task) => task.ticket.id);
  assert.equal([await waiting("hua"), await waiting("hal")], [[ticket.id], []]);
  clock.set(Date.parse("2026-01-05T16:00:00Z"));
  assert.equal(
    [await waiting("hua"), await engine.list(person("hua")), await engine.ticket(ticket.id, person("hua"))],
    [[], [], undefined],
  );
  await engine.work();
  assert.is((await engine.story(ticket.id, person("hal"))).at(-1)?.entry.type, "adopt");
  assert.equal(await waiting("hal"), [ticket.id]);
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("who has left the owner and those above it holds no ticket any more that others of its people could go on with", async () => {
  const { engine } = await townEngine();
  const people = [...organisation.people, { id: "hua", holds: [{ role: "handler", unit: "s1-squad" }] }];
  assert.ok((await engine.define(tenant.id, [{ kind: "organisation", document: { ...organisation, people } }], "test")).ok);
  const ticket = await report(engine);
  await send(engine, "ann", ticket, "file");
  await send(engine, "hua", ticket, "claim");
  const offered = async () =>
    (await engine.offers(ticket.id, person("hal"))).flatMap(({ command, available }) => (available ? [command] : []));
  assert.not.ok((await offered()).some((command) => ["claim", "sign"].includes(command)));
  assert.ok((await engine.define(tenant.id, [{ kind: "organisation", document: organisation }], "test")).ok);
  assert.ok((await offered()).includes("sign"));
  await engine.work();
  assert.is((await engine.story(ticket.id, person("hal"))).at(-1)?.entry.type, "adopt");
  assert.ok(
    (await engine.inbox(person("hal"))).some((task) => task.ticket.id === ticket.id),
    "it waits for all of them again",
  );
  assert.is((await send(engine, "hal", ticket, "claim")).assignee, "hal");
  await send(engine, "hal", ticket, "sign");
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("a change of the organisation that would break a published process is refused", async () => {
  const { engine } = await townEngine();
  const without = {
    ...organisation,
    roles: organisation.roles.filter((role) => role.code !== "inspector"),
    people: organisation.people.filter((each) => !["ina", "wen"].includes(each.id)),
  };
  const answer = await engine.define(tenant.id, [{ kind: "organisation", document: without }], "test");
  assert.not(answer.ok);
  assert.ok(answer.findings.some((found) => found.kind === "process" && found.finding.code === "unknown-role"));
  await engine.close();
});

test("a unit that still has open tickets cannot leave the organisation; once they are moved it can", async () => {
  const { engine } = await townEngine();
  const ticket = await report(engine);
  await send(engine, "ann", ticket, "file");
  const without = { ...organisation, units: organisation.units.filter((unit) => unit.code !== "s1-squad") };
  const people = without.people.filter((each) => each.id !== "hal");
  const draft = { kind: "organisation", document: { ...without, people } } as const;
  const other = { ...routing, rows: routing.rows.filter((row) => row.id !== "r2") };
  const drafts = [draft, { kind: "table", document: other } as const];
  const refused = await engine.define(tenant.id, drafts, "test");
  assert.equal([refused.ok, refused.findings.map((found) => found.finding.code)], [false, ["unit-in-use"]]);
  await send(engine, "dan", ticket, "reassign", { owner: "water", reason: "撤并" });
  assert.ok((await engine.define(tenant.id, drafts, "test")).ok);
  await engine.close();
});

test("a second process on the file is refused with a message; after the first is gone it may have it", async () => {
  const { engine, file } = await townEngine();
  const open = `import { openLibsqlStore } from "@muster/engine"; try { await openLibsqlStore({ file: process.argv[1] }).close(); console.log("opened"); } catch (error) { console.log(error.code, error.message); }`;
  const other = () =>
    spawnSync(process.execPath, ["--input-type=module", "-e", open, file], { cwd: new URL("..", import.meta.url), encoding: "utf8" })
      .stdout;
  assert.match(other(), /^store-busy .*in use by another process/);
  await engine.close();
  assert.is(other(), "opened\n");
});

test("a link to the file is the file: the second owner is refused", async () => {
  const { engine, file } = await townEngine();
  const link = join(tempFolder(), "link.db");
  symlinkSync(file, link);
  assert.throws(() => openLibsqlStore({ file: link }), /in use by another process/);
  await engine.close();
});

test("a link to a file that is not there yet leads to the one lock; a hard link is refused", async () => {
  const folder = tempFolder();
  const [file, link] = [join(folder, "real.db"), join(folder, "link.db")];
  symlinkSync(file, link);
  const store = openLibsqlStore({ file: link });
  assert.throws(() => openLibsqlStore({ file }), /in use by another process/);
  await store.close();
  linkSync(file, join(folder, "twin.db"));
  assert.throws(() => openLibsqlStore({ file }), /hard link/);
  assert.throws(() => openLibsqlStore({ file: join(folder, "twin.db"), readOnly: true }), /hard link/);
});

test("where somebody removes the lock, the owner stops writing before another can begin", async () => {
  const { engine, file } = await townEngine();
  const ticket = await report(engine);
  rmSync(`${file}-owner`);
  await engine.execute({ type: "file", ticket: ticket.id }, person("ann")).then(
    () => assert.unreachable(),
    (thrown: unknown) => assert.is(thrown instanceof EngineError && thrown.code, "store-closed"),
  );
  assert.is((await engine.ticket(ticket.id, person("ann")))?.revision, 1);
  await engine.close();
});

/** A process whose timer ends a ticket after a day, where the host's guard allows it. */
function timed(id: string, guard?: string) {
  const label = { "zh-CN": "试", en: "try" };
  const by = [{ role: "chief", at: "anywhere" }];
  return {
    kind: "process" as const,
    document: {
      id,
      initial: "open",
      meta: {
        label,
        report: { by, form: { area: { type: "unit", label } } },
        delays: { day: { amount: 1, unit: "natural-day" } },
        ...(guard !== undefined && { hostGuards: { [guard]: "1" } }),
      },
      states: {
        open: {
          meta: { label, stage: "handle", task: { role: "chief", at: "area" } },
          after: { day: { target: "over", ...(guard !== undefined && { guard }) } },
          on: { stop: { target: "over", meta: { label, by } } },
        },
        over: { type: "final", meta: { label, stage: "close" } },
      },
    },
  };
}

const broken = {
  version: "1",
  holds: () => {
    throw new Error("host bug");
  },
};

test("however many timers cannot fire, the others do", async () => {
  const { engine, clock } = await townEngine({ guards: { broken }, onError: () => {} });
  assert.ok((await engine.define(tenant.id, [timed("bad", "broken"), timed("good")], "test")).ok);
  const begin = (process: string) => engine.execute({ type: "report", process, form: { area: "g1" } }, person("che"));
  await Promise.all(Array.from({ length: 250 }, () => begin("bad")));
  clock.advance({ minutes: 1 });
  const good = accepted(await begin("good"));
  clock.advance({ days: 2 });
  assert.is((await engine.work()).fired, 1);
  assert.is((await engine.ticket(good.id, person("che")))?.state, "over");
  await engine.close();
});

test("a timer whose host guard throws is told where it is fired, and keeps nobody from trying, reading and doing the rest", async () => {
  const heard: unknown[] = [];
  const { engine, clock } = await townEngine({ guards: { broken }, onError: (cause) => void heard.push(cause) });
  assert.ok((await engine.define(tenant.id, [timed("bad", "broken")], "test")).ok);
  const { id } = accepted(await engine.execute({ type: "report", process: "bad", form: { area: "g1" } }, person("che")));
  clock.advance({ days: 2 });
  await engine.work();
  assert.equal(
    heard.map((cause) => cause instanceof EngineError && [cause.code, cause.message.slice(0, 27)]),
    [["host-guard", "the host guard broken threw"]],
  );
  const stop = { type: "stop", ticket: id } as const;
  const offered = await engine.offers(id, person("che"));
  assert.ok(offered.some(({ command, available }) => command === "stop" && available));
  const rehearsal = await engine.rehearse(tenant.id, await engine.ticket(id, person("che")));
  assert.ok(rehearsal.execute(stop, person("che")).ok);
  assert.ok((await engine.execute(stop, person("che"), { dryRun: true })).ok);
  assert.is(accepted(await engine.execute(stop, person("che"))).state, "over");
  assert.equal(
    (await engine.story(id, person("che"))).map(({ entry }) => entry.type),
    ["report", "stop"],
  );
  await engine.close();
});

test("a destination that does not answer keeps neither others nor timers waiting", async () => {
  const delivered: string[] = [];
  let answerAll = (): void => {};
  const silence = new Promise<void>((resolve) => {
    answerAll = resolve;
  });
  const handlers = { sms: () => silence, "in-app": ({ ticket }: Delivery) => Promise.resolve(void delivered.push(ticket)) };
  const { engine } = await townEngine({ handlers });
  const label = { "zh-CN": "试", en: "try" };
  const by = [{ role: "chief", at: "anywhere" }];
  const notify = (channel: string) => ({ type: "notify", params: { topic: "new", role: "chief", at: "area", channel } });
  const telling = (id: string, channel: string) => ({
    kind: "process" as const,
    document: {
      id,
      initial: "open",
      meta: { label, report: { by, form: { area: { type: "unit", label } } } },
      states: {
        open: {
          entry: notify(channel),
          meta: { label, stage: "handle", task: { role: "chief", at: "area" } },
          on: { stop: { target: "over", meta: { label, by } } },
        },
        over: { type: "final", meta: { label, stage: "close" } },
      },
    },
  });
  assert.ok((await engine.define(tenant.id, [telling("slow", "sms"), telling("quick", "in-app")], "test")).ok);
  const begin = (process: string) => engine.execute({ type: "report", process, form: { area: "g1" } }, person("che"));
  await Promise.all(Array.from({ length: 120 }, () => begin("slow")));
  const quick = accepted(await begin("quick"));
  engine.start();
  for (let waited = 0; delivered.length === 0 && waited < 3000; waited += 20) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(delivered, [quick.id]);
  answerAll();
  await engine.close();
});

test("a timer whose process goes round and round keeps neither other timers nor deliveries from their work", async () => {
  const shipped = town.find((draft) => draft.kind === "process")?.document as object;
  const document = structuredClone(shipped) as {
    states: { closed: { after: Record<string, object> }; spin?: object; back?: object };
  };
  const label = { "zh-CN": "转", en: "spin" };
  const round = (target: string) => ({
    meta: { label, stage: "close" },
    always: [{ guard: { type: "feel", params: { when: "true" } }, target }, { target: "archived" }],
  });
  document.states.spin = round("back");
  document.states.back = round("spin");
  document.states.closed.after["reopen-over"] = { target: "spin" };
  const { engine: before, clock, file } = await townEngine();
  const ticket = await report(before);
  for (const [who, what, form] of [
    ["ann", "file", {}],
    ["hal", "sign", {}],
    ["hal", "submit", { result: "好" }],
    ["ina", "pass", {}],
    ["ann", "close", {}],
  ] as const) {
    await send(before, who, ticket, what, form);
  }
  await before.close();
  // The check refuses such a process; a ticket may be pinned to one that was published before the check knew of it.
  const database = new Database(file);
  database
    .prepare("UPDATE definition SET body = ? WHERE kind = 'process' AND id = 'closed-loop' AND version = 1")
    .run(JSON.stringify(document));
  database.close();
  const delivered: string[] = [];
  const handlers = { "in-app": ({ topic }: Delivery) => Promise.resolve(void delivered.push(topic)) };
  const engine = createEngine({ store: openLibsqlStore({ file }), now: clock.now, handlers });
  const draft = { kind: "process", document: { ...shipped, description: "the next version" } } as const;
  assert.ok((await engine.define(tenant.id, [draft], "test")).ok);
  clock.advance({ days: 16 });
  assert.is((await engine.work()).fired, 0);
  assert.ok(delivered.includes("closed"));
  assert.is((await engine.ticket(ticket.id, person("ann")))?.state, "closed");
  assert.is((await engine.execute({ type: "reopen", ticket: ticket.id, form: { reason: "又来" } }, person("ann"))).ok, true);
  await engine.close();
});

test("a merge into a ticket that the actor cannot see is refused as unknown", async () => {
  const { engine } = await townEngine();
  const people = [...organisation.people, { id: "local", holds: [{ role: "acceptor", unit: "c1" }] }];
  assert.ok((await engine.define(tenant.id, [{ kind: "organisation", document: { ...organisation, people } }], "test")).ok);
  const mine = await report(engine);
  const elsewhere = accepted(
    await engine.execute({ type: "report", process: "closed-loop", form: { description: "停车" } }, person("imp")),
  );
  const answer = await engine.execute({ type: "merge", ticket: mine.id, form: { mergedInto: elsewhere.id } }, person("local"));
  assert.is(answer.ok ? "" : answer.refusal.code, "bad-input");
  assert.is((await send(engine, "ann", mine, "merge", { mergedInto: elsewhere.id })).state, "merged");
  await engine.close();
});

test("a host guard decides, and a process that names one the host lacks is refused by name", async () => {
  const document = structuredClone(town.find((draft) => draft.kind === "process")?.document) as {
    meta: Record<string, unknown>;
    states: { handle: { states: { assigned: { on: { sign: Record<string, unknown> } } } } };
  };
  document.meta["hostGuards"] = { isWorkingHour: "2" };
  document.states.handle.states.assigned.on.sign["guard"] = { type: "isWorkingHour", params: { from: 8 } };
  let open = false;
  const guards = { isWorkingHour: { version: "2", holds: () => open } };
  const { engine } = await townEngine({ guards });
  assert.ok((await engine.define(tenant.id, [{ kind: "process", document }], "test")).ok);
  const ticket = await report(engine);
  await send(engine, "ann", ticket, "file");
  const shut = await engine.execute({ type: "sign", ticket: ticket.id }, person("hal"));
  assert.is(shut.ok ? "" : shut.refusal.code, "condition-not-met");
  // A promise is truthy, and still no answer.
  open = Promise.resolve(true) as never;
  assert.not((await engine.execute({ type: "sign", ticket: ticket.id }, person("hal"))).ok);
  open = true;
  await send(engine, "hal", ticket, "sign");
  await engine.close();
  const { engine: bare } = await townEngine();
  const refused = await bare.define(tenant.id, [{ kind: "process", document }], "test");
  assert.match(refused.findings[0]?.finding.message.en ?? "", "isWorkingHour@2 is not registered");
  await bare.close();
});

test("a host that has lost a guard, or has another version of it, is told which where it is asked, and the rest goes on", async () => {
  const document = structuredClone(town.find((draft) => draft.kind === "process")?.document) as {
    meta: Record<string, unknown>;
    states: { handle: { states: { assigned: { on: { sign: Record<string, unknown> } } } } };
  };
  document.meta["hostGuards"] = { isWorkingHour: "2" };
  document.states.handle.states.assigned.on.sign["guard"] = { type: "isWorkingHour" };
  const file = join(tempFolder(), "guards.db");
  const guardOf = (version: string) => ({ isWorkingHour: { version, holds: () => true } });
  const { engine } = await townEngine({ file, guards: guardOf("2") });
  assert.ok((await engine.define(tenant.id, [{ kind: "process", document }], "test")).ok);
  const ticket = await report(engine);
  await send(engine, "ann", ticket, "file");
  await engine.close();
  for (const [guards, said] of [
    [{}, "isWorkingHour@2 is not registered"],
    [guardOf("3"), "isWorkingHour@2 is registered at version 3"],
  ] as const) {
    const again = createEngine({ store: openLibsqlStore({ file }), guards });
    const asked = await again.execute({ type: "sign", ticket: ticket.id }, person("hal")).catch((cause: unknown) => cause);
    assert.instance(asked, EngineError);
    assert.match((asked as EngineError).message, said);
    assert.ok((await again.execute({ type: "comment", ticket: ticket.id, form: { comment: "在等" } }, person("hal"))).ok);
    assert.ok((await again.execute({ type: "report", process: "closed-loop", form: { description: "另一件" } }, person("ann"))).ok);
    await again.close();
  }
});

/** The town, whose importer also holds every role that a ticket's life takes. */
const importing: Draft = {
  kind: "organisation",
  document: {
    ...organisation,
    people: organisation.people.map((each) =>
      ["ann", "hal", "ina"].includes(each.id) ? { ...each, holds: [...each.holds, { role: "importer", unit: "d" }] } : each,
    ),
  },
};

test("the past arms no timer and limits the present all the same: what was closed long ago is not reopened", async () => {
  const { engine, clock, file } = await townEngine();
  assert.ok((await engine.define(tenant.id, [importing], "test")).ok);
  const imported = async (closed: number): Promise<string> => {
    const at = (minute: number) => ({ at: closed + minute * 60_000, historical: true });
    const form = { description: "停车", area: "g1" };
    const told = await engine.execute({ type: "report", process: "closed-loop", form, reporter: "r1", ...at(-9) }, person("ann"));
    assert.ok(told.ok);
    const { id } = told.ticket;
    const steps = [
      ["ann", "file", {}],
      ["hal", "sign", {}],
      ["hal", "submit", { result: "已拖走" }],
      ["ina", "pass", {}],
      ["ann", "close", { closing: "已恢复" }],
    ] as const;
    for (const [minute, [who, type, written]] of steps.entries()) {
      const answer = await engine.execute({ type, ticket: id, form: written, ...at(minute - 4) }, person(who));
      assert.ok(answer.ok, `${type}: ${answer.ok ? "" : answer.refusal.detail.en}`);
    }
    return id;
  };
  const day = 86_400_000;
  const [long, lately] = [await imported(clock.now() - 400 * day), await imported(clock.now() - 5 * day)];
  assert.equal(rowsOf(file, "timer"), 0);
  await engine.work();
  const reopen = (ticket: string): TicketCommand => ({ type: "reopen", ticket, form: { reason: "又来了" } });
  assert.not.ok((await engine.offers(long, person("ann"))).some(({ command, available }) => command === "reopen" && available));
  assert.not.ok((await engine.execute(reopen(long), person("ann"), { dryRun: true })).ok);
  assert.not.ok((await engine.execute(reopen(long), person("ann"))).ok);
  assert.is((await engine.ticket(long, person("ann")))?.state, "archived");
  assert.ok((await engine.execute({ type: "evaluate", ticket: lately, form: { score: 5 } }, person("ann"))).ok);
  assert.is(rowsOf(file, "timer"), 1, "somebody acted on it: its time runs as any other's");
  assert.ok((await engine.execute(reopen(lately), person("ann"))).ok);
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

function rowsOf(file: string, table: string): number {
  const database = new Database(file);
  const [count] = Object.values(database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as object);
  database.close();
  return count as number;
}

test("a ticket takes in as many duplicates as there are", async () => {
  const { engine } = await townEngine({ handlers: { "in-app": () => Promise.resolve() } });
  const master = await report(engine);
  const many = 1000;
  for (let i = 0; i < many; i += 50) {
    const twins = await Promise.all(Array.from({ length: 50 }, () => report(engine)));
    await Promise.all(twins.map((twin) => send(engine, "ann", twin, "merge", { mergedInto: master.id })));
  }
  for (let left = 100; left > 0 && (await engine.deliveries(tenant.id, "pending", 1)).length > 0; left -= 1) await engine.work();
  const ticket = await engine.ticket(master.id, person("ann"));
  assert.equal([ticket?.counts["absorbed"], ticket?.absorbed?.length], [many, 100]);
  assert.equal(await engine.deliveries(tenant.id, "undeliverable"), []);
  await send(engine, "ann", master, "file");
  await engine.close();
});

test("unknown tickets, tenants, processes and commands are refused clearly", async () => {
  const { engine } = await townEngine();
  const ticket = await report(engine);
  const code = async (command: Parameters<Engine["execute"]>[0]) => {
    const answer = await engine.execute(command, person("ann"));
    return answer.ok ? "accepted" : answer.refusal.code;
  };
  assert.is(await code({ type: "file", ticket: "none" }), "unknown-ticket");
  assert.is(await code({ type: "fly", ticket: ticket.id }), "unknown-command");
  assert.is(await code({ type: "report", process: "none" }), "unknown-process");
  assert.is(await code({ type: "file", ticket: ticket.id, form: { colour: "red" } }), "bad-input");
  assert.is(await code({ type: "file", ticket: ticket.id, form: { area: "moon" } }), "bad-input");
  for (const odd of [
    null,
    7,
    {},
    { type: "file" },
    { type: "file", ticket: 5 },
    { type: "file", ticket: "x", form: [] },
    { type: "file", ticket: "a\0b" },
    { type: "file", ticket: ticket.id, colour: 1 },
  ]) {
    assert.is(await code(odd as never), "bad-input", JSON.stringify(odd));
  }
  assert.is(await code({ type: "file", ticket: ticket.id, form: JSON.parse('{"__proto__":{"x":1}}') as never }), "bad-input");
  assert.is(await code({ type: "comment", ticket: ticket.id, form: { comment: "\ud800" } }), "bad-input");
  await engine.execute({ type: "file", ticket: "x" }, { kind: "person", tenant: "elsewhere", id: "ann" }).then(
    () => assert.unreachable(),
    (error: Error) => assert.match(error.message, "no tenant elsewhere"),
  );
  await engine.close();
});

test.run();
