import { test } from "uvu";
import * as assert from "uvu/assert";
import { assemble } from "../../../src/decide/assemble.ts";
import { parseDefinition } from "../../../src/definitions/definition.ts";
import { tenant, town } from "../../fixtures/town.ts";
import { by, end, findings, go, holding, label, open, rest, type Loose } from "./small-process.ts";

function refuses(title: string, spoil: (document: Loose) => void, ...wanted: string[]): void {
  test(title, () => assert.equal(findings(spoil), wanted));
}

test("about the smallest process and the shipped one there is nothing to say, not even a warning", () => {
  assert.equal(
    findings(() => {}),
    [],
  );
  const definitions = town.flatMap(({ kind, document }) => {
    const parsed = parseDefinition(kind, document);
    return parsed.ok ? [{ ...parsed.definition, version: 1 }] : [];
  });
  assert.is(definitions.length, town.length);
  assert.equal(assemble({ tenant: tenant.id, zone: tenant.zone, hostGuards: new Map() }, definitions).findings, []);
});

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
refuses("a host guard the host lacks, by name", (d) => (d["meta"].hostGuards = { isRainy: "1" }), "host-guard /meta/hostGuards/isRainy");
refuses(
  "a FEEL guard that does not parse",
  (d) => (open(d)["on"].finish.guard = { type: "feel", params: { when: "1 +" } }),
  "feel /states/open/on/finish/guard/params/when",
);
refuses("a delay that is not defined", (d) => (open(d)["after"] = { later: { target: "done" } }), "unknown-delay /states/open/after/later");
refuses("bare milliseconds as a delay", (d) => (open(d)["after"] = { 1000: { target: "done" } }), "unknown-delay /states/open/after/1000");
refuses("a state that cannot be reached", (d) => (d["states"].lost = rest({ on: { x: go("done") } })), "unreachable /states/lost");
refuses(
  "a state from which no end can be reached",
  (d) => {
    open(d)["on"].stick = { target: "stuck", meta: { label, by } };
    d["states"].stuck = rest();
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
  "an initial state of a state that has none, which XState would look up",
  (d) => (open(d)["initial"] = "a"),
  "stray-initial /states/open/initial",
);
refuses(
  "a process that is itself a final state",
  (d) => {
    d["type"] = "final";
    d["states"] = {};
    delete d["initial"];
    delete d["meta"].delays;
  },
  "root-type /type",
);
for (const stray of ["atomic", "history"]) {
  refuses(
    `a process of the type ${stray}`,
    (d) => {
      d["type"] = stray;
      delete d["initial"];
    },
    "root-type /type",
    "unreachable /states/open",
    "unreachable /states/done",
  );
}
refuses(
  "a parallel state whose only state is a history",
  (d) => {
    d["states"].empty = holding({ past: { type: "history" } }, { type: "parallel", on: { out: go("done") } });
    open(d)["on"].enter = go("empty");
  },
  "no-regions /states/empty",
  "no-target /states/empty/states/past/target",
  "unreachable /states/empty/states/past",
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
refuses("a delay of more than ten thousand of its unit", (d) => (d["meta"].delays.soon.amount = 1e9), "shape /meta/delays/soon/amount");
refuses(
  "a clock in working time, which needs a calendar",
  (d) => {
    d["meta"].clocks = { handle: { label, limit: { amount: 2, unit: "work-day" } } };
    open(d)["meta"].clock = { handle: "run" };
  },
  "needs-calendar /meta/clocks/handle/limit/unit",
);
refuses(
  "a clock without a limit, which no state lets run",
  (d) => (d["meta"].clocks = { handle: { label } }),
  "no-limit /meta/clocks/handle",
  "idle-clock /meta/clocks/handle",
);
refuses(
  "a state that speaks of a clock there is not",
  (d) => (open(d)["meta"].clock = { handel: "run" }),
  "unknown-clock /states/open/meta/clock/handel",
);
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
    d["states"].box = holding(
      { a: rest({ on: { out: go("#small.done") } }), past: { type: "history", target: "nothere" } },
      { initial: "a" },
    );
    open(d)["on"].enter = { target: "box.past", meta: { label, by } };
  },
  "unknown-target /states/box/states/past/target",
);
refuses(
  "a state that leaves only by an onDone it never comes to",
  (d) => {
    d["states"].lone = rest({ onDone: { target: "done" } });
    open(d)["on"].enter = { target: "lone", meta: { label, by } };
  },
  "no-end /states/lone",
);
refuses(
  "a parallel state that is never done because a region has no final state",
  (d) => {
    const region = (final: boolean) =>
      holding(
        { a: rest(final ? { on: { end: go("z") } } : {}), ...(final && { z: { type: "final", meta: { label } } }) },
        { initial: "a" },
      );
    d["states"].both = holding({ one: region(true), two: region(false) }, { type: "parallel", onDone: { target: "done" } });
    open(d)["on"].enter = { target: "both", meta: { label, by } };
  },
  "no-end /states/both/states/one/states/a",
  "no-end /states/both/states/one/states/z",
  "no-end /states/both/states/two/states/a",
);

test("a process that is one parallel state ends where all its regions do", () => {
  const region = holding({ a: rest({ on: { end: go("z") } }), z: end() }, { initial: "a" });
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
