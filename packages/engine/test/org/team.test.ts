import { test } from "uvu";
import * as assert from "uvu/assert";
import { worldOf } from "@muster/engine/testing";
import { buildTree } from "../../src/model/tree.ts";
import { checkOrganisation } from "../../src/org/check-organisation.ts";
import { organisationSchema } from "../../src/org/organisation.ts";
import { categories, organisation, tenant, town } from "../fixtures/town.ts";

const team = [{ role: "chief", most: 1 }, { role: "officer", least: 0, most: 2 }, { role: "inspector" }];

function grids(asks: readonly object[], people: readonly object[] = []) {
  const kinds = organisation.kinds.map((kind) => (kind.code === "grid" ? { ...kind, team: asks } : kind));
  return { ...organisation, kinds, people: [...organisation.people, ...people] };
}

const hold = (id: string, role: string, unit: string, more: object = {}) => ({ id, holds: [{ role, unit, ...more }] });

function told(document: object): readonly string[] {
  const findings = checkOrganisation(organisationSchema.parse(document), buildTree(categories.categories).tree);
  return findings.map(({ code, place, severity }) => `${severity} ${code} ${place}`);
}

test("a grid that lacks its chief is told, and one that has two", () => {
  const complete = [hold("i1", "inspector", "g1"), hold("i2", "inspector", "g2"), hold("c2", "chief", "g2")];
  assert.equal(told(grids(team)), ["warning team-lacks /units/4", "warning team-lacks /units/5", "warning team-lacks /units/5"]);
  assert.equal(told(grids(team, complete)), []);
  assert.equal(told(grids(team, [...complete, hold("c3", "chief", "g2")])), ["warning team-exceeds /units/5"]);
});

test("a chief for a time only is not one for good; one after the other is one", () => {
  const inspectors = [hold("i1", "inspector", "g1"), hold("i2", "inspector", "g2")];
  const first = hold("c2", "chief", "g2", { until: "2026-06-30" });
  assert.equal(told(grids(team, [...inspectors, first])), ["warning team-lacks /units/5"]);
  assert.equal(told(grids(team, [...inspectors, first, hold("c3", "chief", "g2", { from: "2026-07-01" })])), []);
});

test("a team names roles that there are, once each, and bounds that can be met", () => {
  const errors = told(grids([{ role: "king" }, { role: "officer" }, { role: "officer", least: 3, most: 2 }]));
  assert.equal(
    errors.filter((each) => each.startsWith("error")),
    ["error unknown-role /kinds/3/team/0/role", "error duplicate-code /kinds/3/team/2/role", "error team-bounds /kinds/3/team/2/most"],
  );
});

test("who is in a team is told of the day that is asked for", () => {
  const people = [hold("c2", "chief", "g2", { until: "2026-06-30" }), hold("c3", "chief", "g2", { from: "2026-07-01" })];
  const drafts = town.map(({ kind, document }) => ({ kind, document: document === organisation ? grids(team, people) : document }));
  const world = worldOf(tenant, drafts);
  const chiefs = (at: string) => world.at(Date.parse(at)).organisation.team("g2")[0];
  assert.equal(chiefs("2026-06-30T12:00:00Z"), { role: "chief", people: ["c2"], least: 1, most: 1 });
  assert.equal(chiefs("2026-07-01T12:00:00Z")?.people, ["c3"]);
  assert.equal(
    world.organisation.team("g1").map(({ role, people: who, least, most }) => [role, who, least, most]),
    [
      ["chief", ["che"], 1, 1],
      ["officer", [], 0, 2],
      ["inspector", [], 1, undefined],
    ],
  );
  assert.equal(world.organisation.team("water"), []);
});

test.run();
