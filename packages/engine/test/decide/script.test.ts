import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { learn, play, record, type Scene } from "../../src/decide/script.ts";
import type { Moved, Reactions } from "../../src/decide/machine.ts";
import type { Edge } from "../../src/definitions/state-graph.ts";

const edge = (name: string) => ({ kind: "always", name }) as unknown as Edge;
const edges = ["a", "b", "c"].map(edge);

/** A transition that tells something, asks guard after guard until one is open, and tells by which it went. */
function run(reactions: Reactions): Moved {
  reactions.act("begin", {});
  const taken = edges.find((each) => {
    reactions.arm(`before-${each.name}`, "soon");
    return reactions.admits(each);
  });
  reactions.act("end", { by: taken?.name ?? "none" });
  return { state: taken?.name ?? "none", done: false, edges: taken ? [taken] : [] };
}

/** What a ticket hears whose guards are open or not; `asked` counts every guard that is really asked. */
function ticket(open: readonly boolean[]) {
  const heard: string[] = [];
  const reactions: Reactions = {
    admits: (each) => {
      heard.push(`asked ${each.name}`);
      return open[edges.indexOf(each)] === true;
    },
    act: (type, params) => heard.push(`${type} ${JSON.stringify(params)}`),
    arm: (timer) => heard.push(timer),
    cancel: (timer) => heard.push(timer),
  };
  return { heard, reactions };
}

test("what is told again is what the transition itself tells, whatever its guards answered before and answer now", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 }), (tickets) => {
      let known: Scene | undefined;
      for (const open of tickets) {
        const [plain, told] = [ticket(open), ticket(open)];
        const expected = run(plain.reactions);
        const played = known && play(known, told.reactions);
        let moved = played && "moved" in played ? played.moved : undefined;
        if (!moved) {
          const recorded = record(told.reactions, undefined, run, played && "heard" in played ? played.heard : undefined);
          if (known) learn(known, recorded.scene);
          else known = recorded.scene;
          moved = recorded.moved;
        }
        assert.equal(moved, expected);
        assert.equal(told.heard, plain.heard, "in the same order, each once");
      }
    }),
  );
});

test("a transition is run once for each way that its guards let it go", () => {
  let runs = 0;
  const counted = (reactions: Reactions) => {
    runs += 1;
    return run(reactions);
  };
  const first = record(ticket([true]).reactions, undefined, counted).scene;
  for (const open of [[true], [false, true], [false, true], [true], [false, false, true], [false, false, true]]) {
    const { reactions } = ticket(open);
    const played = play(first, reactions);
    if ("heard" in played) learn(first, record(reactions, undefined, counted, played.heard).scene);
  }
  assert.is(runs, 3);
});

test.run();
