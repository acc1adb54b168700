import { test } from "uvu";
import * as assert from "uvu/assert";
import { findings, go, label, open } from "./small-process.ts";

function asking(field: object): readonly string[] {
  return findings((d) => (d["meta"].report.form = { some: { label, ...field } }));
}

const place = "/meta/report/form/some";
const code = (name: string) => ({ code: name, label });

test("a least value above the greatest is refused; one value only is a range", () => {
  assert.equal(asking({ type: "number", min: 3, max: 1 }), [`empty-range ${place}/min`]);
  assert.equal(asking({ type: "number", min: 3, max: 3 }), []);
});

test("bounds on what is neither a number nor an instant are refused", () => {
  assert.equal(asking({ type: "instant", min: 0 }), []);
  assert.equal(asking({ type: "text", min: 1 }), [`bounds-type ${place}/min`]);
  assert.equal(asking({ type: "string", max: 1 }), [`bounds-type ${place}/max`]);
  assert.equal(asking({ type: "tier", min: 3, max: 1 }), [`bounds-type ${place}/min`]);
});

test("a span after the command is for instants only", () => {
  const within = { amount: 1, unit: "natural-day" };
  assert.equal(asking({ type: "instant", within }), []);
  assert.equal(asking({ type: "number", within }), [`within-type ${place}/within`]);
});

test("a field that is public in one form cannot be internal in another", () => {
  const note = (more: object) => ({ form: { note: { type: "text", label, ...more } } });
  const asked = (first: object, second: object) =>
    findings((d) => (open(d)["on"] = { finish: go("done", {}, note(first)), end: go("done", {}, note(second)) }));
  assert.equal(asked({ public: true }, { public: true }), []);
  assert.equal(asked({}, {}), []);
  assert.equal(asked({ public: true }, {}), ["public-differs /states/open/on/end/meta/form/note/public"]);
});

test("values of what is no choice are refused, and a code that stands there twice", () => {
  assert.equal(asking({ type: "string", values: [code("a")] }), [`values-type ${place}/values`]);
  assert.equal(asking({ type: "choice", values: [code("a"), code("b"), code("a")] }), [`duplicate-code ${place}/values/2/code`]);
  assert.equal(asking({ type: "choice", values: [code("a"), code("b")] }), []);
});

test("a label of spaces alone is refused in either language", () => {
  for (const blank of ["   ", "\u3000", "\n\t", "\u200b"]) {
    assert.equal(asking({ type: "text", label: { "zh-CN": "某", en: blank } }), [`shape ${place}/label/en`]);
    assert.equal(asking({ type: "text", label: { "zh-CN": blank, en: "some" } }), [`shape ${place}/label/zh-CN`]);
  }
});

test.run();
