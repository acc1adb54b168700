import { test } from "uvu";
import * as assert from "uvu/assert";
import { assemble } from "../../src/decide/assemble.ts";
import { parseDefinition } from "../../src/definitions/definition.ts";
import { categories, classification, organisation, routing, standards, tenant, town } from "../fixtures/town.ts";

const label = { "zh-CN": "某", en: "some" };
const by = [{ role: "handler", at: "anywhere" }];

/** The smallest sound process; each test spoils one thing in it. */
const sound = {
  id: "small",
  initial: "open",
  meta: { label, report: { by, form: {} }, delays: { soon: { amount: 1, unit: "natural-day" } } },
  states: {
    open: {
      meta: { label, stage: "handle" },
      on: { finish: { target: "done", meta: { label, by } } },
      after: { soon: { target: "done" } },
    },
    done: { type: "final", meta: { label, stage: "close" } },
  },
};

// Spoiling documents is what this file does.
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = Record<string, any>;

function findings(spoil: (document: Loose) => void): string[] {
  const document: Loose = structuredClone(sound);
  spoil(document);
  const parsed = parseDefinition("process", document);
  if (!parsed.ok) return parsed.findings.map((finding) => `${finding.code} ${finding.place}`);
  const around = [
    ["organisation", { ...organisation, roles: [...organisation.roles, { code: "idle", label }] }],
    ["categories", categories],
    ["standards", standards],
    ["table", classification],
    ["table", routing],
  ] as const;
  const definitions = around.flatMap(([kind, body]) => {
    const each = parseDefinition(kind, body);
    return each.ok ? [{ ...each.definition, version: 1 }] : [];
  });
  const { findings: found } = assemble({ tenant: tenant.id, zone: tenant.zone, hostGuards: new Map() }, [
    ...definitions,
    { ...parsed.definition, version: 1 },
  ]);
  return found.filter((each) => each.kind === "process").map(({ finding }) => `${finding.code} ${finding.place}`);
}

function refuses(title: string, spoil: (document: Loose) => void, ...wanted: string[]): void {
  test(title, () => assert.equal(findings(spoil), wanted));
}

test("the smallest process and the shipped one are sound", () => {
  assert.equal(
    findings(() => {}),
    [],
  );
  const shipped = town.find((draft) => draft.kind === "process");
  assert.ok(parseDefinition("process", shipped?.document).ok);
});

const open = (document: Loose): Loose => document["states"].open;
refuses("a target that does not exist", (d) => (open(d)["on"].finish.target = "nowhere"), "unknown-target /states/open/on/finish/target");
refuses("an action that does not exist", (d) => (open(d)["entry"] = "explode"), "unknown-action /states/open/entry");
refuses(
  "an action with wrong parameters",
  (d) => (open(d)["entry"] = { type: "count", params: { what: 1 } }),
  "action-params /states/open/entry/params/counter",
  "action-params /states/open/entry/params",
);
refuses(
  "a table that does not exist",
  (d) => (open(d)["entry"] = { type: "route", params: { table: "none" } }),
  "unknown-table /states/open/entry/params/table",
);
refuses("a guard nobody registered", (d) => (open(d)["on"].finish.guard = "isSunny"), "unknown-guard /states/open/on/finish/guard");
refuses("a host guard the host lacks, by name", (d) => (d["meta"].hostGuards = { isSunny: "1" }), "host-guard /meta/hostGuards/isSunny");
refuses(
  "a FEEL guard that does not parse",
  (d) => (open(d)["on"].finish.guard = { type: "feel", params: { when: "1 +" } }),
  "feel /states/open/on/finish/guard/params/when",
);
refuses("a delay that is not defined", (d) => (open(d)["after"] = { later: { target: "done" } }), "unknown-delay /states/open/after/later");
refuses("bare milliseconds as a delay", (d) => (open(d)["after"] = { 1000: { target: "done" } }), "unknown-delay /states/open/after/1000");
refuses(
  "a state that cannot be reached",
  (d) => (d["states"].lost = { meta: { label, stage: "handle" }, on: { x: { target: "done", meta: { label, by } } } }),
  "unreachable /states/lost",
);
refuses(
  "a state from which no end can be reached",
  (d) => {
    open(d)["on"].stick = { target: "stuck", meta: { label, by } };
    d["states"].stuck = { meta: { label, stage: "handle" } };
  },
  "no-end /states/stuck",
);
refuses("an always that goes round for ever", (d) => (d["states"].open.always = { target: "open" }), "endless /states/open/always");
refuses("an always without target or guard", (d) => (d["states"].open.always = { actions: [] }), "endless /states/open/always");
refuses(
  "a role nobody could ever hold",
  (d) => (open(d)["on"].finish.meta.by = [{ role: "wizard", at: "area" }]),
  "unknown-role /states/open/on/finish/meta/by/0/role",
);
refuses(
  "a role nobody holds today, with a warning",
  (d) => (open(d)["on"].finish.meta.by = [{ role: "idle", at: "area" }]),
  "role-not-held /states/open/on/finish/meta/by/0/role",
);
refuses("invoke, which would not survive a restart", (d) => (open(d)["invoke"] = { src: "x" }), "unknown-key /states/open");
refuses(
  "sendTo and spawn, which have no actions of ours",
  (d) => (open(d)["entry"] = { type: "xstate.sendTo" }),
  "unknown-action /states/open/entry",
);
refuses("unknown keys, by name", (d) => (d["colour"] = "red"), "unknown-key ");
refuses("a label that lacks a language", (d) => (open(d)["meta"].label = { en: "only" }), "shape /states/open/meta/label/zh-CN");
refuses("a state without a label", (d) => delete open(d)["meta"].label, "shape /states/open/meta/label");
refuses("a state without a stage", (d) => delete open(d)["meta"].stage, "no-stage /states/open/meta/stage");
refuses(
  "an event that only XState may send",
  (d) => (open(d)["on"]["xstate.done.state.x"] = { target: "done", meta: { label, by } }),
  "command-name /states/open/on/xstate.done.state.x",
);
refuses(
  "a command the engine answers itself",
  (d) => (open(d)["on"].report = { target: "done", meta: { label, by } }),
  "reserved-command /states/open/on/report",
);
refuses("a transition that does not say who", (d) => delete open(d)["on"].finish.meta, "no-meta /states/open/on/finish/meta");
refuses(
  "a return without reason and receiver",
  (d) => (open(d)["on"].finish.meta.way = "return"),
  "return-form /states/open/on/finish/meta/form",
);
refuses(
  "a field that would set an attribute with the wrong type",
  (d) => (d["meta"].report.form = { owner: { type: "text", label } }),
  "field-type /meta/report/form/owner/type",
);
refuses(
  "a choice with nothing to choose",
  (d) => (d["meta"].report.form = { kind: { type: "choice", label } }),
  "no-values /meta/report/form/kind/values",
);
refuses(
  "a compound state without a valid initial state",
  (d) => (d["initial"] = "nope"),
  "no-initial /initial",
  "unreachable /states/open",
  "unreachable /states/done",
);

