import { test } from "uvu";
import * as assert from "uvu/assert";
import { end, findings, found, go, holding, label, rest, open, when, type Loose } from "./small-process.ts";

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

/** Work that can be lent away and given back to where it was. */
const lending =
  (spoil: (work: Loose, document: Loose) => void, history: object = { target: "doing" }) =>
  (d: Loose) => {
    const doing = rest({ on: { pause: go("paused"), finish: go("#small.done") } });
    const paused = rest({ on: { resume: go("back") } });
    d["initial"] = "job";
    d["states"] = {
      job: holding({ doing, paused, back: { type: "history", ...history } }, { initial: "doing", on: { lend: go("lent") } }),
      lent: rest({ on: { "give-back": go("#small.job.back") } }),
      done: end(),
    };
    spoil(d["states"].job, d);
  };

const trap = ["no-end /states/job/states/paused", "no-end /states/lent"];

test("a way through a history leads to an end only where everything does that it may restore", () => {
  assert.equal(findings(lending(() => {})), trap);
  assert.equal(findings(lending(() => {}, { history: "deep" })), trap);
  const [said] = found(lending(() => {}));
  assert.match(said?.message.en ?? "", /history state small\.job\.back, which may restore small\.job\.paused/);
  assert.match(said?.message["zh-CN"] ?? "", /历史状态 small\.job\.back.*small\.job\.paused/);
});

test("a history is no trap where what it restores has another way out, or is never left by any but the way back", () => {
  assert.equal(findings(lending((work) => (work["states"].paused.on.wake = go("doing")))), []);
  assert.equal(findings(lending((work) => (work["states"].paused.on.resume = go("doing")))), []);
  const leftWhileDoing = (work: Loose) => {
    work["states"].doing.on.lend = go("#small.lent");
    delete work["on"];
  };
  assert.equal(findings(lending(leftWhileDoing)), []);
});

test("a way through a history that may restore the very state it leaves is no sure way out", () => {
  const dependent = (work: Loose) => {
    delete work["on"];
    work["states"].doing.on.lend = go("#small.lent");
    work["states"].paused.on.wake = go("doing", when("ticket.tier = 1"));
  };
  assert.equal(findings(lending(dependent)), []);
  const lent = (work: Loose) => {
    dependent(work);
    work["states"].paused.on.lend = go("#small.lent", when("ticket.tier = 2"));
  };
  assert.equal(findings(lending(lent)), ["only-guarded /states/job/states/paused"]);
});

test("what an inner transition always takes first does not leave the state whose history it is", () => {
  assert.equal(findings(lending((work) => (work["states"].paused.on.lend = go("paused")))), []);
});

test("the history of the process itself remembers where it was only when the process is entered anew", () => {
  const starting = (again: object) => (d: Loose) => {
    d["initial"] = "past";
    d["on"] = { restart: go("#small", again) };
    open(d)["on"].pause = go("paused");
    d["states"].paused = rest({ on: { resume: go("past") } });
    d["states"].past = { type: "history", target: "open" };
  };
  assert.equal(findings(starting({})), []);
  assert.equal(findings(starting({ reenter: true })), ["no-end /states/paused"]);
});

test("a state that is restored may be left for what nothing else leads to", () => {
  const box = (history: object) => (d: Loose) => {
    const inner = holding({ a: rest({ on: { out: go("#small.done") } }), b: rest({ on: { out: go("#small.done") } }) }, { initial: "a" });
    d["states"].box = holding(
      { first: rest({ on: { deeper: go("#small.box.inner.b") } }), inner, past: { type: "history", ...history } },
      { initial: "first", on: { leave: go("open") } },
    );
    open(d)["on"].enter = go("box.past");
  };
  assert.equal(findings(box({})), []);
  assert.equal(findings(box({ history: "deep" })), ["unreachable /states/box/states/inner/states/a"]);
});

test("the history of a parallel state is a trap where every region at once may be restored to what leads nowhere", () => {
  const both = (more: object) => (d: Loose) => {
    const x = rest({ on: { next: go("y"), out: go("#small.done") } });
    const region = () => holding({ x, y: rest({ on: { again: go("#small.both.past") } }) }, { initial: "x" });
    d["states"].both = holding(
      { one: region(), two: region(), past: { type: "history", history: "deep", target: "one" } },
      { type: "parallel", ...more },
    );
    d["states"].open = rest({ on: { enter: go("both.past") } });
  };
  const lost = ["no-end /states/open", "no-end /states/both/states/one/states/y", "no-end /states/both/states/two/states/y"];
  assert.equal(findings(both({ on: { leave: go("open") } })), lost);
  // Left for the end of the process alone, it never comes back.
  assert.equal(findings(both({})), []);
});

test("a transition within a parallel state leads to its own history only where that has a default", () => {
  const within = (past: object, target = "#small.both.past") =>
    findings((d) => {
      const region = holding({ x: rest({ on: { again: go(target), out: go("#small.done") } }) }, { initial: "x" });
      d["states"].both = holding({ one: region, two: region, past: { type: "history", ...past } }, { type: "parallel" });
      open(d)["on"].enter = go("both.past");
    });
  const refused = ["one", "two"].map((each) => `own-history /states/both/states/${each}/states/x/on/again/target`);
  assert.equal(within({}), refused);
  assert.equal(within({ history: "deep" }), refused);
  assert.equal(within({ target: "one" }), []);
  assert.equal(within({}, "#small.both"), []);
});

test.run();
