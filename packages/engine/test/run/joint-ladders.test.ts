import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Draft, Ticket } from "@muster/engine";
import { dee, hal, jointTown, photo, wen, whistle, wildParking, wholeLeg } from "../fixtures/joint-town.ts";
import { closeLiving, living, type Living } from "../fixtures/living.ts";
import { removeTempFolders } from "../fixtures/temp.ts";
import { person, tenant } from "../fixtures/town.ts";

test.after(async () => {
  await closeLiving();
  removeTempFolders();
});

const start = Date.parse("2026-03-02T00:00:00Z");
const [hour, day] = [3_600_000, 86_400_000];
const system = { kind: "system", tenant: tenant.id } as const;
const hours = (amount: number) => ({ amount, unit: "urgent-hour" });
const label = { "zh-CN": "升级", en: "Escalation" };
const notify = (topic: string) => ({ type: "notify", params: { topic, role: "supervisor", at: "area" } });
const sends = (command: string, form: object) => ({ type: "command", params: { command, form } });

const ladder = (id: string, clocks: readonly (readonly [process: string, clock: string])[], rungs: readonly object[]): Draft => ({
  kind: "ladder",
  document: { id, label, clocks: clocks.map(([process, clock]) => ({ process, clock })), rungs },
});

/** A joint handling that nobody brings to an end goes up to the district, half a day before the matter itself is late. */
const unresolved = ladder(
  "handling",
  [["closed-loop", "handle"]],
  [
    {
      id: "unresolved",
      at: { before: hours(12) },
      when: "ticket.whistle.no >= 1 and ticket.whistle.endedAt = null and ticket.tier < 3",
      actions: [notify("joint-unresolved"), sends("raise-tier", { reason: "联合处置未果，自动上报区级。" })],
    },
  ],
);

const slow = ladder(
  "legs",
  [
    ["joint-leg", "sign"],
    ["joint-leg", "arrive"],
  ],
  [
    { id: "soon", at: { share: 80 }, actions: ["urge"] },
    { id: "due", at: "due", actions: ["urge", notify("leg-late")] },
  ],
);

async function blown({ engine }: Living): Promise<string> {
  const [resident, report] = wildParking;
  const reported = await engine.execute(report, resident);
  assert.ok(reported.ok);
  const answer = await engine.execute({ ...whistle(), ticket: reported.ticket.id }, dee);
  assert.ok(answer.ok, JSON.stringify(answer));
  return reported.ticket.id;
}

async function read({ engine }: Living, id: string): Promise<Ticket> {
  const ticket = await engine.ticket(id, system);
  assert.ok(ticket);
  return ticket;
}

async function climbed({ engine }: Living, id: string): Promise<readonly string[]> {
  const story = await engine.story(id, system);
  return story.flatMap(({ entry: { rungs = [], leg } }) => rungs.map(({ rung, outcome }) => `${leg?.key ?? "ticket"} ${rung} ${outcome}`));
}

async function isSound({ engine }: Living): Promise<void> {
  assert.equal((await engine.verify(tenant.id)).faults, []);
}

test("a joint handling that comes to nothing goes up to the district: its owner by the route table, its legs at an end, the supervisor told", async () => {
  const life = await living(start, [...jointTown, unresolved]);
  const id = await blown(life);
  await life.until(start + 13 * hour);
  const { tier, state, owner, legs = {}, counts, whistle: blew } = await read(life, id);
  assert.equal([tier, state, owner], [3, { dispatch: "dispatching" }, "d"]);
  assert.equal(
    Object.values(legs).map(({ open, outcome, endedBy }) => [open, outcome, endedBy]),
    [
      [false, "cancelled", "timer"],
      [false, "cancelled", "timer"],
    ],
  );
  assert.equal([counts["raises"], typeof blew?.endedAt], [1, "number"]);
  assert.equal(await climbed(life, id), ["ticket unresolved acted"]);
  const told = (await life.store.deliveries.list(tenant.id, "pending", 100)).filter(({ topic }) => topic === "joint-unresolved");
  assert.equal(
    told.map(({ payload }) => (payload as { unit?: string }).unit),
    ["g1"],
  );
  await isSound(life);
});

