import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Edge } from "../../src/definitions/state-graph.ts";
import type { Moved, Reactions } from "../../src/decide/machine.ts";
import { scripts } from "../../src/decide/scripts.ts";

const asked = { kind: "always", name: "a" } as unknown as Edge;

/** A transition with one guard, and how often it was run. */
function transition() {
  const ran = { times: 0 };
  const run = (reactions: Reactions): Moved => {
    ran.times += 1;
    reactions.act("begin", {});
    return { state: reactions.admits(asked) ? "open" : "shut", done: false, edges: [] };
  };
  return { ran, run };
}

function ticket(isOpen: boolean) {
  const heard: string[] = [];
  const ignore = (): void => {};
  const reactions: Reactions = { admits: () => isOpen, act: (type) => heard.push(type), arm: ignore, cancel: ignore };
  return { heard, reactions };
}

test("a transition is run once for each answer of its guards, and told from then on", () => {
  const told = scripts(100);
  const { ran, run } = transition();
  for (const isOpen of [true, true, false, true, false]) {
    const { heard, reactions } = ticket(isOpen);
    assert.is(told("key", undefined, reactions, run).state, isOpen ? "open" : "shut");
    assert.equal(heard, ["begin"]);
  }
  assert.is(ran.times, 2);
});

test("beyond its bound everything is forgotten, and what is told stays the same", () => {
  const told = scripts(3);
  const { ran, run } = transition();
  const keys = ["a", "b", "c", "d", "a", "a"];
  for (const key of keys) {
    const { heard, reactions } = ticket(true);
    assert.is(told(key, undefined, reactions, run).state, "open");
    assert.equal(heard, ["begin"]);
  }
  assert.is(ran.times, 5, "the fourth made room, so that the first was run anew");
});

test.run();
