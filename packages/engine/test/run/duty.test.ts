import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Draft } from "@muster/engine";
import { removeTempFolders } from "../fixtures/temp.ts";
import { townEngine } from "../fixtures/town-engine.ts";
import { organisation, person, tenant } from "../fixtures/town.ts";

test.after(removeTempFolders);

const label = { "zh-CN": "值班", en: "Duty" };

/** The town with an inspector in each grid, who take each other's place, and ina at the community above them. */
const units = organisation.units.map((unit) => {
  if (unit.kind !== "grid") return unit;
  return { ...unit, neighbours: [unit.code === "g1" ? "g2" : "g1"] };
});
const people = [
  ...organisation.people,
  { id: "one", holds: [{ role: "inspector", unit: "g1" }] },
  { id: "two", holds: [{ role: "inspector", unit: "g2" }] },
];
const shifts = [
  { unit: "g1", people: ["one"], from: "2026-01-05T08:00", until: "2026-01-05T12:00" },
  { unit: "g2", people: ["two"], from: "2026-01-05T10:00", until: "2026-01-05T18:00" },
];
const drafts: readonly Draft[] = [
  { kind: "organisation", document: { ...organisation, units, people } },
  { kind: "duty", document: { id: "inspectors", label, role: "inspector", shifts } },
];

const at = (wall: string) => Date.parse(`2026-01-05T${wall}:00+08:00`);

async function checking() {
  const made = await townEngine();
  const { engine, clock } = made;
  assert.ok((await engine.define(tenant.id, drafts, "test")).ok);
  clock.set(at("09:00"));
  const reported = await engine.execute(
    { type: "report", process: "closed-loop", form: { description: "有车乱停车", area: "g1" } },
    person("ann"),
  );
  if (!reported.ok) throw new Error(reported.refusal.detail.en);
  const { id: ticket } = reported.ticket;
  const ask = async (who: string, type: string, form = {}) => {
    const answer = await engine.execute({ type, ticket, form }, person(who));
    return answer.ok ? "done" : answer.refusal.code;
  };
  return { engine, clock, ticket, ask };
}

test("who is on duty is asked: at the grid, else in its place at the neighbour's, else whoever holds the role", async () => {
  const { engine } = await checking();
  const { duty } = await engine.world(tenant.id);
  assert.equal(duty.onDuty("inspector", "g1", at("09:00")), { people: ["one"], unit: "g1", via: "duty" });
  assert.equal(duty.onDuty("inspector", "g1", at("11:00")), { people: ["one"], unit: "g1", via: "duty" });
  assert.equal(duty.onDuty("inspector", "g1", at("12:00")), { people: ["two"], unit: "g2", via: "neighbour" });
  assert.equal(duty.onDuty("inspector", "g1", at("18:00")), { people: ["one"], unit: "g1", via: "role" });
  assert.equal(duty.onDuty("inspector", "c1", at("12:00")), { people: ["ina"], unit: "c1", via: "role" });
  await engine.close();
});

test("a check before filing is asked of who is on duty then: word goes to them, and the inbox shows it", async () => {
  const { engine, clock, ticket, ask } = await checking();
  clock.set(at("13:00"));
  assert.is(await ask("ann", "check"), "done");
  const word = (await engine.deliveries(tenant.id, "pending")).find(({ topic }) => topic === "check-wanted");
  assert.equal([word?.payload["role"], word?.payload["unit"], word?.payload["people"]], ["inspector", "g1", ["two"]]);
  assert.is((await engine.story(ticket, person("ann"))).at(-1)?.entry.versions["duty/inspectors"], 1);
  const [waiting] = await engine.inbox(person("ina"));
  assert.equal(waiting?.onDuty, { people: ["two"], unit: "g2", via: "neighbour" });
  await engine.close();
});

test("whoever takes a neighbour's place sees and does what its own people may, for as long as they are on duty in it", async () => {
  const { engine, clock, ticket, ask } = await checking();
  const sees = async () => [
    (await engine.ticket(ticket, person("two")))?.id,
    (await engine.inbox(person("two"))).length,
    (await engine.list(person("two"))).length,
  ];
  assert.is(await ask("ann", "check"), "done");
  assert.equal(await sees(), [undefined, 0, 0]);
  assert.is(await ask("two", "checked", { holds: true }), "unknown-ticket");
  clock.set(at("12:00"));
  assert.equal(await sees(), [ticket, 1, 1]);
  assert.ok((await engine.offers(ticket, person("two"))).some(({ command, available }) => command === "checked" && available));
  clock.set(at("18:00"));
  assert.equal(await sees(), [undefined, 0, 0]);
  clock.set(at("17:59"));
  assert.is(await ask("two", "checked", { holds: true }), "done");
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("a roster gives nobody a role: whoever has given it up is not on duty", async () => {
  const { engine } = await checking();
  const left = people.map((each) =>
    each.id === "two" ? { id: "two", holds: [{ role: "inspector", unit: "g2", until: "2026-01-04" }] } : each,
  );
  assert.ok((await engine.define(tenant.id, [{ kind: "organisation", document: { ...organisation, units, people: left } }], "test")).ok);
  const { duty } = await engine.world(tenant.id);
  assert.is(duty.onDuty("inspector", "g1", at("13:00")).via, "role");
  await engine.close();
});

test.run();
