import { test } from "uvu";
import * as assert from "uvu/assert";
import { by, end, found, go, label, open, rest, task, type Loose } from "./small-process.ts";

const text = { type: "text", label, required: true };
const calls = { type: "calls", label, required: true };
const legs = (stand: string, more: object = {}) => ({ type: "legs", label, stand, ...more });
const told = (target?: string): Loose => ({ ...(target !== undefined && { target }), meta: { label, by: [{ role: "system" }] } });

/** The smallest process of a leg: its unit does it, or is let off. */
const leg = (): Loose => ({
  id: "part",
  initial: "called",
  meta: { label, leg: true, clocks: { sign: { label, limit: { amount: 1, unit: "urgent-hour" } } } },
  states: {
    called: rest({ on: { did: go("came"), object: go("off") }, meta: { label, stage: "handle", task, clock: { sign: "run" } } }),
    came: { type: "final", meta: { label, stage: "close", outcome: "done" } },
    off: { type: "final", meta: { label, stage: "close", outcome: "bounced" } },
  },
});

const parts = Object.fromEntries(["lead", "paired", "support", "informed"].map((role) => [role, "part"]));

/** The small process with a joint handling that is sound: blown, called again, let off, joined; and legs opened again from where it was done. */
const joint = (document: Loose): void => {
  const blow = {
    type: "blow",
    params: { kind: "daily", legs: parts, join: { type: "all" }, limits: { sign: { amount: 2, unit: "urgent-hour" } } },
  };
  open(document)["on"].whistle = go("joint", { actions: [blow] }, { form: { calls } });
  document["states"].joint = rest({
    on: {
      again: go("joint", { actions: ["call"] }, { form: { calls } }),
      off: go("joint", { actions: ["cancel-legs"] }, { form: { legs: legs("open") } }),
      joined: told("checked"),
    },
    meta: { label, stage: "handle", task, joint: true },
  });
  document["states"].checked = rest({
    on: { pass: go("done"), rework: go("joint", { actions: ["recall"] }, { form: { legs: legs("ended", { required: true }) } }) },
  });
};

const said = (spoil: (document: Loose) => void, part: Loose = leg()): readonly string[] =>
  found(
    (document) => {
      joint(document);
      spoil(document);
    },
    [],
    [part],
  ).map(({ code, place }) => `${code} ${place}`);

const whistle = (document: Loose): Loose => open(document)["on"].whistle;
const blow = (document: Loose): Loose => whistle(document)["actions"][0].params;
const on = (document: Loose, state: string): Loose => document["states"][state].on;

test("a joint handling that is blown, called to again, let off, joined and opened again is sound", () => {
  assert.equal(
    said(() => {}),
    [],
  );
});

for (const [what, spoil, expected] of [
  ["a whistle that does not ask whom to call", (d: Loose) => delete whistle(d)["meta"].form, "no-calls /states/open/on/whistle/meta/form"],
  [
    "whom to call may be left out where the whistle itself calls nobody",
    (d: Loose) => (whistle(d)["meta"].form.calls = { ...calls, required: false }),
    "no-calls /states/open/on/whistle/meta/form",
  ],
  [
    "a whistle that itself calls those to be told alone, and asks for nobody",
    (d: Loose) => {
      delete whistle(d)["meta"].form;
      blow(d)["calls"] = [{ unit: "water", role: "informed" }];
    },
    "no-calls /states/open/on/whistle/meta/form",
  ],
  [
    "legs that follow no process",
    (d: Loose) => (blow(d)["legs"] = { ...parts, lead: "nothing" }),
    "unknown-process /states/open/on/whistle/actions/params/legs/lead",
  ],
  [
    "legs that follow a ticket's process",
    (d: Loose) => (blow(d)["legs"] = { ...parts, lead: "small" }),
    "not-a-leg /states/open/on/whistle/actions/params/legs/lead",
  ],
  [
    "a limit of a clock that legs do not have",
    (d: Loose) => (blow(d)["limits"] = { come: { amount: 1, unit: "urgent-hour" } }),
    "unknown-clock /states/open/on/whistle/actions/params/limits/come",
  ],
  [
    "a limit that no calendar counts",
    (d: Loose) => (blow(d)["limits"].sign.unit = "work-hour"),
    "needs-calendar /states/open/on/whistle/actions/params/limits/sign/unit",
  ],
  [
    "a whistle that leads into no joint handling",
    (d: Loose) => (whistle(d)["target"] = "done"),
    "whistle-place /states/open/on/whistle/actions",
  ],
  [
    "calling again where nothing is joint",
    (d: Loose) => (open(d)["on"].finish = go("done", { actions: ["call"] }, { form: { calls } })),
    "whistle-place /states/open/on/finish/actions",
  ],
  [
    "opening legs again from within",
    (d: Loose) => (on(d, "joint")["again"].actions = ["recall"]),
    "whistle-place /states/joint/on/again/actions",
  ],
  [
    "a whistle on entering a state",
    (d: Loose) => (d["states"].checked.entry = whistle(d)["actions"]),
    "whistle-place /states/checked/entry/0",
  ],
  [
    "coming to a joint handling and calling nobody",
    (d: Loose) => (open(d)["on"].finish = go("joint")),
    "joint-uncalled /states/open/on/finish/target",
  ],
  [
    "a joint handling from which nothing follows",
    (d: Loose) => Object.assign(on(d, "joint"), { over: go("checked"), joined: undefined }),
    "no-joined /states/joint",
  ],
  [
    "going on under a condition only",
    (d: Loose) => (on(d, "joint")["joined"].guard = { type: "feel", params: { when: "ticket.revision > 3" } }),
    "no-joined /states/joint",
  ],
  ["going on by somebody's hand", (d: Loose) => (on(d, "joint")["joined"] = go("checked")), "joined-asks /states/joint/on/joined/meta"],
  ["going on with a form", (d: Loose) => (on(d, "joint")["joined"].meta.form = { why: text }), "joined-asks /states/joint/on/joined/meta"],
  [
    "opening again without saying which",
    (d: Loose) => delete on(d, "checked")["rework"].meta.form,
    "no-legs /states/checked/on/rework/meta/form",
  ],
  [
    "opening again those that are open",
    (d: Loose) => (on(d, "checked")["rework"].meta.form.legs.stand = "open"),
    "legs-stand /states/checked/on/rework/meta/form/legs/stand",
  ],
  [
    "letting off those that have ended",
    (d: Loose) => (on(d, "joint")["off"].meta.form.legs.stand = "ended"),
    "legs-stand /states/joint/on/off/meta/form/legs/stand",
  ],
  [
    "whom to call asked for under another name",
    (d: Loose) => (whistle(d)["meta"].form.others = calls),
    "stray-field /states/open/on/whistle/meta/form/others",
  ],
  [
    "legs asked for where nothing is done with them",
    (d: Loose) => (on(d, "checked")["pass"].meta.form = { legs: legs("ended") }),
    "stray-field /states/checked/on/pass/meta/form/legs",
  ],
  [
    "a whistle that moves the ground it calls by",
    (d: Loose) => (whistle(d)["meta"].form.area = { type: "unit", label }),
    "calls-ground /states/open/on/whistle/meta/form/area",
  ],
] as const) {
  test(`refused: ${what}`, () => {
    const codes = said(spoil as (document: Loose) => void);
    assert.ok(codes.includes(expected), codes.join("; "));
  });
}

