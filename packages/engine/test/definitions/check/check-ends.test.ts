import { test } from "uvu";
import * as assert from "uvu/assert";
import { findings, holding, open, rest, go, label, type Loose } from "./small-process.ts";

test("an end that is not closed is refused: its tickets would stay open for ever", () => {
  for (const stage of ["report", "dispatch", "handle", "verify"]) {
    assert.equal(
      findings((d) => (d["states"].done.meta.stage = stage)),
      ["open-end /states/done/meta/stage"],
      stage,
    );
  }
});

test("of a process that is one parallel state, the ends of all its regions are", () => {
  const region = (stage: string) =>
    holding({ a: rest({ on: { on: go("z") } }), z: { type: "final", meta: { label, stage } } }, { initial: "a" });
  const parallel = (one: string, two: string) => (d: Loose) => {
    d["type"] = "parallel";
    delete d["initial"];
    delete d["meta"].delays;
    d["states"] = { one: region(one), two: region(two) };
  };
  assert.equal(findings(parallel("close", "handle")), ["open-end /states/two/states/z/meta/stage"]);
  assert.equal(findings(parallel("close", "close")), []);
});

test("an end within a state is only the end of that state", () => {
  assert.equal(
    findings((d) => {
      const states = { a: rest({ on: { on: go("z") } }), z: { type: "final", meta: { label } } };
      d["states"].box = holding(states, { initial: "a", onDone: { target: "done" } });
      open(d)["on"].enter = go("box");
    }),
    [],
  );
});

test.run();
