import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ReportCommand } from "@muster/engine";
import { given, worldOf } from "@muster/engine/testing";
import { townGridsDraft, townPoints } from "../fixtures/town-grids.ts";
import { person, tenant, town } from "../fixtures/town.ts";

const world = worldOf(tenant, [...town, townGridsDraft]);
const [ann, che] = [person("ann"), person("che")];
const resident = { kind: "reporter", tenant: tenant.id, id: "r1" } as const;

/** A report of wild parking at a point, with an area where one is filled in. */
function parked(point: keyof typeof townPoints, area?: string): ReportCommand {
  const form = { description: "有车乱停车", ...(area !== undefined && { area }) };
  return { type: "report", process: "closed-loop", point: townPoints[point], form };
}

/** The area a report by the acceptor comes to, and what is kept of where its point lies. */
function sited(...report: Parameters<typeof parked>) {
  const { ticket, entries } = given(world)([ann, parked(...report)]);
  return { area: ticket?.area, located: entries[0]?.located };
}

test("a report with a point and no area gets the area of its grid, and says by which grids", () => {
  const { ticket, entries } = given(world)([resident, parked("g2")]);
  assert.is(ticket?.area, "g2");
  assert.is(ticket?.owner, undefined);
  assert.equal(entries[0]?.located, { area: "taken", whereabouts: { type: "inside", unit: "g2" } });
  assert.is(entries[0]?.versions["grids"], 1);
  assert.not.ok("area" in (entries[0]?.form ?? {}), "nobody filled it in");
});

test("the route goes by that area: the street's own squad gets what was parked in its grid", () => {
  const { ticket } = given(world)([ann, parked("g1")], [ann, { type: "file" }]);
  assert.is(ticket?.owner, "s1-squad");
});

test("on a border and outside no area is guessed: the answer is kept, and the last resort answers for it", () => {
  const { ticket, entries } = given(world)([resident, parked("border")]);
  assert.is(ticket?.area, undefined);
  assert.is(ticket?.owner, "d");
  assert.equal(entries[0]?.located, { area: "open", whereabouts: { type: "border", units: ["g1", "g2"] } });
  const { located } = sited("outside");
  assert.equal(located, { area: "open", whereabouts: { type: "outside", nearest: { unit: "g1", metres: 92.5 } } });
});

test("an area that was filled in stands; whether the point agrees with it is kept", () => {
  assert.equal(sited("g1", "g1"), { area: "g1", located: { area: "agrees", whereabouts: { type: "inside", unit: "g1" } } });
  assert.equal(sited("g1", "g2"), { area: "g2", located: { area: "disagrees", whereabouts: { type: "inside", unit: "g1" } } });
  assert.equal(sited("border", "g2").located?.area, "agrees");
  assert.equal(sited("outside", "g2").located?.area, "disagrees");
});

test("a community agrees with the points in its grids; of a squad, which has no ground, and of a gap nobody can tell", () => {
  assert.equal(sited("g1", "c1").located?.area, "agrees");
  assert.equal(sited("g1", "s1-squad").located?.area, "unknown");
  assert.equal(sited("outside", "c1").located?.area, "unknown");
});

test("a chief reports from the own grid by a point alone; elsewhere it is said whose ground that is", () => {
  const own = given(world)().when(che, parked("g1"));
  assert.ok(own.ok && own.ticket.area === "g1");
  const other = given(world)().when(che, parked("g2"));
  assert.match(other.ok ? "" : other.refusal.detail.en, /^This point lies on the ground of g2\. This takes the role of/);
  assert.is(other.ok ? "" : other.refusal.place, "/point");
});

test("without a point, and without grids, nothing is said of where a report lies", () => {
  const bare = given(world)([ann, { type: "report", process: "closed-loop", form: { description: "乱停车" } }]);
  assert.not.ok("located" in (bare.entries[0] ?? {}));
  const old = given(worldOf(tenant, town))([ann, parked("g1")]);
  assert.not.ok("located" in (old.entries[0] ?? {}));
  assert.is(old.ticket?.area, undefined);
});

test.run();
