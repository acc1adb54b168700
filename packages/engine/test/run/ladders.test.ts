import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { createEngine, openLibsqlStore, type Draft, type Engine, type Ticket } from "@muster/engine";
import { handClock, type HandClock } from "@muster/engine/testing";
import { closedLoopDraft } from "../fixtures/closed-loop.ts";
import { removeTempFolders, tempFolder } from "../fixtures/temp.ts";
import { person, tenant, town } from "../fixtures/town.ts";

test.after(removeTempFolders);

const [ann, dan, sue] = [person("ann"), person("dan"), person("sue")];
const label = { "zh-CN": "处置升级", en: "Handling" };
const hours = (amount: number) => ({ amount, unit: "urgent-hour" });
const notify = (topic: string) => ({ type: "notify", params: { topic, role: "supervisor", at: "owner" } });

/** For a limit of two hours that pass: warned at half of it, told when it is due, an hour later again. */
const ladder = (change: object = {}): Draft => ({
  kind: "ladder",
  document: {
    id: "handling",
    label,
    clocks: [{ process: "closed-loop", clock: "handle" }],
    rungs: [
      { id: "half", at: { share: 50 }, actions: [notify("half")] },
      { id: "due", at: "due", actions: [notify("due")] },
      { id: "late", at: { after: hours(1) }, actions: [notify("late"), { type: "raise-priority" }] },
    ],
    ...change,
  },
});

async function open(file: string, clock: HandClock): Promise<{ readonly engine: Engine; readonly told: string[] }> {
  const told: string[] = [];
  const take = ({ topic, payload }: { readonly topic: string; readonly payload: object }) => {
    told.push(`${topic} ${(payload as { rung?: string }).rung ?? ""}`.trim());
    return Promise.resolve();
  };
  const engine = createEngine({ store: openLibsqlStore({ file }), now: clock.now, handlers: { "in-app": take } });
  await engine.setTenant(tenant);
  return { engine, told };
}

async function assigned(engine: Engine): Promise<Ticket> {
  const reported = await engine.execute({ type: "report", process: "closed-loop", form: { description: "井盖缺失", area: "g1" } }, ann);
  assert.ok(reported.ok);
  const { id } = reported.ticket;
  assert.ok((await engine.execute({ type: "file", ticket: id }, ann)).ok);
  const sent = await engine.execute({ type: "dispatch", ticket: id, form: { owner: "water" } }, dan);
  assert.ok(sent.ok, JSON.stringify(sent));
  return sent.ticket;
}

async function climbed(engine: Engine, ticket: Ticket): Promise<readonly string[]> {
  const story = await engine.story(ticket.id, sue);
  return story.flatMap(({ entry: { rungs = [] } }) =>
    rungs.map(({ rung, outcome, ladder: { version } }) => `${rung} ${outcome} @${version}`),
  );
}

test("rungs are taken through restarts, each once, whoever fires them at the same time", async () => {
  const file = join(tempFolder(), "muster.db");
  const clock = handClock("2026-03-02T00:00:00Z");
  const first = await open(file, clock);
  assert.ok((await first.engine.define(tenant.id, [...town, ladder()], "setup")).ok);
  const ticket = await assigned(first.engine);
  clock.advance({ hours: 1 });
  // A second round while the first is under way, as after a wake-up.
  await Promise.all([first.engine.work(), first.engine.work(), first.engine.work()]);
  assert.equal(await climbed(first.engine, ticket), ["half acted @1"]);
  await first.engine.close();
  clock.advance({ hours: 1 });
  const second = await open(file, clock);
  await Promise.all([second.engine.work(), second.engine.work()]);
  clock.advance({ hours: 1 });
  await second.engine.work();
  await second.engine.work();
  assert.equal(await climbed(second.engine, ticket), ["half acted @1", "due acted @1", "late acted @1"]);
  assert.equal(
    [...first.told, ...second.told].filter((line) => line.includes(" ")),
    ["half half", "due due", "late late"],
  );
  assert.equal((await second.engine.verify(tenant.id)).faults, []);
  await second.engine.close();
});

test("orders of rungs and texts of commands stand in their entry, each by a name of its own, as verify asks", async () => {
  const clock = handClock("2026-03-02T00:00:00Z");
  const { engine } = await open(join(tempFolder(), "muster.db"), clock);
  const order = { type: "supervise", params: { order: "书面说明", within: hours(4), role: "handler" } };
  const raise = { type: "command", params: { command: "raise-tier", form: { reason: "超时" } } };
  const up = ladder({
    rungs: [
      { id: "first", at: { share: 50 }, actions: [order] },
      { id: "due", at: "due", actions: [order, raise, raise] },
    ],
  });
  assert.ok((await engine.define(tenant.id, [...town, up], "setup")).ok);
  const ticket = await assigned(engine);
  const [planned] = (await engine.explain(ticket.id, sue))[0]?.rungs ?? [];
  assert.equal(planned?.actions[0]?.people, ["wen"], "who will hear of it");
  clock.advance({ hours: 2 });
  await engine.work();
  await engine.work();
  const read = await engine.ticket(ticket.id, sue);
  assert.ok((read?.supervisions?.length ?? 0) > 0);
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("a running clock keeps the ladder it started with; the next to start climbs the new one", async () => {
  const clock = handClock("2026-03-02T00:00:00Z");
  const { engine } = await open(join(tempFolder(), "muster.db"), clock);
  assert.ok((await engine.define(tenant.id, [...town, ladder()], "setup")).ok);
  const before = await assigned(engine);
  assert.ok((await engine.define(tenant.id, [ladder({ observe: true })], "setup")).ok);
  const after = await assigned(engine);
  clock.advance({ hours: 2 });
  await engine.work();
  await engine.work();
  assert.equal(await climbed(engine, before), ["half acted @1", "due acted @1"]);
  assert.equal(await climbed(engine, after), ["half observed @2", "due observed @2"]);
  await engine.close();
});

test("explaining a clock tells what is still before it on its ladder, and who will hear of it", async () => {
  const clock = handClock("2026-03-02T00:00:00Z");
  const { engine } = await open(join(tempFolder(), "muster.db"), clock);
  assert.ok((await engine.define(tenant.id, [...town, ladder()], "setup")).ok);
  const ticket = await assigned(engine);
  clock.advance({ hours: 1 });
  await engine.work();
  const [explained] = await engine.explain(ticket.id, sue);
  assert.equal(
    explained?.rungs.map(({ rung, due, actions }) => [
      rung,
      new Date(due).toISOString().slice(11, 16),
      actions.map(({ type, people }) => [type, people]),
    ]),
    [
      ["due", "02:00", [["notify", ["sue"]]]],
      [
        "late",
        "03:00",
        [
          ["notify", ["sue"]],
          ["raise-priority", undefined],
        ],
      ],
    ],
  );
  await engine.close();
});

test("the shipped process takes a raise of the tier from a ladder", async () => {
  const clock = handClock("2026-03-02T00:00:00Z");
  const { engine } = await open(join(tempFolder(), "muster.db"), clock);
  const raise = { type: "command", params: { command: "raise-tier", form: { reason: "超时" } } };
  const up = ladder({ rungs: [{ id: "up", at: "due", when: "ticket.tier < 3", actions: [raise] }] });
  const defined = await engine.define(tenant.id, [...town.filter((draft) => draft !== closedLoopDraft), closedLoopDraft, up], "setup");
  assert.equal(defined.findings, []);
  await engine.close();
});

test.run();
