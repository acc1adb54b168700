import { test } from "uvu";
import * as assert from "uvu/assert";
import { given, worldOf, type Step } from "@muster/engine/testing";
import { organisation, person, routing, tenant, town } from "../../fixtures/town.ts";

const label = { "zh-CN": "协办", en: "Supporting" };

const file: Step = [person("ann"), { type: "file" }];

const parking = (area: string): Step => [person("che"), { type: "report", process: "closed-loop", form: { description: "乱停车", area } }];

test("a route calls who answers for the category, and whoever is paired with the community beside them", () => {
  const duties = {
    pairings: [
      { unit: "water", with: "c1" },
      { unit: "s1", with: "c1" },
    ],
    responsibilities: [{ unit: "area:street/city-management", category: "02" }],
  };
  const routes = {
    ...routing,
    outputs: [...routing.outputs, { name: "coHandlers", label, type: "units" }],
    rows: [{ id: "any", when: ["-", "-"], then: ['"category:responsible"', "true", '["paired:community", "s1-squad"]'] }],
  };
  const drafts = town.map(({ kind, document }) => {
    if (document === routing) return { kind, document: routes };
    return { kind, document: document === organisation ? { ...organisation, ...duties } : document };
  });
  const { ticket } = given(worldOf(tenant, drafts))(parking("g1"), file);
  assert.is(ticket?.owner, "s1-squad");
  assert.equal(ticket?.coHandlers, ["water", "s1"]);
});

test("a category that units answer for cannot be taken away", () => {
  const drafts = town.map(({ kind, document }) => ({
    kind,
    document: document === organisation ? { ...organisation, responsibilities: [{ unit: "water", category: "0199" }] } : document,
  }));
  assert.throws(() => worldOf(tenant, drafts), /organisation organisation\/responsibilities\/0\/category: There is no category named 0199/);
});

test.run();
