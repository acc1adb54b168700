import { test } from "uvu";
import * as assert from "uvu/assert";
import { processBounds } from "../../../src/definitions/check/check-size.ts";
import { findings, go, holding, label, open, rest, when } from "./small-process.ts";

const { states, transitions, internal } = processBounds;

test("a process may have very many states and transitions, and one more of either is too large", () => {
  const chain = (count: number) =>
    findings((d) => {
      for (let i = 0; i < count - 3; i += 1) d["states"][`s${i}`] = rest({ on: { next: go(i === 0 ? "done" : `s${i - 1}`) } });
      open(d)["on"].next = go(`s${count - 4}`);
    });
  assert.equal(chain(states), []);
  assert.equal(chain(states + 1), ["too-large /states"]);
  const wide = (count: number) => findings((d) => (open(d)["on"].many = Array.from({ length: count - 2 }, () => go("done"))));
  assert.equal(wide(transitions + 1), ["too-large /states"]);
});

test("the largest process that is taken is checked in seconds", () => {
  const started = performance.now();
  const always = Array.from({ length: internal }, (_, i) => ({ target: "open", ...when(`ticket.tier = ${i}`) }));
  assert.ok(findings((d) => (open(d)["always"] = always)).some((each) => each.startsWith("endless")));
  const form = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`f${i}`, { type: "string", label }]));
  const ready = Array.from({ length: 6 }, (_, i) => go("b", when(`ticket.tier = ${i}`), { form }));
  const region = () => holding({ a: rest({ on: { ready } }), b: { type: "final", meta: { label } } }, { initial: "a" });
  const regions = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`r${i}`, region()]));
  findings((d) => {
    d["states"].both = holding({ ...regions, past: { type: "history" } }, { type: "parallel", onDone: { target: "done" } });
    open(d)["on"].enter = go("both.past");
  });
  assert.ok(performance.now() - started < 20_000);
});

test.run();
