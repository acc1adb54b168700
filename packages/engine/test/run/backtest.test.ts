import Database from "libsql";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { openLibsqlStore, type Backtest, type BacktestOptions, type ComparedTicket, type Draft, type Engine } from "@muster/engine";
import { secondLoop, toSecondLoop } from "../fixtures/second-loop.ts";
import { state, to } from "../fixtures/small-world.ts";
import { removeTempFolders } from "../fixtures/temp.ts";
import { townEngine } from "../fixtures/town-engine.ts";
import { classification, organisation, person, routing, tenant } from "../fixtures/town.ts";

test.after(removeTempFolders);

const photo = [{ name: "after.jpg", mediaType: "image/jpeg", size: 1000, sha256: "ab".repeat(32) }];

async function town() {
  const { engine, clock, file } = await townEngine();
  const send = async (who: string, type: string, ticket: string, form: object = {}) => {
    const answer = await engine.execute({ type, ticket, form: form as Record<string, string>, attachments: photo }, person(who));
    if (!answer.ok) throw new Error(`${type} by ${who}: ${answer.refusal.detail.en}`);
    return answer.ticket;
  };
  const report = async (description: string, more: object = {}) => {
    const answer = await engine.execute(
      { type: "report", process: "closed-loop", form: { description, area: "g1" }, ...more },
      person("ann"),
    );
    if (!answer.ok) throw new Error(answer.refusal.detail.en);
    return answer.ticket.id;
  };
  /** A cover that the bureau gets, by whom it is confirmed, and signs an hour later. */
  const cover = async (owner = "water") => {
    const id = await report("井盖缺失");
    await send("ann", "file", id);
    await send("dan", "dispatch", id, { owner });
    clock.advance({ hours: 1 });
    await send(owner === "water" ? "wen" : "hal", "sign", id);
    return id;
  };
  return { engine, clock, file, send, report, cover };
}

/** Covers go to the squad. */
const toSquad: Draft = {
  kind: "table",
  document: {
    ...routing,
    rows: routing.rows.map((row) => (row.id === "r3" ? { ...row, then: ['"area:street/city-management"', "false"] } : row)),
  },
};

async function backtest(engine: Engine, options: BacktestOptions): Promise<Backtest> {
  const answer = await engine.backtest(tenant.id, options);
  if (!answer.ok) throw new Error(JSON.stringify(answer.findings));
  return answer.result;
}

async function compared(engine: Engine, options: BacktestOptions): Promise<readonly ComparedTicket[]> {
  const all: ComparedTicket[] = [];
  await backtest(engine, { ...options, onTickets: (tickets) => void all.push(...tickets) });
  return all;
}

test("what a dispatcher confirmed follows the new route and its people act; what was decided against the rule stays", async () => {
  const { engine, clock, cover } = await town();
  const [confirmed, overruled] = [await cover(), await cover("s1-squad")];
  clock.advance({ hours: 1 });
  const found = await backtest(engine, { drafts: [toSquad] });
  assert.equal([found.tickets, found.asRecorded, found.changed.total], [2, 2, 1]);
  assert.equal(
    found.changed.tickets.map(({ id }) => id),
    [confirmed],
  );
  assert.equal(
    found.overruled.tickets.map(({ id }) => id),
    [overruled],
  );
  assert.equal(
    found.owners.map(({ before, after, tickets }) => [before, after, tickets.total]),
    [
      ["water", "s1-squad", 1],
      ["s1-squad", "s1-squad", 1],
    ],
  );
  assert.equal(found.rows, []);
  assert.equal(found.people, [
    { person: "wen", before: 1, after: 0 },
    { person: "hal", before: 1, after: 2 },
  ]);
  const [first] = await compared(engine, { drafts: [toSquad] });
  assert.equal(first?.standIns, [{ seq: 4, command: "sign", was: { kind: "person", id: "wen" }, instead: { kind: "person", id: "hal" } }]);
  assert.equal([found.standIns.total, found.leftOut.total], [1, 0]);
  assert.equal(
    found.notable.map(({ id }) => id),
    [confirmed],
  );
  await engine.close();
});

