import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { createActor, createMachine } from "xstate";
import { processSchema } from "../../src/definitions/process.ts";
import { compileMachine } from "../../src/decide/transition.ts";
import type { Machine, Position } from "../../src/decide/machine.ts";

const label = { "zh-CN": "某", en: "some" };
const node = (rest: object) => ({ meta: { label, stage: "handle" }, ...rest });

/** Parallel regions, deep and shallow history, onDone, always and nested finals, all at once. */
const states = {
  work: node({
    type: "parallel",
    on: { PAUSE: { target: "paused" }, SWAP: { target: "paused2" } },
    onDone: { target: "finished" },
    states: {
      left: node({
        initial: "one",
        states: {
          one: node({ on: { L: { target: "two" } } }),
          two: node({
            initial: "a",
            on: { L: { target: "end" } },
            states: { a: node({ on: { N: { target: "b" } } }), b: node({ on: { N: { target: "a" } } }) },
          }),
          end: node({ type: "final" }),
        },
      }),
      right: node({
        initial: "x",
        states: {
          x: node({ on: { R: { target: "y" }, N: { target: "z" } } }),
          y: node({ always: [{ target: "z" }] }),
          z: node({ on: { R: { target: "end" } } }),
          end: node({ type: "final" }),
        },
      }),
      deep: { type: "history", history: "deep" },
      shallow: { type: "history" },
    },
  }),
  paused: node({ on: { RESUME: { target: "work.deep" } } }),
  paused2: node({ on: { RESUME: { target: "work.shallow" } } }),
  finished: node({ type: "final" }),
};
const config = { id: "p", initial: "work", states };
const document = processSchema.parse({ ...config, meta: { label, report: { by: [{ role: "system" }], form: {} } } });

const open = { admits: () => true, act: () => {}, arm: () => {}, cancel: () => {} };
const events = ["L", "R", "N", "PAUSE", "SWAP", "RESUME", "NONSENSE"];

test("persisting and restoring between any two events changes nothing: the walk equals that of a running XState actor", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (walk) => {
      const actor = createActor(createMachine(config as never));
      actor.start();
      let position: Position = compileMachine(document).start(open);
      for (const type of walk) {
        if (actor.getSnapshot().status === "done") break;
        actor.send({ type });
        // A machine of its own for each step stands for a restart of the process.
        const restored = JSON.parse(JSON.stringify(position)) as Position;
        const moved = compileMachine(document).send(restored, type, open);
        position = moved.history ? { state: moved.state, history: moved.history } : { state: moved.state };
        assert.equal(position.state, actor.getSnapshot().value);
        assert.is(moved.done, actor.getSnapshot().status === "done");
      }
    }),
    { numRuns: 150 },
  );
});

test("a snapshot kept from an earlier restore is not touched by what came after it", () => {
  const machine: Machine = compileMachine(document);
  const start = machine.start(open);
  const once = machine.send(start, "L", open);
  machine.send(once, "PAUSE", open);
  assert.equal(machine.send(start, "L", open), once);
});

test("actions, timers and cancels are told in XState's order: exit, transition, entry", () => {
  const told: string[] = [];
  const small = processSchema.parse({
    id: "s",
    initial: "a",
    meta: { label, report: { by: [{ role: "system" }], form: {} }, delays: { soon: { amount: 1, unit: "natural-day" } } },
    states: {
      a: node({
        exit: "leaving",
        after: { soon: { target: "b" } },
        on: { GO: { target: "b", actions: [{ type: "going", params: { fast: true } }] } },
      }),
      b: node({ type: "final", entry: "arriving" }),
    },
  });
  const reactions = {
    admits: () => true,
    act: (type: string, params: object) => void told.push(`${type} ${JSON.stringify(params)}`),
    arm: (timer: string, delay: string) => void told.push(`arm ${timer} for ${delay}`),
    cancel: (timer: string) => void told.push(`cancel ${timer}`),
  };
  const machine = compileMachine(small);
  machine.send(machine.start(reactions), "GO", reactions);
  assert.equal(told, [
    "arm xstate.after.soon.s.a for soon",
    "leaving {}",
    "cancel xstate.after.soon.s.a",
    'going {"fast":true}',
    "arriving {}",
  ]);
});

test("internal steps that never settle are stopped", () => {
  const loop = processSchema.parse({
    id: "l",
    initial: "a",
    meta: { label, report: { by: [{ role: "system" }], form: {} } },
    states: { a: node({ on: { GO: { target: "b" } } }), b: node({ always: { target: "c" } }), c: node({ always: { target: "b" } }) },
  });
  const machine = compileMachine(loop);
  assert.throws(() => machine.send(machine.start(open), "GO", open), /Infinite loop/);
});

test.run();
