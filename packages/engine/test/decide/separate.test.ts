import { test } from "uvu";
import * as assert from "uvu/assert";
import { given, handClock, type Step } from "@muster/engine/testing";
import { smallWorld, state, to } from "../fixtures/small-world.ts";
import { person, tenant } from "../fixtures/town.ts";

const report: Step = [person("che"), { type: "report", process: "small", form: { area: "g1" } }];
// Holds the roles of a handler and of an inspector: only separation can keep the two apart.
const wen = person("wen");
const ina = person("ina");
const both = ["handler", "inspector"];
const closed = { closed: state("closed", "close", { type: "final" }) };

function verdict(world: Parameters<typeof given>[0], steps: readonly Step[], command = "pass"): string {
  const story = given(world)(report, ...steps);
  const [by, other] = [story.when(wen, { type: command }), story.when(ina, { type: command })];
  assert.ok(other.ok, "somebody else may");
  return by.ok ? "accepted" : by.refusal.code;
}

test("the verifier is barred although the stage is written on the inner states only", () => {
  const world = smallWorld({
    initial: "work",
    states: {
      work: state("work", "handle", { on: { done: to("check", both) } }),
      check: state("check", undefined, {
        initial: "waiting",
        on: { pass: to("closed", both) },
        states: { waiting: state("waiting", "verify") },
      }),
      ...closed,
    },
  });
  assert.is(verdict(world, [[wen, { type: "done" }]]), "separation-of-duty");
});

test("the verifier is barred from a transition written on the process itself", () => {
  const world = smallWorld({
    initial: "work",
    on: { drop: to(".closed", both) },
    states: {
      work: state("work", "handle", { on: { done: to("check", both) } }),
      check: state("check", "verify", { on: { pass: to("closed", both) } }),
      ...closed,
    },
  });
  assert.is(verdict(world, [[wen, { type: "done" }]], "drop"), "separation-of-duty");
});

test("a detour through another stage does not wash off the handling", () => {
  const world = smallWorld({
    initial: "work",
    states: {
      work: state("work", "handle", { on: { ask: to("desk", both) } }),
      desk: state("desk", "dispatch", { on: { on: to("check", both) } }),
      check: state("check", "verify", { on: { pass: to("closed", both) } }),
      ...closed,
    },
  });
  const dispatched: Step = [ina, { type: "on" }];
  const story = given(world)(report, [wen, { type: "ask" }], dispatched);
  assert.equal(story.ticket?.handlers, ["person:wen", "person:ina"]);
});

test("whoever brings a ticket to its verification has handled it, by whatever way the transition calls itself", () => {
  const form = {
    reason: { type: "text", required: true, label: { "zh-CN": "原因", en: "Reason" } },
    receiver: { type: "unit", required: true, label: { "zh-CN": "单位", en: "Unit" } },
    receivedBy: { type: "person", required: true, label: { "zh-CN": "人", en: "Person" } },
  };
  const world = smallWorld({
    initial: "work",
    states: {
      work: state("work", "handle", {
        on: { back: to("check", both, {}, { way: "return", form }) },
      }),
      check: state("check", "verify", { on: { pass: to("closed", both) } }),
      ...closed,
    },
  });
  assert.is(verdict(world, [[wen, { type: "back", form: { reason: "x", receiver: "d", receivedBy: "dan" } }]]), "separation-of-duty");
});

test("who handles a ticket straight to its end has handled it, should it come to be verified after all", () => {
  const world = smallWorld({
    initial: "work",
    states: {
      work: state("work", "handle", { on: { finish: to("ended", both) } }),
      ended: state("ended", "close", { on: { audit: to("check", ["supervisor"]) } }),
      check: state("check", "verify", { on: { pass: to("closed", both) } }),
      ...closed,
    },
  });
  const steps: readonly Step[] = [
    [wen, { type: "finish" }],
    [person("sue"), { type: "audit" }],
  ];
  assert.is(verdict(world, steps), "separation-of-duty");
});