test("what was confirmed after a rung had changed it is what the rung left, in both worlds", async () => {
  const { engine, clock, send, report } = await town();
  const label = { "zh-CN": "升级", en: "Up" };
  const up = { id: "up", at: { share: 50 }, actions: [{ type: "command", params: { command: "raise-tier", form: { reason: "逾期" } } }] };
  const ladder = { id: "up", label, clocks: [{ process: "closed-loop", clock: "handle" }], rungs: [up] };
  const third = { id: "r4", when: ['"02"', "3"], then: ['"water"', "false"] };
  const higher: Draft = { kind: "table", document: { ...routing, rows: [...routing.rows, third] } };
  assert.ok((await engine.define(tenant.id, [{ kind: "ladder", document: ladder }, higher], "test")).ok);
  clock.advance({ minutes: 1 });
  const id = await report("有车乱停");
  await send("ann", "file", id, { category: "02", standard: "0201-1" });
  clock.advance({ hours: 13 });
  await engine.work();
  await send("dan", "dispatch", id, { owner: "water" });
  await send("wen", "sign", id);
  clock.advance({ hours: 1 });
  const found = await backtest(engine, { drafts: [] });
  assert.equal([found.asRecorded, found.standIns.total, found.owners.map(({ before }) => before)], [1, 0, ["water"]]);
  const squad: Draft = {
    kind: "table",
    document: { ...routing, rows: [...routing.rows, { ...third, then: ['"s1-squad"', "false"] }] },
  };
  const moved = await backtest(engine, { drafts: [squad] });
  assert.equal(
    moved.owners.map(({ before, after }) => [before, after]),
    [["water", "s1-squad"]],
  );
  await engine.close();
});

test("what is not possible any more is left out and said, and the ticket is followed no further than it went", async () => {
  const { engine, clock, send, cover } = await town();
  const id = await cover();
  clock.advance({ hours: 5 });
  await send("wen", "submit", id, { result: "已补上" });
  await send("ina", "pass", id);
  await send("ann", "close", id, { closing: "恢复" });
  clock.advance({ days: 3 });
  const nobody = {
    kind: "organisation",
    document: { ...organisation, people: organisation.people.filter(({ id: who }) => who !== "wen") },
  } as const;
  const found = await backtest(engine, { drafts: [nobody] });
  assert.equal(found.obstacles.map(({ command, code, tickets }) => `${command} ${code} ${tickets.total}`).toSorted(), [
    "close not-now 1",
    "pass not-now 1",
    "sign unknown-ticket 1",
    "submit unknown-ticket 1",
  ]);
  assert.equal([found.leftOut.total, found.aspects.state.total], [1, 1]);
  // Six hours after the report it was over, four of them late: that it is not over here does not make it later.
  assert.equal(found.late, { before: 1, after: 1, becomes: found.late.becomes, noLonger: found.late.noLonger });
  assert.equal([found.late.becomes.total, found.late.noLonger.total], [0, 0]);
  await engine.close();
});

test("another tier and standard are counted from what to what, with the tickets behind each count, as many as are asked for", async () => {
  const { engine, clock, cover } = await town();
  const ids = [await cover(), await cover(), await cover()];
  clock.advance({ hours: 30 });
  const lenient = { id: "c1", when: ["-", 'contains(?, "井盖")'], then: ['"0101"', "2", '"0201-1"'] };
  const drafts: Draft[] = [
    { kind: "table", document: { ...classification, rows: [lenient, ...classification.rows.filter(({ id }) => id !== "c1")] } },
  ];
  const found = await backtest(engine, { drafts, names: 2 });
  assert.equal(
    found.tiers.map(({ before, after, tickets }) => [before, after, tickets]),
    [[3, 2, { total: 3, tickets: found.changed.tickets }]],
  );
  assert.equal(
    found.changed.tickets.map(({ id }) => id),
    ids.slice(0, 2),
  );
  assert.equal(
    found.standards.map(({ before, after }) => [before, after]),
    [["0101-1", "0201-1"]],
  );
  assert.equal([found.due.later.total, found.due.earlier.total], [3, 0]);
  assert.equal([found.late.before, found.late.after, found.late.noLonger.total], [3, 3, 0]);
  assert.is(found.notable.length, 2, "of those to which the same happens, two");
  await engine.close();
});

