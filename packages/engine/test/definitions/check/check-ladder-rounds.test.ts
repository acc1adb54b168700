import { test } from "uvu";
import * as assert from "uvu/assert";
import { closedLoopDocument, legLoops } from "../../fixtures/closed-loop.ts";
import { assemble } from "../../../src/decide/assemble.ts";
import { parseDefinition } from "../../../src/definitions/definition.ts";
import type { Finding } from "../../../src/model/finding.ts";
import { assigned, ladderOf, officeTown, workHours } from "../../fixtures/office-town.ts";
import { tenant, town } from "../../fixtures/town.ts";

interface Node {
  readonly states?: Readonly<Record<string, Node>>;
  readonly [key: string]: unknown;
}
const shipped = closedLoopDocument as Node & { readonly states: Readonly<Record<string, Node>> };
const engine = { label: { "zh-CN": "自动", en: "Automatic" }, by: [{ role: "system" }] };

/** The shipped process with more transitions of its handling, and more states. */
function processWith(on: object, states: object = {}) {
  const handle = shipped.states["handle"] as Node & { readonly on: object };
  return {
    kind: "process" as const,
    document: { ...shipped, states: { ...shipped.states, ...states, handle: { ...handle, on: { ...handle.on, ...on } } } },
  };
}

/** What the check says of the rungs, in the town of the shipped process or another one. */
function said(rungs: readonly object[], process = processWith({}), more: object = {}): readonly string[] {
  const drafts = [...town.filter(({ kind }) => kind !== "process"), ...legLoops, process, ladderOf({ rungs, ...more })];
  const definitions = drafts.map(({ kind, document }) => {
    const parsed = parseDefinition(kind, document);
    assert.ok(parsed.ok, JSON.stringify(parsed));
    return { ...parsed.definition, version: 1 };
  });
  const { findings } = assemble({ tenant: tenant.id, zone: tenant.zone, hostGuards: new Map() }, definitions);
  return findings
    .filter(({ finding }) => finding.severity === "error" || finding.code === "ladder-goes-round")
    .map(({ finding }: { readonly finding: Finding }) => {
      assert.ok(finding.message["zh-CN"] && finding.message.en);
      return `${finding.severity} ${finding.code} ${finding.place}`;
    });
}

/** Whether the ladder still goes on when a month has passed in which nobody did anything. */
function goesOn(rungs: readonly object[], process = processWith({})): boolean {
  const life = assigned(officeTown(process, ladderOf({ rungs })), "2026-03-02 09:00");
  try {
    life.pass("2026-05-25 09:00");
  } catch (error) {
    assert.match(String(error), /do not come to an end/);
    return true;
  }
  return (life.ticket().clocks?.["handle"]?.generation ?? 0) > 10;
}

const hours = (amount: number) => ({ amount, unit: "urgent-hour" });
const half = (...actions: readonly unknown[]) => ({ id: "half", at: { share: 50 }, actions });
const due = (...actions: readonly unknown[]) => ({ id: "due", at: "due", actions });
const sends = (command: string, form?: object) => ({ type: "command", params: { command, ...(form && { form }) } });
const route = { type: "route", params: { table: "routing" } };

const giving = processWith({
  give: { target: ".assigned", meta: { ...engine, form: { owner: { type: "unit", label: engine.label, required: true } } } },
  reroute: { target: ".assigned", actions: [route], meta: engine },
});
const parking = (clock: object = {}) =>
  processWith(
    { park: { target: "#closed-loop.parked", meta: engine } },
    {
      parked: {
        meta: { label: engine.label, stage: "handle", ...clock },
        after: { "a-day": "#closed-loop.handle.assigned" },
        on: { close: { target: "#closed-loop.closed", meta: { label: engine.label, by: [{ role: "dispatcher", at: "area" }] } } },
      },
    },
  );
const meta = (shipped as unknown as { readonly meta: { readonly delays: object } }).meta;
const withDelay = (process: ReturnType<typeof processWith>) => ({
  ...process,
  document: { ...process.document, meta: { ...meta, delays: { ...meta.delays, "a-day": { amount: 1, unit: "natural-day" } } } },
});

const round = ["warning ladder-goes-round /rungs/1"];
const cases: readonly (readonly [
  name: string,
  rungs: readonly object[],
  process: ReturnType<typeof processWith>,
  says: readonly string[],
])[] = [
  ["one that routes and one that hands upward", [half(route), due("reassign-up")], processWith({}), round],
  ["the same the other way about", [half("reassign-up"), due(route)], processWith({}), round],
  ["a command that routes anew", [half("reassign-up"), due(sends("reroute"))], giving, round],
  ["commands for two units", [half(sends("give", { owner: "s1" })), due(sends("give", { owner: "s1-squad" }))], giving, round],
  ["a command for a unit below", [half("reassign-up"), due(sends("give", { owner: "s1-squad" }))], giving, round],
  [
    "a command that parks the ticket for a day, without its clock",
    [half(sends("park"))],
    withDelay(parking()),
    ["warning ladder-goes-round /rungs/0/actions/0"],
  ],
  ["handing upward alone", [half("reassign-up"), due("reassign-up", "urge")], processWith({}), []],
  ["routing alone", [half(route), due("urge")], processWith({}), []],
  ["a command for one unit", [half(sends("give", { owner: "s1" })), due(sends("give", { owner: "s1" }), "urge")], giving, []],
  ["upward, and then to the top", [half("reassign-up"), due(sends("give", { owner: "d" }))], giving, []],
  ["both in one rung", [half("reassign-up", route)], processWith({}), []],
  ["parking with the clock paused", [half(sends("park"))], withDelay(parking({ clock: { handle: "pause" } })), []],
];

for (const [name, rungs, process, says] of cases)
  test(`${name}: ${says.length > 0 ? "goes round, and is told" : "comes to an end, and is not spoken of"}`, () => {
    assert.equal(said(rungs, process), says);
    assert.is(goesOn(rungs, process), says.length > 0);
  });

test("what a condition or a guard may end is not spoken of, nor what is only observed", () => {
  assert.equal(said([half(route), { ...due("reassign-up"), when: "clock.generation <= 3" }]), []);
  assert.not.ok(goesOn([half(route), { ...due("reassign-up"), when: "clock.generation <= 3" }]), "as the advice says");
  assert.equal(said([half(route), due("reassign-up")], processWith({}), { observe: true }), []);
  const guard = { type: "feel", params: { when: "ticket.tier < 3" } };
  const guarded = processWith({ reroute: { target: ".assigned", guard, actions: [route], meta: engine } });
  assert.equal(said([half("reassign-up"), due(sends("reroute"))], guarded), []);
  assert.equal(
    said([half(sends("raise-tier", { reason: "超时" })), { id: "late", at: { after: hours(1) }, actions: ["reassign-up"] }]),
    [],
  );
});

test("a ladder goes round by rungs at any moment", () => {
  const rungs = [
    { id: "soon", at: { before: workHours(1) }, actions: ["reassign-up"] },
    { id: "late", at: { after: workHours(2) }, actions: [route], repeat: { every: workHours(1), times: 2 } },
  ];
  assert.ok(goesOn(rungs));
});

test.run();
