import { test } from "uvu";
import * as assert from "uvu/assert";
import { findings, found, go, holding, label, open, rest, when } from "./small-process.ts";

test("a state that is left only where a condition holds is a warning that names the conditions", () => {
  const heard = found((d) => {
    Object.assign(open(d)["on"].finish, when("ticket.tier = 1"));
    open(d)["after"].soon = { target: "done", ...when("ticket.tier = 2") };
  });
  assert.equal(
    heard.map(({ severity, code, place }) => `${severity} ${code} ${place}`),
    ["warning only-guarded /states/open"],
  );
  assert.match(heard[0]?.message.en ?? "", "stuck in small.open: finish: ticket.tier = 1; soon: ticket.tier = 2.");
});

test("an unguarded command or timer, here or above, is a way out; one that stays is not", () => {
  const guarded = (spoil: Parameters<typeof found>[0]) =>
    findings((d) => {
      Object.assign(open(d)["on"].finish, when("ticket.tier = 1"));
      delete open(d)["after"];
      spoil(d);
    });
  assert.equal(
    guarded(() => {}),
    ["only-guarded /states/open"],
  );
  assert.equal(
    guarded((d) => (open(d)["after"] = { soon: { target: "done" } })),
    [],
  );
  assert.equal(
    guarded((d) => (d["on"] = { stop: go(".done") })),
    [],
  );
  assert.equal(
    guarded((d) => (open(d)["on"].again = go("open"))),
    ["only-guarded /states/open"],
  );
  assert.equal(
    guarded((d) => (open(d)["on"].finish = [go("done", when("ticket.tier = 1")), go("done")])),
    [],
  );
});

test("a timer until an instant that may not have been filled in is a condition too", () => {
  assert.equal(
    findings((d) => {
      d["meta"].delays.soon = { field: "until" };
      d["meta"].report.form = { until: { type: "instant", label } };
      delete open(d)["on"];
    }),
    ["only-guarded /states/open"],
  );
});

test("a join whose guard is shut when it is due is never asked again", () => {
  assert.equal(
    findings((d) => {
      d["states"].box = holding(
        { a: rest({ on: { on: go("z") } }), z: { type: "final", meta: { label } } },
        { initial: "a", onDone: { target: "done", ...when("ticket.tier = 1") } },
      );
      open(d)["on"].enter = go("box");
    }),
    ["only-guarded /states/box/states/z"],
  );
});

test("a state of an open stage where nobody's inbox shows the ticket is a warning; a closed one needs no task", () => {
  for (const stage of ["report", "dispatch", "handle", "verify"]) {
    assert.equal(
      findings((d) => (open(d)["meta"] = { label, stage })),
      ["no-task /states/open/meta/task"],
      stage,
    );
  }
  assert.equal(
    findings((d) => (open(d)["meta"] = { label, stage: "close" })),
    [],
  );
});

test("a state that is left at once needs no task, and one it has is a warning", () => {
  const passing = (meta: object) =>
    findings((d) => {
      d["states"].between = { meta: { label, stage: "handle", ...meta }, always: { target: "done" } };
      open(d)["on"].go = go("between");
    });
  assert.equal(passing({}), []);
  assert.equal(passing({ task: { role: "handler", at: "owner" } }), ["idle-task /states/between/meta/task"]);
});

test("a word to a role there is not is refused, and to one that nobody holds a warning", () => {
  const told = (role: string) => findings((d) => (open(d)["entry"] = { type: "notify", params: { topic: "t", role, at: "area" } }));
  assert.equal(told("wizard"), ["unknown-role /states/open/entry/params/role"]);
  assert.equal(told("idle"), ["role-not-held /states/open/entry/params/role"]);
  assert.equal(told("handler"), []);
});

test.run();