test("only tickets of the window are taken, and no drafts change nothing", async () => {
  const { engine, clock, report } = await town();
  await report("井盖");
  clock.advance({ days: 40 });
  await report("停车");
  clock.advance({ hours: 1 });
  assert.is((await backtest(engine, { drafts: [] })).tickets, 1);
  const all = await backtest(engine, { drafts: [], days: 60 });
  assert.equal([all.tickets, all.asRecorded, all.changed.total], [2, 2, 0]);
  assert.is((await backtest(engine, { drafts: [], since: 0, until: clock.now() - 86_400_000 })).tickets, 1);
  assert.is((await backtest(engine, { drafts: [], since: clock.now() })).tickets, 0);
  await engine.backtest(tenant.id, { drafts: [], days: -1 }).then(
    () => assert.unreachable(),
    (thrown: { code?: string }) => assert.is(thrown.code, "bad-query"),
  );
  const broken = await engine.backtest(tenant.id, { drafts: [{ kind: "table", document: {} }] });
  assert.ok(!broken.ok && broken.findings.length > 0);
  await engine.close();
});

test("what was told of the past runs no clock's ladder here either, and a merged ticket finds the other as open as it was", async () => {
  const { engine, clock, send, report } = await town();
  const master = await report("井盖缺失");
  const twin = await report("井盖不见了");
  await send("ann", "merge", twin, { mergedInto: master });
  await send("sue", "void", master, { reason: "误报" });
  const past = { at: clock.now(), historical: true } as const;
  clock.advance({ days: 1 });
  const old = await engine.execute(
    { type: "report", process: "closed-loop", form: { description: "停车", area: "g1" }, ...past },
    person("imp"),
  );
  assert.ok(old.ok);
  const found = await backtest(engine, { drafts: [toSquad] });
  assert.equal([found.tickets, found.asRecorded, found.leftOut.total], [3, 3, 0]);
  assert.equal(
    found.historical.tickets.map(({ id }) => id),
    [old.ticket.id],
  );
  await engine.close();
});

test("a ticket that was moved to another version of its process comes out as recorded; in a world that had it from the start it was not moved", async () => {
  const { engine, clock, cover } = await town();
  await cover();
  clock.advance({ hours: 1 });
  assert.ok((await engine.define(tenant.id, [secondLoop()], "test")).ok);
  clock.advance({ hours: 1 });
  await engine.moveTickets(tenant.id, { process: "closed-loop", states: toSecondLoop });
  const story = await engine.story((await engine.list({ kind: "system", tenant: tenant.id }))[0]?.id ?? "", {
    kind: "system",
    tenant: tenant.id,
  });
  assert.is(story.at(-1)?.entry.type, "repin");
  clock.advance({ hours: 1 });
  const found = await backtest(engine, { drafts: [] });
  assert.equal([found.tickets, found.asRecorded], [1, 1]);
  assert.equal(
    found.obstacles.map(({ command }) => command),
    [],
  );
  await engine.close();
});

test("a journal comes out as recorded where clocks began anew within one version, and where what is only remembered was mapped", async () => {
  const { engine, clock, cover } = await town();
  await cover();
  clock.advance({ hours: 1 });
  const anew = await engine.moveTickets(tenant.id, { process: "closed-loop", from: 1, to: 1, clocks: "restart" });
  assert.equal(anew.ok && [anew.moved, anew.refused], [1, 0]);
  clock.advance({ hours: 1 });
  assert.is((await backtest(engine, { drafts: [] })).asRecorded, 1);
  assert.ok((await engine.define(tenant.id, [remembering("second")], "test")).ok);
  const made = await engine.execute({ type: "report", process: "small", form: {} }, person("ann"));
  assert.ok(made.ok);
  for (const type of ["go", "leave"]) assert.ok((await engine.execute({ type, ticket: made.ticket.id }, person("ann"))).ok);
  clock.advance({ hours: 1 });
  assert.ok((await engine.define(tenant.id, [remembering("other")], "test")).ok);
  clock.advance({ hours: 1 });
  const moved = await engine.moveTickets(tenant.id, { process: "small", states: { "work.second": "work.other" } });
  assert.equal(moved.ok && [moved.moved, moved.refused], [1, 0]);
  assert.ok((await engine.execute({ type: "return", ticket: made.ticket.id }, person("ann"))).ok);
  clock.advance({ hours: 1 });
  const found = await backtest(engine, { drafts: [] });
  assert.equal([found.tickets, found.asRecorded], [2, 2]);
  await engine.close();
});

