import { test } from "uvu";
import * as assert from "uvu/assert";
import { given, worldOf, type Step } from "@muster/engine/testing";
import { person, routing, tenant, town } from "../../fixtures/town.ts";

const label = { "zh-CN": "某", en: "some" };

/** The town, its matters routed by a table with this input. */
function routedBy(input: object, rows: readonly object[]) {
  const table = { ...routing, inputs: [{ label, ...input }], rows };
  return worldOf(tenant, [...town.filter(({ document }) => document !== routing), { kind: "table", document: table }]);
}

const cover: Step = [person("che"), { type: "report", process: "closed-loop", form: { description: "井盖缺失", area: "g1" } }];
const parking: Step = [person("che"), { type: "report", process: "closed-loop", form: { description: "乱停车", area: "g1" } }];
const file: Step = [person("ann"), { type: "file" }];

test("a table reads the filed standard by its code", () => {
  const world = routedBy({ name: "standard", type: "string" }, [{ id: "cover", when: ['"0101-1"'], then: ['"water"', "false"] }]);
  const { ticket, entries } = given(world)(cover, file);
  assert.is(ticket?.owner, "water");
  assert.equal(entries[1]?.decisions?.[0]?.inputs, { standard: "0101-1" });
  assert.is(given(world)(parking, file).ticket?.owner, "d");
});

test("of a list of rows that match, an action takes the first", () => {
  const rows = [
    { id: "one", when: ["-"], then: ['"water"', "false"] },
    { id: "two", when: ["-"], then: ['"s1"', "false"] },
  ];
  const table = { ...routing, hitPolicy: "rule-order", inputs: [{ name: "tier", label, type: "number" }], rows };
  const world = worldOf(tenant, [...town.filter(({ document }) => document !== routing), { kind: "table", document: table }]);
  assert.is(given(world)(cover, file).ticket?.owner, "water");
});

test("a list of no rows is no answer: the entry says that none matched, and the ticket goes to the last resort", () => {
  const rows = [{ id: "one", when: ["> 3"], then: ['"water"', "false"] }];
  for (const hitPolicy of ["rule-order", "collect", "first"]) {
    const table = { ...routing, hitPolicy, inputs: [{ name: "tier", label, type: "number" }], rows };
    const world = worldOf(tenant, [...town.filter(({ document }) => document !== routing), { kind: "table", document: table }]);
    const { ticket, entries } = given(world)(cover, file);
    assert.equal(entries[1]?.decisions?.[0]?.outcome, { failed: "no-match" }, hitPolicy);
    assert.is(ticket?.owner, "d");
  }
});

test.run();