test("one that was joined, and a matter that nobody blew a whistle on, stay on their tier", async () => {
  const life = await living(start, [...jointTown, unresolved]);
  const id = await blown(life);
  for (const [who, command] of [...wholeLeg(hal, "s1-squad"), ...wholeLeg(wen, "water")]) {
    const answer = await life.engine.execute({ ...command, ticket: id }, who);
    assert.ok(answer.ok, JSON.stringify(answer));
  }
  const [resident, report] = wildParking;
  const alone = await life.engine.execute(report, resident);
  assert.ok(alone.ok);
  assert.ok((await life.engine.execute({ type: "file", ticket: alone.ticket.id }, person("ann"))).ok);
  await life.until(start + 13 * hour);
  assert.equal([(await read(life, id)).tier, (await read(life, alone.ticket.id)).tier], [2, 2]);
  assert.equal(await climbed(life, alone.ticket.id), ["ticket unresolved unanswered"]);
  await isSound(life);
});

test("a called unit that does not sign, or does not arrive, is urged and its lateness told, each on its own leg's clock", async () => {
  const life = await living(start, [...jointTown, slow]);
  const id = await blown(life);
  for (const [who, command] of wholeLeg(hal, "s1-squad").slice(0, 2)) {
    const answer = await life.engine.execute({ ...command, ticket: id }, who);
    assert.ok(answer.ok, JSON.stringify(answer));
  }
  await life.until(start + hour);
  assert.equal(await climbed(life, id), ["1.water soon acted", "1.water due acted"]);
  const urged = (await life.store.deliveries.list(tenant.id, "pending", 100)).filter(({ topic }) => topic === "urged");
  assert.equal(
    [...new Set(urged.map(({ payload }) => `${(payload as { leg?: string }).leg} ${(payload as { unit?: string }).unit}`))],
    ["1.water water"],
  );
  await life.until(start + 5 * day);
  assert.equal(
    (await climbed(life, id)).filter((line) => line.startsWith("1.s1-squad")),
    ["1.s1-squad soon acted", "1.s1-squad due acted"],
  );
  await isSound(life);
});

test("a rung blows the whistle where nobody has come to grips with a matter: units by function and by pairing, each told", async () => {
  const calls = [
    { unit: "area:street/city-management", role: "lead" },
    { unit: "paired:community", role: "paired" },
  ];
  const blows = ladder(
    "handling",
    [["closed-loop", "handle"]],
    [
      {
        id: "whistle",
        at: { share: 50 },
        when: "ticket.whistle = null",
        actions: [sends("whistle", { kind: "urgent", purpose: "enforcement", calls, ask: "到期过半仍未处置，自动吹哨。" })],
      },
    ],
  );
  const life = await living(start, [...jointTown, blows]);
  const [resident, report] = wildParking;
  const reported = await life.engine.execute(report, resident);
  assert.ok(reported.ok);
  const { id } = reported.ticket;
  assert.ok((await life.engine.execute({ type: "file", ticket: id }, person("ann"))).ok);
  await life.until(start + 12 * hour);
  const { state, whistle: blew, legs = {} } = await read(life, id);
  assert.equal([state, blew?.by, blew?.kind, blew?.join], [{ handle: "joint" }, "system", "urgent", { type: "lead" }]);
  assert.equal(
    Object.values(legs).map(({ unit, role, via, open }) => [unit, role, via, open]),
    [
      ["s1-squad", "lead", "function", true],
      ["water", "paired", "pairing", true],
    ],
  );
  assert.equal(await climbed(life, id), ["ticket whistle acted"]);
  const signed = await life.engine.execute({ type: "sign", ticket: id, leg: "water", attachments: photo }, wen);
  assert.ok(signed.ok, JSON.stringify(signed));
  await isSound(life);
});

test.run();