test("a journal comes out as recorded where a delay counted from when a state was entered that another took the place of", async () => {
  const { engine, clock } = await town();
  const open = (config: object = {}) => state("open", "handle", { on: { finish: to("#small.done", ["acceptor"]) }, ...config });
  const done = state("done", "close", { type: "final" });
  const small = (initial: string, states: object, more: object = {}): Draft => ({
    kind: "process",
    document: { ...bare, initial, meta: { ...bare.meta, ...more }, states: { ...states, done } },
  });
  assert.ok((await engine.define(tenant.id, [small("first", { first: open() })], "test")).ok);
  assert.ok((await engine.execute({ type: "report", process: "small", form: {} }, person("ann"))).ok);
  clock.advance({ hours: 5 });
  const waiting = { later: open({ after: { soon: { target: "other" } } }), other: open() };
  const second = small("later", waiting, { delays: { soon: { amount: 1, unit: "natural-day" } } });
  assert.ok((await engine.define(tenant.id, [second], "test")).ok);
  clock.advance({ hours: 1 });
  const moved = await engine.moveTickets(tenant.id, { process: "small", states: { first: "later" } });
  assert.is(moved.ok && moved.moved, 1);
  clock.advance({ hours: 18 });
  assert.is((await engine.work()).fired, 1, "a day after the report");
  clock.advance({ hours: 1 });
  assert.is((await backtest(engine, { drafts: [] })).asRecorded, 1);
  await engine.close();
});

test("a timer that is set again for an instant that is past leaves the one before as punctual as it was", async () => {
  const { engine, clock, send, report } = await town();
  const label = { "zh-CN": "升级", en: "Up" };
  const late = { id: "late", at: "due", actions: ["urge"] };
  const ladder = { id: "up", label, clocks: [{ process: "closed-loop", clock: "handle" }], rungs: [late] };
  assert.ok((await engine.define(tenant.id, [{ kind: "ladder", document: ladder }], "test")).ok);
  clock.advance({ minutes: 1 });
  const id = await report("井盖缺失", { form: { description: "井盖缺失", area: "g1", due: clock.now() + 3_600_000 } });
  await send("ann", "file", id);
  await send("dan", "dispatch", id, { owner: "water" });
  clock.advance({ hours: 1 });
  assert.is((await engine.work()).fired, 1);
  clock.advance({ hours: 1 });
  // The instant holds for whoever gets it, and is past.
  await send("dan", "reassign", id, { owner: "s1-squad", reason: "改派" });
  assert.is((await engine.work()).fired, 1);
  clock.advance({ hours: 1 });
  const found = await backtest(engine, { drafts: [] });
  assert.equal([found.tickets, found.asRecorded], [1, 1]);
  await engine.close();
});

test("an erased text is said, and the journal that hung on it deviates", async () => {
  const { engine, clock } = await town();
  const resident = { kind: "reporter", tenant: tenant.id, id: "rob" } as const;
  const made = await engine.execute({ type: "report", process: "closed-loop", form: { description: "井盖缺失", area: "g1" } }, resident);
  assert.ok(made.ok);
  await engine.erase(tenant.id, "rob");
  clock.advance({ hours: 1 });
  const found = await backtest(engine, { drafts: [] });
  assert.equal([found.asRecorded, found.deviating.total, found.erased.total], [0, 1, 1]);
  const [ticket] = await compared(engine, { drafts: [] });
  assert.is(ticket?.deviatesAt, 1);
  const asked = await engine.backtestDecisions(tenant.id, { drafts: [renamed(classification)] });
  assert.ok(asked.ok);
  assert.equal(
    asked.result.tables.map(({ decisions, unknown }) => [decisions, unknown.total]),
    [[1, 1]],
  );
  await engine.close();
});

/** A process that goes back to where it was; one of its states has the name. */
function remembering(name: string): Draft {
  const going = (target: string) => to(target, ["acceptor"]);
  const open = (config: object) => state("open", "handle", { ...config });
  return {
    kind: "process",
    document: {
      ...bare,
      initial: "work",
      states: {
        work: {
          ...open({ initial: "first", on: { leave: going("#small.away"), finish: going("#small.done") } }),
          states: { first: open({ on: { go: going(name) } }), [name]: open({}), back: { type: "history" } },
        },
        away: open({ on: { return: going("#small.work.back") } }),
        done: state("done", "close", { type: "final" }),
      },
    },
  };
}

const bare = {
  id: "small",
  meta: { label: { "zh-CN": "小", en: "Small" }, report: { by: [{ role: "acceptor", at: "anywhere" }], form: {} } },
};

/** The same table with another name of its own: a change that no answer hangs on. */
const renamed = (table: typeof classification): Draft => ({ kind: "table", document: { ...table, label: { "zh-CN": "新", en: "New" } } });

