import { test } from "uvu";
import * as assert from "uvu/assert";
import { end, findings, found, go, holding, label, open, rest, when, type Loose } from "./small-process.ts";

const officer = { by: [{ role: "officer", at: "area" }] };
const anyOfficer = { by: [{ role: "officer", at: "anywhere" }] };

test("what stands after an unguarded transition in one list is refused as certainly a mistake", () => {
  const heard = found((d) => (open(d)["on"].finish = [go("done"), go("done", when("ticket.tier = 1"))]));
  assert.equal(
    heard.map(({ severity, code, place }) => `${severity} ${code} ${place}`),
    ["error never-taken /states/open/on/finish/1"],
  );
  assert.match(heard[0]?.message.en ?? "", "certainly a mistake");
  assert.match(heard[0]?.message["zh-CN"] ?? "", "必定是笔误");
  assert.equal(
    findings((d) => (open(d)["after"].soon = [{ target: "done" }, { target: "open" }])),
    ["never-taken /states/open/after/soon/1"],
  );
});

test("after a guard that is always true too, and after the same guard", () => {
  assert.equal(
    findings((d) => (open(d)["on"].finish = [go("done", when("1 < 2")), go("done")])),
    ["never-taken /states/open/on/finish/1"],
  );
  assert.equal(
    findings((d) => (open(d)["on"].finish = [go("done", when("ticket.tier = 1")), go("open", when("ticket.tier = 1")), go("done")])),
    ["never-taken /states/open/on/finish/1"],
  );
});

test("a second transition for people whom the first does not let in may be taken", () => {
  const two = (first: object, second: object) => findings((d) => (open(d)["on"].finish = [go("done", {}, first), go("done", {}, second)]));
  assert.equal(two({}, officer), []);
  assert.equal(two(officer, anyOfficer), []);
  assert.equal(two(anyOfficer, officer), ["never-taken /states/open/on/finish/1"]);
});

test("a command of a state that an unguarded always leaves at once is refused, and so is one of a state within it", () => {
  const passing = (guard: object) =>
    findings((d) => {
      d["states"].between = holding(
        { inner: rest({ on: { stop: go("#small.done") }, after: { soon: { target: "#small.done" } } }) },
        { initial: "inner", always: { target: "done", ...guard }, on: { halt: go("done") } },
      );
      open(d)["on"].go = go("between");
    }).filter((each) => each.startsWith("never-taken"));
  const never = [
    "never-taken /states/between/on/halt",
    "never-taken /states/between/states/inner/on/stop",
    "never-taken /states/between/states/inner/after/soon",
  ];
  assert.equal(passing({}), never);
  assert.equal(passing(when("true")), never);
  assert.equal(passing(when("ticket.tier = 1")), []);
});

test("a guard that never holds is a warning, and leads neither to a state nor to an end", () => {
  const heard = found((d) => {
    open(d)["on"].finish = go("done", when("false"));
    open(d)["on"].more = go("extra", when("1 > 2"));
    d["states"].extra = rest({ on: { finish: go("done") } });
    delete open(d)["after"];
  });
  assert.equal(
    heard.map(({ severity, code, place }) => `${severity} ${code} ${place}`),
    [
      "warning shut /states/open/on/finish/guard",
      "warning shut /states/open/on/more/guard",
      "error no-end /states/open",
      "error unreachable /states/done",
      "error unreachable /states/extra",
    ],
  );
});

test("a command that the inner state always takes first is no way out for it", () => {
  assert.equal(
    findings((d) => {
      d["states"].box = holding({ a: rest({ on: { leave: go("a") } }) }, { initial: "a", on: { leave: go("done") } });
      open(d)["on"].enter = go("box");
    }),
    ["no-end /states/box/states/a"],
  );
});

test("internal steps that could go round are refused once, guarded or not, with the states on the round", () => {
  const round = (one: object, other: object) => (d: Parameters<Parameters<typeof found>[0]>[0]) => {
    d["states"].a = { ...rest(), always: [{ target: "b", ...one }, { target: "done" }] };
    d["states"].b = { ...rest(), always: [{ target: "a", ...other }, { target: "done" }] };
    open(d)["on"].spin = go("a");
  };
  const codes = (one: object, other: object) => findings(round(one, other)).filter((each) => each.startsWith("endless"));
  assert.equal(codes(when("ticket.tier = 1"), when("ticket.priority = 1")), ["endless /states/a/always/0"]);
  assert.match(
    found(round(when("ticket.tier = 1"), when("ticket.priority = 1")))[0]?.message.en ?? "",
    "would go round for ever (small.a → small.b) as long as the conditions hold",
  );
  assert.equal(codes(when("ticket.tier = 1"), when("false")), []);
});

test("a round through onDone is refused, and one through a state that waits is none", () => {
  const joined = (initial: string) =>
    findings((d) => {
      d["states"].box = holding(
        { f: { type: "final", meta: { label } }, w: rest({ on: { on: go("f") } }) },
        { initial, onDone: { target: "box" }, on: { out: go("done") } },
      );
      open(d)["on"].enter = go("box");
    });
  assert.equal(joined("f"), ["endless /states/box/onDone", "unreachable /states/box/states/w"]);
  assert.equal(joined("w"), []);
});

