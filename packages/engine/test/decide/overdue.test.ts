import { test } from "uvu";
import * as assert from "uvu/assert";
import { EngineError } from "@muster/engine";
import { given, handClock } from "@muster/engine/testing";
import { overdueTimer } from "../../src/decide/overdue.ts";
import { smallWorld, state, to } from "../fixtures/small-world.ts";
import { person } from "../fixtures/town.ts";

/** A ticket whose timer asks the host's guard, as does its command `ask`; `go` asks nobody. */
function waiting(holds: () => boolean) {
  const guard = { type: "host" };
  const asking = [to("done", ["chief"], { guard }), to("open", ["chief"])];
  const on = { go: to("done", ["chief"]), ask: asking };
  const world = smallWorld(
    {
      initial: "open",
      delays: { soon: { amount: 1, unit: "urgent-hour" } },
      states: {
        open: state("open", "handle", { on, after: { soon: { target: "done", guard } } }),
        done: state("done", "close", { type: "final" }),
      },
    },
    { host: { version: "1", holds } },
  );
  const clock = handClock();
  const story = given(world, clock)([person("che"), { type: "report", process: "small", form: { description: "停车", area: "g1" } }]);
  return { story, clock };
}

const fails = () => {
  throw new Error("the host's fault");
};

test("a host guard that throws where a timer fires, or among several transitions, is named", () => {
  const { story, clock } = waiting(fails);
  const [timer = "", { generation = 0 } = {}] = Object.entries(story.ticket?.timers ?? {})[0] ?? [];
  const tries = [
    () => story.when(person("che"), { type: "ask" }),
    () => story.when({ kind: "system", tenant: "town" }, { type: "timer", form: { timer, generation } }),
  ];
  for (const act of tries) {
    assert.throws(
      act,
      (thrown: unknown) => thrown instanceof EngineError && thrown.code === "host-guard" && /guard host /.test(thrown.message),
    );
    clock.advance({ hours: 2 });
  }
});

test("an overdue timer whose host guard throws waits, and stands in nobody's way", () => {
  let holds: () => boolean = fails;
  const { story, clock } = waiting(() => holds());
  clock.advance({ hours: 2 });
  const moved = story.when(person("che"), { type: "go" });
  assert.is(moved.ok && moved.ticket.state, "done");
  const again = story.and([person("che"), { type: "go" }]);
  assert.equal(
    again.entries.map(({ type }) => type),
    ["report", "go"],
  );
  holds = () => true;
  const late = story.when(person("che"), { type: "go" });
  assert.is(late.ok ? "" : late.refusal.code, "not-now", "the timer has fired first, now that it can");
});

test("of timers that fall due at once the first by its id comes first, as the store takes them, whatever their order on the ticket", () => {
  const { ticket } = waiting(() => true).story;
  assert.ok(ticket);
  const timer = { generation: 1, due: 5 };
  const first = (timers: object) => overdueTimer({ ...ticket, timers: timers as typeof ticket.timers }, 9)?.form?.["timer"];
  assert.is(first({ b: timer, a: timer, c: { ...timer, due: 4 } }), "c");
  assert.is(first({ b: timer, a: timer }), "a");
  assert.is(first({ a: timer, b: timer }), "a");
});

test.run();