test("where a timer brings a ticket to its verification, the last who moved it forward has handled it", () => {
  for (const stage of ["handle", "dispatch"]) {
    const world = smallWorld({
      initial: "desk",
      delays: { soon: { amount: 1, unit: "urgent-hour" } },
      states: {
        desk: state("desk", "report", { on: { solve: to("cooling", both) } }),
        cooling: state("cooling", stage, { after: { soon: { target: "check" } } }),
        check: state("check", "verify", { on: { pass: to("closed", both) } }),
        ...closed,
      },
    });
    const clock = handClock();
    const solved = given(world, clock)(report, [wen, { type: "solve" }]);
    const [timer = ""] = Object.keys(solved.ticket?.timers ?? {});
    clock.advance({ hours: 1 });
    const waiting = solved.and([
      { kind: "system", tenant: tenant.id },
      { type: "timer", form: { timer, generation: 1 } },
    ]);
    const answer = waiting.when(wen, { type: "pass" });
    assert.is(answer.ok ? "accepted" : answer.refusal.code, "separation-of-duty", stage);
    assert.ok(waiting.when(ina, { type: "pass" }).ok);
  }
});

test("who brings evidence before the verification has handled the ticket, whoever sends it on", () => {
  const photo = [{ name: "a.jpg", mediaType: "image/jpeg", size: 1, sha256: "00".repeat(32) }];
  const world = smallWorld({
    initial: "desk",
    states: {
      desk: state("desk", "report", { on: { show: to("sort", both, {}, { evidence: true }) } }),
      sort: state("sort", "dispatch", { on: { send: to("check", both) } }),
      check: state("check", "verify", { on: { pass: to("closed", both) } }),
      ...closed,
    },
  });
  const { ticket } = given(world)(report, [wen, { type: "show", attachments: photo }], [ina, { type: "send" }]);
  assert.equal(ticket?.handlers, ["person:wen", "person:ina"]);
});

test("a report that starts in verification makes its sender a handler; what the engine moves makes nobody one", () => {
  const world = smallWorld({
    initial: "check",
    states: { check: state("check", "verify", { on: { pass: to("closed", both) } }), ...closed },
  });
  assert.equal(given(world)(report).ticket?.handlers, ["person:che"]);
  const resident = { kind: "reporter", tenant: tenant.id, id: "r" } as const;
  assert.equal(given(world)([resident, { type: "report", process: "small" }]).ticket?.handlers, ["reporter:r"]);
});

test("one id is one person: who handled a ticket at work does not verify it as its reporter, nor the other way round", () => {
  const [worker, resident] = [wen, { ...wen, kind: "reporter" } as const];
  const roles = ["handler", "reporter"];
  const world = smallWorld({
    initial: "work",
    states: {
      work: state("work", "handle", { on: { done: to("check", roles) } }),
      check: state("check", "verify", { on: { pass: to("closed", [...roles, "inspector"]) } }),
      ...closed,
    },
  });
  const own: Step = [person("ann"), { type: "report", process: "small", reporter: "wen", form: { area: "g1" } }];
  for (const [handles, verifies] of [
    [worker, resident],
    [resident, worker],
    [resident, resident],
  ]) {
    const story = given(world)(own, [handles as Step[0], { type: "done" }]);
    const by = story.when(verifies as Step[0], { type: "pass" });
    assert.is(by.ok ? "accepted" : by.refusal.code, "separation-of-duty");
    const offered = story.offers(verifies as Step[0]).find((offer) => offer.command === "pass");
    assert.equal([offered?.available, offered?.reason?.code], [false, "separation-of-duty"]);
    assert.ok(story.when(ina, { type: "pass" }).ok, "somebody else may");
  }
});

test("one id is one person: who a ticket was returned to does not send it on as its reporter, nor return it to themselves", () => {
  const resident = { ...wen, kind: "reporter" } as const;
  const form = {
    reason: { type: "text", required: true, label: { "zh-CN": "原因", en: "Reason" } },
    receiver: { type: "unit", required: true, label: { "zh-CN": "单位", en: "Unit" } },
    receivedBy: { type: "person", required: true, label: { "zh-CN": "人", en: "Person" } },
  };
  const world = smallWorld({
    initial: "desk",
    states: {
      desk: state("desk", "dispatch", {
        on: { back: to("desk", ["reporter", "inspector"], {}, { way: "return", form }), on: to("closed", ["handler", "reporter"]) },
      }),
      ...closed,
    },
  });
  const own: Step = [person("ann"), { type: "report", process: "small", reporter: "wen", form: { area: "g1" } }];
  const back = { type: "back", form: { reason: "不归我们", receiver: "water", receivedBy: "wen" } };
  const self = given(world)(own).when(resident, back);
  assert.is(self.ok ? "" : self.refusal.place, "/form/receivedBy");
  const returned = given(world)(own, [ina, back]).when(resident, { type: "on" });
  assert.is(returned.ok ? "accepted" : returned.refusal.code, "separation-of-duty");
});

test.run();
