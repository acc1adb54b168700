import { test } from "uvu";
import * as assert from "uvu/assert";
import { worldOf } from "@muster/engine/testing";
import { runCase } from "../../../src/decide/cases/run-case.ts";
import { parseDefinition } from "../../../src/definitions/definition.ts";
import type { PathCase, TableCase } from "../../../src/definitions/cases.ts";
import { jointTown, whistle } from "../../fixtures/joint-town.ts";
import { tenant, town } from "../../fixtures/town.ts";

const world = worldOf(tenant, town);

const parking: TableCase = {
  id: "parking",
  table: "routing",
  inputs: { category: "0201", tier: 2 },
  expect: { outputs: { owner: "area:street/city-management" }, rows: ["r2"] },
};

const cover: PathCase = {
  id: "cover",
  process: "closed-loop",
  steps: [
    { at: "2026-02-12T15:00", type: "report", form: { description: "井盖缺失", area: "g1" } },
    { at: "2026-02-12T15:10", by: { role: "acceptor" }, type: "file" },
    { at: "2026-02-12T15:20", by: { role: "dispatcher" }, type: "dispatch" },
  ],
  expect: { tier: 3, owner: "water", standard: "0101-1", state: { handle: "assigned" }, coHandlers: [], due: "2026-02-12T17:20" },
};

test("a table case is green where the table answers it so, and speaks only of what it names", () => {
  assert.equal(runCase(world, parking), []);
  assert.equal(runCase(world, { ...parking, expect: { outputs: { owner: "water", auto: true } } }), [
    { place: "/expect/outputs/owner", expected: "water", actual: "area:street/city-management" },
  ]);
  assert.equal(runCase(world, { ...parking, expect: { rows: ["r1"] } }), [{ place: "/expect/rows", expected: ["r1"], actual: ["r2"] }]);
});

test("a table case may expect that nothing is decided, and only that", () => {
  const nothing: TableCase = { ...parking, inputs: { category: "99", tier: 3 }, expect: { undecided: "no-match" } };
  assert.equal(runCase(world, nothing), []);
  const [decided] = runCase(world, { ...parking, expect: { undecided: "no-match" } });
  assert.equal([decided?.place, decided?.actual], ["/expect/undecided", null]);
  const [undecided] = runCase(world, { ...nothing, expect: { outputs: { owner: "water" } } });
  assert.equal([undecided?.place, undecided?.actual], ["/expect/undecided", "no-match"]);
  assert.match(undecided?.because?.en ?? "", /No row/);
});

test("a path case goes through the whole process at its own times", () => {
  assert.equal(runCase(world, cover), []);
  assert.equal(runCase(world, { ...cover, expect: { tier: 2, owner: "water", due: "2026-02-12T17:21" } }), [
    { place: "/expect/tier", expected: 2, actual: 3 },
    { place: "/expect/due", expected: "2026-02-12T17:21", actual: "2026-02-12T17:20" },
  ]);
});

test("a step that is refused fails its case where it stands, unless the case expects it of the last one", () => {
  const steps = [...cover.steps, { at: "2026-02-12T15:30", by: { person: "ina" }, type: "sign" }];
  const [found] = runCase(world, { ...cover, steps });
  assert.equal([found?.place, found?.expected, found?.actual], ["/steps/3", "sign", "not-allowed"]);
  assert.equal(runCase(world, { ...cover, steps, expect: { refused: "not-allowed", state: { handle: "assigned" } } }), []);
  const [accepted] = runCase(world, { ...cover, expect: { refused: "not-allowed" } });
  assert.equal([accepted?.place, accepted?.actual], ["/expect/refused", null]);
});