test("the fast form asks the tables again and lets nothing follow; an input that was not recorded is named", async () => {
  const { engine, clock, cover, report } = await town();
  await cover();
  await report("停车");
  clock.advance({ hours: 1 });
  const other = { id: "c1", when: ["-", 'contains(?, "井盖")'], then: ['"0201"', "3", '"0201-1"'] };
  const drafts: Draft[] = [
    toSquad,
    { kind: "table", document: { ...classification, rows: [other, ...classification.rows.filter(({ id }) => id !== "c1")] } },
  ];
  const answer = await engine.backtestDecisions(tenant.id, { drafts });
  assert.ok(answer.ok);
  const { tickets, decisions, changed, tables } = answer.result;
  assert.equal([tickets, decisions, changed.total], [2, 3, 1]);
  assert.equal(
    tables.map(({ table, asRecorded, outputs }) => [
      table,
      asRecorded,
      outputs.map(({ output, before, after }) => [output, before, after]),
    ]),
    [
      ["routing", 1, [["owner", "water", "area:street/city-management"]]],
      [
        "classification",
        2,
        [
          ["category", "0101", "0201"],
          ["standard", "0101-1", "0201-1"],
        ],
      ],
    ],
  );
  const asking = {
    ...routing,
    inputs: [...routing.inputs, { name: "source", label: { "zh-CN": "来源", en: "Source" }, type: "string" }],
    rows: routing.rows.map((row) => ({ ...row, when: [...row.when, "-"] })),
  };
  const more = await engine.backtestDecisions(tenant.id, { drafts: [{ kind: "table", document: asking }] });
  assert.ok(more.ok);
  assert.equal(
    more.result.tables.map(({ missing, unknown, changed: none }) => [missing, unknown.total, none.total]),
    [[["source"], 1, 0]],
  );
  await engine.close();
});

test("progress is told, an abort ends it with its reason, and a listener that throws fails the call and not the process", async () => {
  const { engine, clock, report } = await town();
  for (let i = 0; i < 120; i += 1) await report("停车");
  clock.advance({ hours: 1 });
  const told: number[] = [];
  await backtest(engine, { drafts: [], onProgress: ({ done, total }) => void told.push(done, total) });
  assert.equal(told, [100, 120, 120, 120]);
  const stop = new AbortController();
  const reason = new Error("enough");
  const ended = engine.backtest(tenant.id, { drafts: [], signal: stop.signal, onProgress: () => stop.abort(reason) });
  await ended.then(
    () => assert.unreachable(),
    (thrown: unknown) => assert.is(thrown, reason),
  );
  const failing = engine.backtest(tenant.id, {
    drafts: [],
    onProgress: () => {
      throw reason;
    },
  });
  await failing.then(
    () => assert.unreachable(),
    (thrown: unknown) => assert.is(thrown, reason),
  );
  await engine.close();
});

test("it tells of the moment it is asked: what is written and published while it reads is not in it", async () => {
  const { engine, clock, send, cover, report } = await town();
  const id = await report("井盖缺失");
  clock.advance({ hours: 1 });
  const asked = clock.now();
  clock.advance({ minutes: 1 });
  assert.ok((await engine.define(tenant.id, [toSquad], "test")).ok);
  await send("ann", "file", id);
  await cover();
  // As on a server, which reads page after page while work goes on.
  clock.set(asked);
  const found = await backtest(engine, { drafts: [], until: asked + 3_600_000 });
  assert.equal([found.tickets, found.asRecorded, found.owners.map(({ before }) => before)], [1, 1, [null]]);
  const fast = await engine.backtestDecisions(tenant.id, { drafts: [renamed(classification)], until: asked + 3_600_000 });
  assert.is(fast.ok && fast.result.decisions, 1);
  await engine.close();
});