/** What the check says of a leg's own process. */
const ofLeg = (spoil: (document: Loose) => void): readonly string[] =>
  found((document) => {
    for (const name of Object.keys(document)) delete document[name];
    Object.assign(document, leg());
    spoil(document);
  }).map(({ code, place }) => `${code} ${place}`);

test("the process of a leg is sound without a report, and says of each end what it means", () => {
  assert.equal(
    ofLeg(() => {}),
    [],
  );
});

const called = (document: Loose): Loose => document["states"].called;

for (const [what, spoil, expected] of [
  ["one that is reported", (d: Loose) => (d["meta"].report = { by, form: {} }), "leg-report /meta/report"],
  [
    "a limit from the ticket's standard",
    (d: Loose) => (d["meta"].clocks.sign = { label, standard: true }),
    "leg-standard /meta/clocks/sign/standard",
  ],
  ["a stage that only tickets have", (d: Loose) => (called(d)["meta"].stage = "verify"), "leg-stage /states/called/meta/stage"],
  ["a joint handling within a leg", (d: Loose) => (called(d)["meta"].joint = true), "leg-joint /states/called/meta/joint"],
  ["an end that does not say what it means", (d: Loose) => (d["states"].off = end()), "no-outcome /states/off/meta/outcome"],
  ["an outcome before the end", (d: Loose) => (called(d)["meta"].outcome = "done"), "stray-outcome /states/called/meta/outcome"],
  ["one that can only be let off", (d: Loose) => (d["states"].came.meta.outcome = "bounced"), "never-done /states"],
  ["an action on the ticket", (d: Loose) => (called(d)["on"].did.actions = ["raise-tier"]), "leg-action /states/called/on/did/actions/0"],
  [
    "a field that is the ticket's",
    (d: Loose) => (called(d)["on"].did.meta.form = { tier: { type: "tier", label } }),
    "leg-attribute /states/called/on/did/meta/form/tier",
  ],
  ["a return to another unit", (d: Loose) => (called(d)["on"].object.meta.way = "return"), "leg-return /states/called/on/object/meta/way"],
  [
    "a step for the reporter, who is told of no legs",
    (d: Loose) => (called(d)["on"].did.meta.by = [...by, { role: "reporter" }]),
    "leg-reporter /states/called/on/did/meta/by/1",
  ],
] as const) {
  test(`refused of a leg's process: ${what}`, () => {
    const codes = ofLeg(spoil);
    assert.ok(codes.includes(expected), codes.join("; "));
  });
}

test("who may report is asked of every process that legs do not follow", () => {
  const codes = ofLeg((document) => delete document["meta"].leg);
  assert.ok(codes.includes("no-report /meta/report"), codes.join("; "));
});

test.run();
