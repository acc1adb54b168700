import { test } from "uvu";
import * as assert from "uvu/assert";
import { worldOf } from "@muster/engine/testing";
import { closedLoopDocument } from "../../fixtures/closed-loop.ts";
import { tenant, town } from "../../fixtures/town.ts";
import { findings, go, holding, label, open, rest, when, type Loose } from "./small-process.ts";

/** A process in which something is handled and verified, with one step aside. */
const aside = (target: string, meta: object = {}, more: (document: Loose) => void = () => {}) =>
  findings((d) => {
    open(d)["on"] = { aside: go(target, {}, { way: "aside", ...meta }), hand: go("check"), wait: go("waiting") };
    d["states"].waiting = rest({ on: { resume: go("open"), stop: go("done") } });
    d["states"].check = rest({ on: { pass: go("done"), fail: go("open") } }, "verify");
    more(d);
  });

const text = { type: "text", label };

test("a step aside may ask a reason and what it changes", () => {
  assert.equal(aside("waiting", { form: { reason: text, owner: { type: "unit", label }, until: { type: "instant", label } } }), []);
});

test("a step aside that asks for evidence or for another text is refused: something is handled in it", () => {
  assert.equal(aside("waiting", { evidence: true }), ["aside-asks /states/open/on/aside/meta/evidence"]);
  assert.equal(aside("waiting", { evidence: false }), []);
  assert.equal(aside("waiting", { form: { reason: text, result: text } }), ["aside-asks /states/open/on/aside/meta/form/result"]);
});

test("a step aside that could tell of a result in numbers, short words or a yes is refused; an attribute may be set", () => {
  for (const type of ["string", "number", "boolean"])
    assert.equal(aside("waiting", { form: { done: { type, label } } }), ["aside-asks /states/open/on/aside/meta/form/done"], type);
  assert.equal(aside("waiting", { form: { priority: { type: "number", label } } }), []);
});

test("a step aside into a later stage is a step forward, and refused", () => {
  const found = findings((d) => {
    d["states"].early = rest({ on: { hop: go("open", {}, { way: "aside" }), walk: go("open") } }, "dispatch");
    d["initial"] = "early";
  });
  assert.equal(found, ["aside-forward /states/early/on/hop/meta/way"]);
});

test("a step aside that leads to verification by a timer is refused", () => {
  assert.equal(
    aside("passing", {}, (d) => (d["states"].passing = rest({ after: { soon: { target: "check" } }, on: { stop: go("done") } }))),
    ["aside-asks /states/open/on/aside/target"],
  );
});

test("a step aside that leads to verification is refused", () => {
  assert.equal(aside("check"), ["aside-asks /states/open/on/aside/target"]);
  assert.equal(
    aside(
      "box",
      {},
      (d) => (d["states"].box = holding({ first: rest({ on: { pass: go("#small.done") } }, "verify") }, { initial: "first" }, "verify")),
    ),
    ["aside-asks /states/open/on/aside/target"],
  );
});

test("a step aside that leads to verification by internal steps, or through what a history may restore, is refused", () => {
  const through = (always: Loose) => aside("passing", {}, (d) => (d["states"].passing = rest({ always, on: { stop: go("done") } })));
  assert.equal(through({ target: "check", ...when("ticket.tier = 1") }), ["aside-asks /states/open/on/aside/target"]);
  assert.equal(through({ target: "waiting", ...when("ticket.tier = 1") }), []);
  const done = { type: "final", meta: { label } };
  assert.equal(
    aside("box", {}, (d) => (d["states"].box = holding({ done }, { initial: "done", onDone: { target: "check" } }))),
    ["aside-asks /states/open/on/aside/target"],
  );
  assert.equal(
    aside("box.past", {}, (d) => {
      d["states"].box = holding(
        { a: rest({ on: { on: go("b") } }), b: rest({ on: { out: go("#small.done") } }, "verify"), past: { type: "history" } },
        { initial: "a" },
      );
    }),
    ["aside-asks /states/open/on/aside/target"],
  );
});

test("the shipped process has steps aside and is sound", () => {
  assert.ok(JSON.stringify(closedLoopDocument).includes('"aside"'));
  assert.ok(worldOf(tenant, town).process("closed-loop"));
});

test.run();
