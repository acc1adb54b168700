import { test } from "uvu";
import * as assert from "uvu/assert";
import { EngineError, type Move } from "@muster/engine";
import { parseMove } from "../../../src/run/moves/parse-move.ts";
import { assigned, at, officeTown } from "../../fixtures/office-town.ts";
import { smallVersions, state, to } from "../../fixtures/small-world.ts";

const process = (name: string) => ({
  initial: "work",
  states: {
    work: {
      ...state("work", "handle", { initial: "first", on: { leave: to("away", ["acceptor"]), finish: to("done", ["acceptor"]) } }),
      states: { first: state("first", "handle"), [name]: { type: "history" } },
    },
    away: state("away", "handle", { on: { return: to(`#small.work.${name}`, ["acceptor"]) } }),
    done: state("done", "close", { type: "final" }),
  },
});

const refusal = (move: Omit<Move, "process">): string => {
  try {
    parseMove(smallVersions(process("back"), process("memory")), { process: "small", ...move }, 0);
    return "";
  } catch (cause) {
    return cause instanceof EngineError ? `${cause.code}: ${cause.message}` : String(cause);
  }
};

test("a history state is mapped to one of its kind, and no other state is", () => {
  assert.is(refusal({ states: { "work.back": "work.memory" } }), "");
  assert.match(
    refusal({ states: { "work.back": "work.first" } }),
    /^bad-move: .* a history state goes to a history state, and nothing else does/,
  );
  assert.match(refusal({ states: { "work.first": "work.memory" } }), /^bad-move: .* a history state goes/);
});

test("within one version a mapping has nothing to map", () => {
  assert.match(
    refusal({ from: 2, to: 2, states: { "work.first": "away" } }),
    /^bad-move: .* no tickets come to small@2 from another version; publish the new version first, or leave the mapping out/,
  );
  assert.match(refusal({ from: 1, states: { "work.last": "away" } }), /no version that tickets come from has a state work\.last/);
});

test("a move that is no plain data is refused, not thrown at", () => {
  const odd = new Proxy({}, { ownKeys: () => assert.unreachable("asked") as never });
  assert.throws(
    () => parseMove(officeTown(), odd as Move, 0),
    (cause: unknown) => cause instanceof EngineError && cause.code === "bad-move",
  );
});

test("clocks that begin anew within one version: those that have since it was begun, and deadlines set by hand, are done", () => {
  const [before, after] = [at("2026-03-02 08:00"), at("2026-03-02 10:00")];
  const world = officeTown();
  const takes = (since: number, form = {}) =>
    parseMove(world, { process: "closed-loop", from: 1, to: 1, clocks: "restart", since }, after).takes(
      assigned(world, "2026-03-02 09:00", form).ticket(),
    );
  assert.equal([takes(after), takes(before)], [true, false]);
  const { clocks, ...ticket } = assigned(world, "2026-03-02 09:00", { due: at("2026-03-04 12:00") }).ticket();
  const byHand = { ...ticket, clocks: { handle: clocks?.["handle"] as NonNullable<typeof clocks>[string] } };
  assert.is(parseMove(world, { process: "closed-loop", from: 1, to: 1, clocks: "restart", since: after }, after).takes(byHand), false);
});

test.run();