refuses(
  "a wildcard, which would answer to every command",
  (d) => (open(d)["on"]["go.*"] = { target: "done", meta: { label, by } }),
  "command-name /states/open/on/go.*",
);
refuses(
  "a command that an ability answers",
  (d) => (open(d)["on"].comment = { target: "done", meta: { label, by } }),
  "reserved-command /states/open/on/comment",
);
refuses("an ability there is not", (d) => (d["meta"].abilities = { fly: { by } }), "unknown-ability /meta/abilities/fly");
refuses(
  "an ability for a role there is not",
  (d) => (d["meta"].abilities = { comment: { by: [{ role: "wizard", at: "area" }] } }),
  "unknown-role /meta/abilities/comment/by/0/role",
);
refuses(
  "a delay in working time, which needs a calendar",
  (d) => (d["meta"].delays.soon.unit = "work-hour"),
  "needs-calendar /meta/delays/soon/unit",
);
refuses("a delay of more than a hundred years", (d) => (d["meta"].delays.soon.amount = 1e9), "too-long /meta/delays/soon/amount");
refuses(
  "a delay until an instant that no form asks for",
  (d) => (d["meta"].delays.soon = { field: "someday" }),
  "unknown-field /meta/delays/soon/field",
);
refuses("a delay's name with a dot", (d) => (d["meta"].delays["a.b"] = { amount: 1, unit: "urgent-hour" }), "shape /meta/delays/a.b");
refuses(
  "a final state that moves on",
  (d) => (d["states"].done.on = { again: { target: "open", meta: { label, by } } }),
  "final-moves /states/done",
);
refuses(
  "a bare target on the root, which has no siblings",
  (d) => (d["on"] = { stop: { target: "done", meta: { label, by } } }),
  "unknown-target /on/stop/target",
);
refuses(
  "a history state whose default does not exist",
  (d) => {
    d["states"].box = {
      initial: "a",
      meta: { label, stage: "handle" },
      states: {
        a: { meta: { label }, on: { out: { target: "#small.done", meta: { label, by } } } },
        past: { type: "history", target: "nothere" },
      },
    };
    open(d)["on"].enter = { target: "box.past", meta: { label, by } };
  },
  "unknown-target /states/box/states/past/target",
);
refuses(
  "a state that leaves only by an onDone it never comes to",
  (d) => {
    d["states"].lone = { meta: { label, stage: "handle" }, onDone: { target: "done" } };
    open(d)["on"].enter = { target: "lone", meta: { label, by } };
  },
  "no-end /states/lone",
);
refuses(
  "a parallel state that is never done because a region has no final state",
  (d) => {
    const region = (final: boolean) => ({
      initial: "a",
      meta: { label },
      states: {
        a: { meta: { label }, ...(final && { on: { end: { target: "z", meta: { label, by } } } }) },
        ...(final && { z: { type: "final", meta: { label } } }),
      },
    });
    d["states"].both = {
      type: "parallel",
      meta: { label, stage: "handle" },
      onDone: { target: "done" },
      states: { one: region(true), two: region(false) },
    };
    open(d)["on"].enter = { target: "both", meta: { label, by } };
  },
  "no-end /states/both/states/one/states/a",
  "no-end /states/both/states/one/states/z",
  "no-end /states/both/states/two/states/a",
);

test("a process that is one parallel state ends where all its regions do", () => {
  const region = {
    initial: "a",
    meta: { label, stage: "handle" },
    states: { a: { meta: { label }, on: { end: { target: "z", meta: { label, by } } } }, z: { type: "final", meta: { label } } },
  };
  assert.equal(
    findings((d) => {
      d["type"] = "parallel";
      delete d["initial"];
      delete d["meta"].delays;
      d["states"] = { one: region, two: structuredClone(region) };
    }),
    [],
  );
});

test.run();
