import { test } from "uvu";
import * as assert from "uvu/assert";
import { findings, found, go, holding, label, open, rest, type Loose } from "./small-process.ts";

/** A parallel state of these regions, each a leaf or more, left by one command. */
const beside =
  (regions: object, more: object = {}) =>
  (d: Loose) => {
    d["states"].both = holding(regions, { type: "parallel", on: { out: go("#small.done") }, ...more });
    open(d)["on"].enter = go("both");
  };

const field = (more: object) => ({ form: { until: { label, ...more } } });

test("verification beside handling, or beside what comes before it, is refused; beside more verification it is not", () => {
  const region = (...stages: string[]) =>
    holding(Object.fromEntries(stages.map((stage, i) => [`l${i}`, rest({ on: { on: go(`l${(i + 1) % stages.length}`) } }, stage)])), {
      initial: "l0",
    });
  for (const earlier of ["report", "dispatch", "handle"]) {
    const heard = found(beside({ one: region("verify"), two: region(earlier, "verify") }));
    assert.equal(
      heard.map(({ code, place }) => `${code} ${place}`),
      ["verify-beside-handle /states/both"],
    );
    assert.match(heard[0]?.message.en ?? "", "let verification come after the parallel state");
  }
  assert.equal(findings(beside({ one: region("verify"), two: region("verify") })), []);
  assert.equal(findings(beside({ one: region("handle", "verify"), two: region("close") })), []);
});

test("a field that one command would ask for in two ways is refused", () => {
  const asking = (one: object, two: object) =>
    findings(beside({ one: rest({ on: { wait: go("one", {}, field(one)) } }), two: rest({ on: { wait: go("two", {}, field(two)) } }) }));
  const values = (...codes: string[]) => ({ type: "choice", values: codes.map((code) => ({ code, label })) });
  const clash = ["region-forms /states/both/states/two/on/wait/meta/form/until"];
  assert.equal(asking({ type: "instant" }, { type: "string" }), clash);
  assert.equal(asking(values("a", "b"), values("a")), clash);
  assert.equal(asking({ type: "instant", required: true }, { type: "instant" }), clash);
  assert.equal(asking(values("a", "b"), { ...values("a", "b"), label: { "zh-CN": "别", en: "other" } }), []);
});

test("a command that one region lacks is taken by what lies above, with the form of both", () => {
  const above = (command: string, region: string) =>
    findings(
      beside(
        { one: rest({ on: { [region]: go("one", {}, field({ type: "string" })) } }), two: rest() },
        { on: { out: go("done"), [command]: { meta: { label, by: [{ role: "handler", at: "area" }], ...field({ type: "instant" }) } } } },
      ),
    );
  assert.equal(above("wait", "wait"), [
    "region-forms /states/both/states/one/on/wait/meta/form/until",
    "answered-within /states/both/on/wait",
  ]);
  assert.equal(above("wait", "pause"), []);
});

test("a command that leaves a parallel state and that another region answers by going elsewhere is refused", () => {
  const water = holding({ work: rest({ on: { submit: go("before") } }), before: { type: "history", target: "work" } }, { initial: "work" });
  assert.equal(findings(beside({ police: rest({ on: { submit: go("#small.done") } }), water })), [
    "leaves-together /states/both/states/police/on/submit",
  ]);
  const apart = beside({ police: rest({ on: { finish: go("#small.open") } }), water: rest({ on: { finish: go("#small.done") } }) });
  assert.equal(findings(apart), [
    "leaves-together /states/both/states/police/on/finish",
    "leaves-together /states/both/states/water/on/finish",
  ]);
  const together = beside({ police: rest({ on: { finish: go("#small.done") } }), water: rest({ on: { finish: go("#small.done") } }) });
  assert.equal(findings(together), [], "to one and the same place");
});

test("a command that every state of a region answers never reaches what lies above", () => {
  const nowhere = { meta: { label, by: [{ role: "handler", at: "area" }] } };
  assert.equal(
    findings(
      beside({ police: rest({ on: { finish: nowhere } }), water: rest() }, { on: { finish: go("#small.done"), leave: go("open") } }),
    ),
    ["answered-within /states/both/on/finish"],
  );
});

test("transitions of one state, or of states that are never active together, may ask what they like", () => {
  assert.equal(
    findings((d) => {
      open(d)["on"].wait = [
        go("open", { guard: { type: "feel", params: { when: "ticket.tier = 1" } } }, field({ type: "string" })),
        go("next", {}, field({ type: "instant" })),
      ];
      d["states"].next = rest({ on: { wait: go("done", {}, field({ type: "number" })) } });
    }),
    [],
  );
});

test.run();