test("shared out among threads a backtest comes to the very same, whatever the parts, and each ticket is told of once", async () => {
  const { engine, clock, cover, report } = await town();
  for (const owner of ["water", "s1-squad", "water"]) await cover(owner);
  // Three of one instant cannot be parted.
  for (let i = 0; i < 3; i += 1) await report("停车");
  for (let i = 0; i < 6; i += 1) {
    clock.advance({ hours: 9 });
    await (i % 2 === 0 ? cover() : report("井盖缺失"));
  }
  clock.advance({ days: 2 });
  const urgent = { id: "c1", when: ["-", 'contains(?, "井盖")'], then: ['"0101"', "1", '"0201-1"'] };
  const drafts: Draft[] = [
    toSquad,
    { kind: "table", document: { ...classification, rows: [urgent, ...classification.rows.filter(({ id }) => id !== "c1")] } },
  ];
  const alone = await backtest(engine, { drafts, names: 2, threads: 1 });
  assert.equal([alone.tickets, alone.aspects.tier.total, alone.changed.tickets.length], [12, 9, 2]);
  for (const threads of [2, 3, 7]) {
    const told = new Map<string, number>();
    const progress: number[] = [];
    const onTickets = (tickets: readonly ComparedTicket[]) => tickets.forEach(({ id }) => told.set(id, (told.get(id) ?? 0) + 1));
    const onProgress = ({ done, total }: { readonly done: number; readonly total: number }) => void progress.push(done, total);
    assert.equal(await backtest(engine, { drafts, names: 2, threads, onTickets, onProgress }), alone);
    assert.equal([...told.values()], Array<number>(12).fill(1));
    assert.equal(progress.slice(-2), [12, 12]);
    assert.ok(
      progress.every((each, i) => i % 2 === 0 || each === 12),
      "the total is known from the first",
    );
  }
  assert.equal(await backtest(engine, { drafts, names: 2 }), alone);
  await engine.close();
});

test("where a part of it fails all of it does, with what went wrong there", async () => {
  const { engine, clock, file, cover } = await town();
  for (let i = 0; i < 4; i += 1) {
    await cover();
    clock.advance({ hours: 1 });
  }
  await engine.close();
  // What the last ticket wrote down is of a later time than this program.
  const database = new Database(file);
  const last = "(SELECT id FROM ticket ORDER BY reported_at DESC LIMIT 1)";
  database.exec(`UPDATE journal SET entry = json_set(entry, '$.format', 99) WHERE ticket = ${last} AND seq = 2`);
  database.close();
  const again = await townEngine({ file, now: () => clock.now() + 1 });
  for (const threads of [1, 3]) {
    await again.engine.backtest(tenant.id, { drafts: [], threads }).then(
      () => assert.unreachable(),
      (thrown: unknown) => assert.match(String(thrown), /has format 99/),
    );
  }
  await again.engine.close();
});

test("where something is published after the drafts were checked they are checked again, beside it", async () => {
  const { engine, clock, file, cover } = await town();
  await cover();
  await engine.close();
  const store = openLibsqlStore({ file });
  let meanwhile: (() => Promise<unknown>) | undefined;
  const definitions = async (of: string) => {
    const once = meanwhile;
    meanwhile = undefined;
    await once?.();
    return store.audit.definitions(of);
  };
  // In this thread, so that it can be done in between.
  const { aside: _none, ...rest } = store;
  const again = await townEngine({ store: { ...rest, audit: { ...store.audit, definitions } }, now: () => clock.now() + 1 });
  meanwhile = () => again.engine.define(tenant.id, [toSquad], "somebody");
  const found = await backtest(again.engine, { drafts: [toSquad] });
  // What the draft would do has been done: beside what is published now, it changes nothing.
  assert.equal([found.tickets, found.asRecorded, found.changed.total], [1, 1, 0]);
  await again.engine.close();
});

test("what is published while threads are being started is not known to any of them, and no ticket is told of again", async () => {
  const { engine, clock, cover } = await town();
  for (let i = 0; i < 4; i += 1) {
    await cover();
    clock.advance({ hours: 1 });
  }
  const told: string[] = [];
  let publishing: Promise<unknown> | undefined;
  const onTickets = (tickets: readonly ComparedTicket[]) => {
    told.push(...tickets.map(({ id }) => id));
    // The first part is told of before the other threads have begun.
    publishing ??= engine.define(tenant.id, [toSquad], "somebody");
  };
  const found = await backtest(engine, { drafts: [toSquad], threads: 3, onTickets });
  await publishing;
  assert.equal([found.tickets, found.asRecorded, found.changed.total], [4, 4, 4]);
  assert.is(told.length, 4);
  await engine.close();
});

test("where the host has registered guards, which no thread can be sent, it is done in this thread and comes out the same", async () => {
  const { engine, file, clock, cover } = await town();
  await cover();
  await engine.close();
  const again = await townEngine({ file, guards: { host: { version: "1", holds: () => true } }, now: () => clock.now() + 1 });
  const told: number[] = [];
  const found = await backtest(again.engine, { drafts: [toSquad], onProgress: ({ done }) => void told.push(done) });
  assert.equal([found.tickets, found.asRecorded, found.changed.total, told], [1, 1, 1, [1]]);
  await again.engine.close();
});

test.run();