test("a role is whoever holds it and may: where the nearest inspector handled it, another one verifies", () => {
  const steps = [
    ...cover.steps,
    { at: "2026-02-12T16:00", by: { role: "handler" }, type: "sign" },
    { at: "2026-02-12T16:10", by: { role: "handler" }, type: "submit", form: { result: "已补" } },
  ];
  const [found] = runCase(world, { ...cover, steps, expect: { stage: "verify" } });
  assert.equal([found?.place, found?.actual], ["/steps/4", "bad-input"], "a result needs evidence");
  const photographed = steps.map((step) => (step.type === "submit" ? { ...step, photos: 1 } : step));
  const verified = [...photographed, { at: "2026-02-12T17:00", by: { role: "inspector" }, type: "pass" }];
  assert.equal(runCase(world, { ...cover, steps: verified, expect: { state: { verify: "follow-up" } } }), []);
  const handler = [...photographed, { at: "2026-02-12T17:00", by: { person: "wen" }, type: "pass" }];
  assert.equal(runCase(world, { ...cover, steps: handler, expect: { refused: "separation-of-duty" } }), []);
});

test("a step may go to a leg, taken by whoever holds the role at its unit", () => {
  const joint = worldOf(tenant, jointTown);
  const leg = (type: string, more: object = {}) => ({ at: "2026-02-12T16:00", by: { role: "handler" }, type, leg: "water", ...more });
  const whole: PathCase = {
    id: "joint",
    process: "closed-loop",
    steps: [
      { at: "2026-02-12T15:00", type: "report", form: { description: "巷子里乱停车", area: "g1" } },
      {
        at: "2026-02-12T15:10",
        by: { role: "dispatcher" },
        type: "whistle",
        form: { ...whistle().form, calls: [{ unit: "paired:community", role: "lead" }] },
      },
      leg("sign"),
      leg("arrive", { leg: "1.water", photos: 1 }),
      leg("finish", { form: { result: "已清理" } }),
    ],
    expect: { state: { verify: "verifying" } },
  };
  assert.equal(runCase(joint, whole), []);
  const again = { ...whole, steps: [...whole.steps, leg("sign")] };
  const signed = { ...whole, steps: whole.steps.slice(0, 3) };
  assert.equal(runCase(joint, { ...signed, expect: { legs: { water: "signed", "1.water": "signed", fire: null } } }), []);
  assert.equal(runCase(joint, { ...whole, expect: { legs: { water: "done" } } }), []);
  assert.equal(runCase(joint, { ...signed, expect: { legs: { water: "done", fire: "called" } } }), [
    { place: "/expect/legs/water", expected: "done", actual: "signed" },
    { place: "/expect/legs/fire", expected: "called", actual: null },
  ]);
  assert.equal(runCase(joint, { ...again, expect: { refused: "not-now" } }), []);
  assert.ok(parseDefinition("cases", { id: "known", label: { "zh-CN": "已知", en: "Known" }, cases: [whole] }).ok);
});

test("rungs between steps are taken at their times, however many, as where an engine runs", () => {
  const repeat = { every: { amount: 1, unit: "urgent-hour" }, times: 14 };
  const ladder = {
    id: "up",
    label: { "zh-CN": "升级", en: "Up" },
    clocks: [{ process: "closed-loop", clock: "handle" }],
    rungs: [
      { id: "half", at: { share: 50 }, when: 'ticket.owner = "water"', actions: ["reassign-up"] },
      { id: "late", at: "due", actions: [{ type: "notify", params: { topic: "late", role: "supervisor", at: "owner" } }], repeat },
      { id: "last", at: { after: { amount: 14, unit: "urgent-hour" } }, actions: ["raise-priority"] },
    ],
  };
  const climbing = worldOf(tenant, [...town, { kind: "ladder", document: ladder }]);
  // An hour after 15:20 it is the district's, with two hours of its own.
  const expect = { owner: "d", due: "2026-02-12T18:20", priority: 2 };
  assert.equal(runCase(climbing, { ...cover, until: "2026-02-13T09:00", expect }), []);
  const later = [...cover.steps, { at: "2026-02-13T09:00", by: { role: "supervisor" }, type: "comment", form: { comment: "催" } }];
  assert.equal(runCase(climbing, { ...cover, steps: later, expect }), []);
});

test("until says when the ticket is looked at", () => {
  const until = { ...cover, until: "2026-03-01T00:00", expect: { state: { handle: "assigned" } } };
  assert.equal(runCase(world, until), []);
});

test.run();
