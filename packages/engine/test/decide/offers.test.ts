import { test } from "uvu";
import * as assert from "uvu/assert";
import { given, type Step } from "@muster/engine/testing";
import { smallWorld, state, to } from "../fixtures/small-world.ts";
import { person } from "../fixtures/town.ts";

const report: Step = [person("che"), { type: "report", process: "small", form: { area: "s1-squad", description: "井盖" } }];
const hal = person("hal");
const field = (type: string, required = true) => ({ type, required, label: { "zh-CN": type, en: type } });
const closed = { closed: state("closed", "close", { type: "final" }) };
const feel = (when: string) => ({ type: "feel", params: { when } });

const twoRegions = smallWorld({
  initial: "work",
  states: {
    work: state("work", "handle", {
      type: "parallel",
      onDone: "closed",
      states: Object.fromEntries(
        ["east", "west"].map((side) => [
          side,
          state(side, undefined, {
            initial: "open",
            states: {
              open: state("open", "handle", { on: { done: to("shut", ["handler"], {}, { form: { [side]: field("string") } }) } }),
              shut: state("shut", "handle", { type: "final" }),
            },
          }),
        ]),
      ),
    }),
    ...closed,
  },
});

test("a command that moves several regions at once asks for what each of them needs", () => {
  const story = given(twoRegions)(report);
  const done = story.offers(hal).find((offer) => offer.command === "done");
  assert.equal(Object.keys(done?.form ?? {}), ["east", "west"]);
  const only = story.when(hal, { type: "done", form: { east: "x" } });
  assert.is(only.ok ? "" : only.refusal.place, "/form/west");
  const both = story.when(hal, { type: "done", form: { east: "x", west: "y" } });
  assert.is(both.ok && both.ticket.state, "closed");
});

test("a command whose guards read the form shows every way it may go, each with its own form", () => {
  const world = smallWorld({
    initial: "work",
    states: {
      work: state("work", "handle", {
        on: {
          end: [
            to("closed", ["handler"], { guard: feel("form.cost > 100") }, { form: { cost: field("number"), approval: field("string") } }),
            to("closed", ["handler"], { guard: feel("form.cost <= 100") }, { form: { cost: field("number") } }),
          ],
        },
      }),
      ...closed,
    },
  });
  const story = given(world)(report);
  const end = story.offers(hal).find((offer) => offer.command === "end");
  assert.is(end?.conditional, true);
  assert.equal(
    end?.ways?.map((way) => Object.keys(way.form)),
    [["cost", "approval"], ["cost"]],
  );
  assert.ok(story.when(hal, { type: "end", form: { cost: 7 } }).ok);
  assert.ok(story.when(hal, { type: "end", form: { cost: 700, approval: "yes" } }).ok);
  const without = story.when(hal, { type: "end", form: { cost: 700 } });
  assert.is(without.ok ? "" : without.refusal.place, "/form/approval");
});

/** So many regions that one command moves, each by the first of these alternatives whose guard the form opens. */
function regionsWith(regions: number, alternatives: readonly string[]) {
  const names = Array.from({ length: regions }, (_, i) => `r${i}`);
  const region = (name: string) =>
    state(name, undefined, {
      initial: "open",
      states: {
        open: state("open", "handle", {
          on: {
            end: alternatives.map((way) =>
              to(
                "shut",
                ["handler"],
                { guard: feel(`form.${name} = "${way}"`) },
                { form: { [name]: field("string", false), [name + way]: field("string") } },
              ),
            ),
          },
        }),
        shut: state("shut", "handle", { type: "final" }),
      },
    });
  const work = state("work", "handle", {
    type: "parallel",
    onDone: "closed",
    on: { drop: to("closed", ["handler"]) },
    states: Object.fromEntries(names.map((name) => [name, region(name)])),
  });
  const story = given(smallWorld({ initial: "work", states: { work, ...closed } }))(report);
  return { story, end: story.offers(hal).find((offer) => offer.command === "end") };
}

test("where several regions have alternatives, every combination of them is a way with the form it asks for", () => {
  const { story, end } = regionsWith(2, ["x", "y"]);
  const asked = (end?.ways ?? []).map((way) =>
    Object.keys(way.form)
      .filter((name) => name.length === 3)
      .join(" "),
  );
  assert.equal(asked.toSorted(), ["r0x", "r0x r1x", "r0x r1y", "r0y", "r0y r1x", "r0y r1y", "r1x", "r1y"]);
  assert.equal([asked[0], end?.more], ["r0x r1x", undefined]);
  const form = { r0: "y", r0y: "1", r1: "x", r1x: "2" };
  assert.ok(story.when(hal, { type: "end", form }).ok);
});

test("of very many combinations some are left out, which is said; each alternative is among those told", () => {
  const { end } = regionsWith(6, ["x", "y", "z"]);
  const told = new Set(end?.ways?.flatMap((way) => Object.keys(way.form).filter((name) => name.length === 3)));
  assert.equal([end?.more, told.size], [true, 18]);
  assert.ok((end?.ways?.length ?? 0) <= 64 + 18);
});

test("guards of internal steps read the same words as guards of commands", () => {
  const note = { note: field("text") };
  const world = smallWorld({
    initial: "work",
    states: {
      work: state("work", "handle", {
        on: { say: to("sort", ["handler"], { guard: feel('contains(form.note, "急")') }, { form: note }) },
      }),
      sort: state("sort", "handle", { always: [{ guard: feel('contains(form.note, "急")'), target: "closed" }, { target: "work" }] }),
      ...closed,
    },
  });
  const story = given(world)(report);
  const urgent = story.when(hal, { type: "say", form: { note: "很急" } });
  assert.is(urgent.ok && urgent.ticket.state, "closed");
  const calm = story.when(hal, { type: "say", form: { note: "不忙" } });
  assert.is(calm.ok ? "" : calm.refusal.code, "condition-not-met");
});

test("where the process has ended nothing moves the ticket, not even a transition of the process itself", () => {
  const world = smallWorld({
    initial: "work",
    on: { drop: to(".work", ["handler"]) },
    states: { work: state("work", "handle", { on: { end: to("closed", ["handler"]) } }), ...closed },
  });
  const ended = given(world)(report, [hal, { type: "end" }]);
  const answer = ended.when(hal, { type: "drop" });
  assert.is(answer.ok ? "" : answer.refusal.code, "not-now");
  assert.is(ended.offers(hal).find((offer) => offer.command === "drop")?.available, false);
});

test.run();
