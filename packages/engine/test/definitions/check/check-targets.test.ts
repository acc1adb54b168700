import { test } from "uvu";
import * as assert from "uvu/assert";
import { findings, go, holding, open, rest, type Loose } from "./small-process.ts";

const leaf = () => rest({ on: { out: go("#small.done") } });
const region = () => holding({ a: leaf(), b: rest({ on: { out: go("#small.done"), back: go("a") } }) }, { initial: "a" });

/** A parallel state, entered by one command. */
const entering = (target: string | readonly string[]) =>
  findings((d: Loose) => {
    d["states"].both = holding({ one: region(), two: region(), past: { type: "history" } }, { type: "parallel" });
    open(d)["on"].enter = go(target);
    open(d)["on"].start = go(["both.one.b", "both.two.b"]);
    open(d)["on"].again = go("both.past");
  });

test("targets in different regions of one parallel state are entered together", () => {
  assert.equal(entering(["both.one.b", "both.two.a"]), []);
  assert.equal(entering(["both.one", "both.two.b"]), []);
  assert.equal(entering(["both.one"]), []);
});

test("two targets of which a ticket cannot be in both, or one that stands there twice, are refused", () => {
  for (const targets of [
    ["both.one.a", "both.one.b"],
    ["both.one.a", "both.one.a"],
    ["both", "both.one.a"],
    ["both.one", "both.one.b"],
    ["both.one.b", "open"],
    ["both.past", "both.one.b"],
    ["both.one.b", "both.two.a", "both.two.b"],
  ]) {
    assert.equal(entering(targets), ["targets-clash /states/open/on/enter/target"], targets.join());
  }
});

test("the process itself as a target starts it again", () => {
  assert.equal(entering("#small"), []);
});

test.run();
