import { test } from "uvu";
import * as assert from "uvu/assert";
import { findings, go, holding, label, rest, open } from "./small-process.ts";

/** A box with a history, entered by it. */
const remembering = (history: object, initial = "a", more: object = {}) =>
  findings((d) => {
    d["states"].box = holding(
      { a: rest({ on: { on: go("b") } }), b: rest({ on: { out: go("#small.done") } }), past: { type: "history", ...history }, ...more },
      { initial },
    );
    open(d)["on"].enter = go("box.past");
    open(d)["on"].start = go("box");
  });

test("a history leads to a state beside it or beneath one", () => {
  assert.equal(remembering({}), []);
  assert.equal(remembering({ target: "b", history: "deep" }), []);
  assert.equal(remembering({ target: "#small.box.b" }), []);
  assert.equal(remembering({ target: "c.d" }, "a", { c: holding({ d: rest({ on: { out: go("#small.done") } }) }, { initial: "d" }) }), []);
});

test("a default that is the process, the history itself, another one, what holds it or anything outside is refused", () => {
  for (const target of ["#small", "past", "other", "#small.box", "#small.open", "#small.box.past"]) {
    assert.equal(
      remembering({ target }, "a", target === "other" ? { other: { type: "history", target: "b" } } : {}).filter(
        (each) => !each.startsWith("unreachable"),
      ),
      ["unknown-target /states/box/states/past/target"],
      target,
    );
  }
});

test("a history that is where its own state begins needs a default", () => {
  assert.equal(remembering({ target: "a" }, "past"), []);
  const heard = remembering({}, "past");
  assert.ok(heard.includes("no-target /states/box/states/past/target"), heard.join());
});

test("the history of a parallel state needs no default: its regions begin anew", () => {
  const region = () => holding({ x: rest({ on: { out: go("#small.done") } }) }, { initial: "x" });
  assert.equal(
    findings((d) => {
      d["states"].both = holding({ one: region(), two: region(), past: { type: "history" } }, { type: "parallel" });
      open(d)["on"].enter = go("both.past");
    }),
    [],
  );
});

test("a history with transitions, actions or a task of its own is refused: a ticket never rests there", () => {
  for (const own of [
    { on: { x: go("b") } },
    { always: { target: "b" } },
    { entry: "deadline" },
    { meta: { label, task: { role: "handler", at: "area" } } },
  ]) {
    assert.ok(remembering(own).includes("history-moves /states/box/states/past"), JSON.stringify(own));
  }
});

test("a state that only says which history it keeps is a history, as XState reads it", () => {
  assert.equal(remembering({ type: undefined, history: "deep" }), []);
});

test.run();
