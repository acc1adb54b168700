import { test } from "uvu";
import * as assert from "uvu/assert";
import { EngineError, type ReportCommand } from "@muster/engine";
import { removeTempFolders } from "../fixtures/temp.ts";
import { townEngine } from "../fixtures/town-engine.ts";
import { swappedGridsDraft, townGrids, townGridsDraft, townPoints } from "../fixtures/town-grids.ts";
import { organisation, person, tenant } from "../fixtures/town.ts";

test.after(removeTempFolders);

const parked = (point: ReportCommand["point"]): ReportCommand => ({
  type: "report",
  process: "closed-loop",
  ...(point && { point }),
  form: { description: "有车乱停车" },
});

test("the engine says where a point lies; what is no point on the earth is refused", async () => {
  const { engine } = await townEngine();
  assert.equal(await engine.locate(tenant.id, townPoints.g1), { type: "outside" }, "there are no grids");
  assert.ok((await engine.define(tenant.id, [townGridsDraft], "test")).ok);
  assert.equal(await engine.locate(tenant.id, townPoints.g1), { type: "inside", unit: "g1" });
  assert.equal(await engine.locate(tenant.id, townPoints.border), { type: "border", units: ["g1", "g2"] });
  const refused = await engine.locate(tenant.id, { lng: 33.855, lat: 115.785 }).catch((cause: unknown) => cause);
  assert.ok(refused instanceof EngineError && refused.code === "bad-query", String(refused));
  const { places } = await engine.world(tenant.id);
  assert.equal(places.neighbours("g1"), ["g2"]);
  await engine.close();
});

test("a report keeps its answer when the grids change, and all that is stored agrees", async () => {
  const { engine } = await townEngine();
  assert.ok((await engine.define(tenant.id, [townGridsDraft], "test")).ok);
  const first = await engine.execute(parked(townPoints.g1), person("ann"), { key: "1" });
  assert.ok(first.ok);
  const again = await engine.execute(parked(townPoints.g1), person("ann"), { key: "1" });
  assert.is(JSON.stringify(again), JSON.stringify({ ...first, replayed: true }));
  assert.ok((await engine.define(tenant.id, [swappedGridsDraft], "test")).ok);
  const later = await engine.execute(parked(townPoints.g1), person("ann"));
  assert.equal([first.ticket.area, later.ok && later.ticket.area], ["g1", "g2"]);
  const [told] = await engine.story(first.ticket.id, person("ann"));
  assert.equal(told?.entry.located, { area: "taken", whereabouts: { type: "inside", unit: "g1" } });
  assert.equal((await engine.verify(tenant.id)).faults, []);
  await engine.close();
});

test("what drafts of grids would change is tried, and told to the reporter is only where the matter stands", async () => {
  const { engine } = await townEngine();
  const tried = await engine.try(tenant.id, { report: parked(townPoints.g1), by: person("ann"), drafts: [townGridsDraft] });
  assert.ok(tried.ok);
  const owner = tried.differences.find(({ aspect }) => aspect === "owner");
  assert.equal([owner?.before, owner?.after], ["d", "s1-squad"]);
  const area = tried.differences.find(({ aspect }) => aspect === "area");
  assert.equal([area?.before, area?.after], [null, "g1"]);
  assert.ok((await engine.define(tenant.id, [townGridsDraft], "test")).ok);
  const resident = { kind: "reporter", tenant: tenant.id, id: "r1" } as const;
  const answer = await engine.execute(parked(townPoints.g1), resident);
  assert.ok(answer.ok);
  const [told] = await engine.story(answer.ticket.id, resident);
  assert.not.ok("located" in (told?.entry ?? {}));
  await engine.close();
});

test("units whose ground is drawn do not leave the organisation alone", async () => {
  const { engine } = await townEngine();
  assert.ok((await engine.define(tenant.id, [townGridsDraft], "test")).ok);
  const without = { ...organisation, units: organisation.units.filter(({ code }) => code !== "g2") };
  const people = organisation.people.filter(({ id }) => id !== "off");
  const draft = { kind: "organisation", document: { ...without, people } } as const;
  const refused = await engine.define(tenant.id, [draft], "test");
  assert.ok(!refused.ok && refused.findings.some(({ kind, finding }) => kind === "grids" && finding.code === "unknown-unit"));
  const [one] = townGrids.map.features;
  const grids = { kind: "grids", document: { ...townGrids, map: { ...townGrids.map, features: [one] } } } as const;
  assert.ok((await engine.define(tenant.id, [draft, grids], "test")).ok);
  await engine.close();
});

test("a unit that moves under another takes its ground with it: where that overlaps now, it is told", async () => {
  const { engine } = await townEngine();
  const [one] = townGrids.map.features;
  const ring = [
    [115.78, 33.85],
    [115.8, 33.85],
    [115.8, 33.86],
    [115.78, 33.86],
    [115.78, 33.85],
  ];
  const community = { ...one, id: "c1", geometry: { type: "Polygon", coordinates: [ring] } };
  const map = { ...townGrids.map, features: [community, ...townGrids.map.features] };
  const grids = { kind: "grids", document: { ...townGrids, map } } as const;
  assert.equal(await engine.check(tenant.id, [grids]), []);
  assert.ok((await engine.define(tenant.id, [grids], "test")).ok);
  const units = organisation.units.map((unit) => (unit.code === "g2" ? { ...unit, parent: "s1" } : unit));
  const moved = await engine.check(tenant.id, [{ kind: "organisation", document: { ...organisation, units } }]);
  assert.ok(
    moved.some(({ finding }) => finding.code === "overlapping-grids"),
    JSON.stringify(moved),
  );
  await engine.close();
});

test.run();
