import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Engine, Ticket } from "@muster/engine";
import { removeTempFolders } from "../fixtures/temp.ts";
import { townEngine } from "../fixtures/town-engine.ts";
import { organisation, person, tenant } from "../fixtures/town.ts";

test.after(removeTempFolders);

const label = { "zh-CN": "新", en: "New" };

type Plain = typeof organisation;

async function publish(engine: Engine, document: object): Promise<readonly string[]> {
  const defined = await engine.define(tenant.id, [{ kind: "organisation", document }], "test");
  return defined.findings.filter(({ finding }) => finding.severity === "error").map(({ finding }) => finding.code);
}

async function send(engine: Engine, who: string, command: Parameters<Engine["execute"]>[0]): Promise<Ticket> {
  const answer = await engine.execute(command, person(who));
  if (!answer.ok) throw new Error(`${answer.refusal.code}: ${answer.refusal.detail.en}`);
  return answer.ticket;
}

async function parking(engine: Engine, area = "g1"): Promise<Ticket> {
  const { id: ticket } = await send(engine, "ann", { type: "report", process: "closed-loop", form: { description: "有车乱停车", area } });
  return send(engine, "ann", { type: "file", ticket });
}

/** The town without the unit, which is retired, and with its people elsewhere. */
function without(code: string, into: string | undefined, document: Plain = organisation) {
  const gone = document.units.find((unit) => unit.code === code);
  if (!gone) throw new Error(code);
  const people = document.people.map(({ holds, ...rest }) => ({
    ...rest,
    holds: holds.map((held) => (held.unit === code ? { ...held, unit: into ?? "d" } : held)),
  }));
  const retired = [{ code, kind: gone.kind, label: gone.label, ...(into !== undefined && { into }), on: "2026-01-05" }];
  return { ...document, units: document.units.filter((unit) => unit !== gone), people, retired };
}

test("a unit that moves under another one takes its tickets into the sight of those above it, and out of the others'", async () => {
  const { engine } = await townEngine();
  const units = [...organisation.units, { code: "c2", kind: "community", parent: "s1", label }];
  const people = [...organisation.people, { id: "ivy", holds: [{ role: "inspector", unit: "c2" }] }];
  assert.equal(await publish(engine, { ...organisation, units, people }), []);
  const { id } = await parking(engine);
  const sees = async (who: string) => [(await engine.ticket(id, person(who)))?.id, (await engine.list(person(who)))[0]?.id];
  assert.equal(
    [await sees("ina"), await sees("ivy")],
    [
      [id, id],
      [undefined, undefined],
    ],
  );
  const moved = units.map((unit) => (unit.code === "g1" ? { ...unit, parent: "c2" } : unit));
  assert.equal(await publish(engine, { ...organisation, units: moved, people }), []);
  assert.equal(
    [await sees("ina"), await sees("ivy")],
    [
      [undefined, undefined],
      [id, id],
    ],
  );
  await engine.close();
});

test("open tickets of a merged unit go on at the one it was merged into, their time running on and whoever claimed them still there", async () => {
  const { engine, clock } = await townEngine();
  const second = { code: "s1-roads", kind: "squad", parent: "s1", function: "roads", label };
  const town = { ...organisation, units: [...organisation.units, second] };
  assert.equal(await publish(engine, town), []);
  const { id: ticket } = await parking(engine);
  await send(engine, "hal", { type: "claim", ticket });
  const before = await send(engine, "hal", { type: "sign", ticket });
  clock.advance({ hours: 5 });
  // The route names the function of the squad, so that the other one takes that over.
  const merged = without("s1-squad", "s1-roads", town);
  const heirs = merged.units.map((unit) => (unit.code === "s1-roads" ? { ...unit, function: "city-management" } : unit));
  assert.equal(await publish(engine, { ...merged, units: heirs }), []);
  const after = await engine.ticket(ticket, person("hal"));
  assert.equal([after?.owner, after?.assignee, after?.due, after?.pastOwners], ["s1-roads", "hal", before.due, ["s1-squad"]]);
  assert.equal(after?.clocks, before.clocks);
  assert.equal(
    (await engine.inbox(person("hal"))).map(({ ticket: each }) => each.id),
    [ticket],
  );
  assert.is((await parking(engine)).owner, "s1-roads");
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("the ground of a ticket is that of the unit its grid was merged into; of a grid merged into nothing the last resort answers", async () => {
  const { engine } = await townEngine();
  // A route names the grid of the ground: one must be left.
  const town = { ...organisation, units: [...organisation.units, { code: "g3", kind: "grid", parent: "c1", label }] };
  assert.equal(await publish(engine, town), []);
  const [one, other] = [await parking(engine), await parking(engine, "g2")];
  const first = without("g1", "g2", town);
  assert.equal(await publish(engine, first), []);
  assert.is((await engine.ticket(one.id, person("dan")))?.area, "g2");
  const both = without("g2", undefined, first);
  assert.equal(await publish(engine, { ...both, retired: [...first.retired, ...both.retired] }), []);
  for (const { id } of [one, other]) assert.is((await engine.ticket(id, person("dan")))?.area, undefined);
  assert.equal((await engine.world(tenant.id)).organisation.heirOf("g1"), "d");
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("what a closed ticket tells of a retired unit stays readable, by the heirs too", async () => {
  const { engine } = await townEngine();
  const { id: ticket } = await parking(engine);
  await send(engine, "sue", { type: "void", ticket, form: { reason: "重复" } });
  assert.equal(await publish(engine, without("g1", "g2")), []);
  const told = await engine.ticket(ticket, person("off"));
  assert.equal([told?.area, told?.open], ["g1", false]);
  assert.equal(
    (await engine.list(person("off"))).map(({ id }) => id),
    [ticket],
  );
  const { labelOf } = (await engine.world(tenant.id)).organisation;
  assert.equal(labelOf("g1"), { "zh-CN": "一网格", en: "Grid 1" });
  await engine.close();
});

test("a retired code stays told and comes to mean no other unit; the same unit may come back", async () => {
  const { engine } = await townEngine();
  const merged = without("g1", "g2");
  assert.equal(await publish(engine, merged), []);
  assert.equal(await publish(engine, { ...merged, retired: [] }), ["retired-forgotten"]);
  const reused = { code: "g1", kind: "grid", parent: "c1", label };
  assert.equal(await publish(engine, { ...merged, retired: [], units: [...merged.units, reused] }), ["code-was-retired"]);
  assert.equal(await publish(engine, organisation), []);
  await engine.close();
});

test.run();