test("two regions that each step on by themselves are no round", () => {
  const region = () => holding({ i: rest({ meta: { label }, always: { target: "j" } }), j: rest() }, { initial: "i" });
  assert.equal(
    findings((d) => {
      d["states"].both = holding({ one: region(), two: region() }, { type: "parallel", on: { out: go("done") } });
      open(d)["on"].enter = go("both");
    }),
    [],
  );
});

test("a guarded always that changes no state is none either: XState rests", () => {
  assert.equal(
    findings((d) => (open(d)["always"] = { actions: { type: "count", params: { counter: "looks" } }, ...when("ticket.tier = 1") })),
    [],
  );
});

/** Delays until the instants `until` and `later`, which the process asks for, beside one that has a length. */
const instants = (d: Loose): void => {
  const field = { type: "instant", label };
  d["meta"].report.form = { until: field, later: field };
  Object.assign(d["meta"].delays, { until: { field: "until" }, later: { field: "later" } });
};

/** What is said of timers that go round, where the states `a` and `b` are these beside a way out. */
const timed = (a: object, b: object, more: (document: Loose) => void = () => {}): readonly string[] =>
  findings((d) => {
    instants(d);
    Object.assign(d["states"], { a: rest({ on: { out: go("done") }, ...a }), b: rest({ on: { out: go("done") }, ...b }) });
    open(d)["on"].spin = go("a");
    more(d);
  });

test("timers on instants that lead round are refused: once the instants are past, each fires as soon as it is armed", () => {
  const round = [{ after: { until: { target: "b" } } }, { after: { later: { target: "a" } } }] as const;
  assert.equal(timed(...round), ["endless-timers /states/a/after/until"]);
  const heard = found((d) => {
    instants(d);
    Object.assign(d["states"], { a: rest(round[0]), b: rest(round[1]) });
    open(d)["on"].spin = go("a");
  }).find(({ code }) => code === "endless-timers");
  assert.match(heard?.message.en ?? "", "Once until and later are past, timers would go round for ever (small.a → small.b)");
  assert.match(heard?.message["zh-CN"] ?? "", "until、later 一过，定时转换会无休止地循环（small.a → small.b）");
  assert.equal(timed({ after: { until: { target: "b" } } }, { after: { until: { target: "a" } } }), [
    "endless-timers /states/a/after/until",
  ]);
});

test("guards on such a round count as open, unless they never hold, and so do internal steps between the timers", () => {
  const guarded = { until: { target: "b", ...when("ticket.tier = 1") } };
  assert.equal(timed({ after: guarded }, { always: { target: "a", ...when("ticket.tier = 2") } }), [
    "endless-timers /states/a/after/until",
  ]);
  const shut = { until: { target: "b", ...when("false") } };
  assert.equal(
    timed({ after: shut }, { after: { later: { target: "a" } } }, (d) => (d["states"].a.on.other = go("b"))).filter((each) =>
      each.startsWith("endless"),
    ),
    [],
  );
});

test("a round that a command or a delay of some length takes part in is none, and neither are timers that end somewhere", () => {
  assert.equal(timed({ after: { until: { target: "b" } } }, { after: { soon: { target: "a" } } }), []);
  assert.equal(timed({ after: { until: { target: "b" } } }, { on: { back: go("a"), out: go("done") } }), []);
  assert.equal(timed({ after: { until: { target: "b" } } }, { after: { later: { target: "done" } } }), []);
});

test("a timer that enters its own state anew goes round by itself, and one that stays in it does not", () => {
  const own = (step: object) => timed({ after: { until: { target: "a", ...step } } }, {}, (d) => (d["states"].a.on.other = go("b")));
  assert.equal(own({ reenter: true }), ["endless-timers /states/a/after/until"]);
  assert.equal(own({}), []);
  const whole = (reenter: boolean) =>
    findings((d) => {
      instants(d);
      d["after"] = { until: { target: ".open", reenter } };
    }).filter((each) => each.startsWith("endless"));
  assert.equal([whole(true), whole(false)], [["endless-timers /after/until"], []]);
});

test("more internal steps than the engine takes are refused", () => {
  const chain = (steps: number) =>
    findings((d) => {
      for (let i = 0; i < steps; i += 1) {
        d["states"][`s${i}`] = { meta: { label, stage: "handle" }, always: { target: i === steps - 1 ? "done" : `s${i + 1}` } };
      }
      open(d)["on"].run = go("s0");
    });
  assert.equal(chain(40), []);
  assert.equal(chain(41), ["too-many-steps /states/s0/always"]);
});

test("an end that is reached only through a transition never taken is no end", () => {
  assert.equal(
    findings((d) => {
      d["states"].other = end();
      open(d)["on"].finish = [go("done"), go("other")];
    }),
    ["never-taken /states/open/on/finish/1", "unreachable /states/other"],
  );
});

test.run();
