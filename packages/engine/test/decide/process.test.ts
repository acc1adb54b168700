import { test } from "uvu";
import * as assert from "uvu/assert";
import { EngineError, type HostGuard } from "@muster/engine";
import { given } from "@muster/engine/testing";
import { smallWorld, state, to } from "../fixtures/small-world.ts";
import { person } from "../fixtures/town.ts";

type Facts = Parameters<HostGuard["holds"]>[0];

/** A ticket that `go` moves on where the host's guard allows it. */
function guarded(holds: (facts: Facts, params: object) => boolean) {
  const go = to("done", ["chief"], { guard: { type: "host", params: { hours: { from: 8 } } } });
  const world = smallWorld(
    { initial: "open", states: { open: state("open", "handle", { on: { go } }), done: state("done", "close", { type: "final" }) } },
    { host: { version: "1", holds } },
  );
  return given(world)([person("che"), { type: "report", process: "small", form: { description: "停车", area: "g1" } }]);
}

const going = [person("che"), { type: "go" }] as const;

for (const [what, change] of Object.entries<(facts: Facts, params: object) => unknown>({
  "the ticket": ({ ticket }) => Object.assign(ticket, { owner: "water" }),
  "what the ticket holds": ({ ticket }) => (ticket.handlers as string[]).push("person:ann"),
  "a text of the ticket": ({ ticket }) => Object.assign(ticket.texts["description"] ?? {}, { text: "other" }),
  "the form": ({ form }) => Object.assign(form, { lane: 2 }),
  "its own parameters": (_, params) => Object.assign((params as { hours: object }).hours, { from: 0 }),
})) {
  test(`a host guard that changes ${what} has failed, and nothing has changed`, () => {
    let wanted = change;
    const story = guarded((facts, params) => {
      wanted(facts, params);
      return (params as { hours: { from: number } }).hours.from === 8;
    });
    const before = JSON.stringify(story.ticket);
    try {
      story.when(...going);
      assert.unreachable();
    } catch (thrown) {
      assert.is(thrown instanceof EngineError && thrown.code, "host-guard", String(thrown));
    }
    assert.is(JSON.stringify(story.ticket), before);
    wanted = () => undefined;
    const moved = story.when(...going);
    assert.is(moved.ok && moved.ticket.state, "done");
  });
}

test("what a host guard is shown is a copy: the caller's ticket stays the caller's to change", () => {
  const seen: Facts["ticket"][] = [];
  const story = guarded(({ ticket }) => seen.push(ticket) > 0);
  assert.ok(story.when(...going).ok);
  assert.equal(seen[0], story.ticket);
  assert.is.not(seen[0], story.ticket);
  assert.not(Object.isFrozen(story.ticket) || Object.isFrozen(story.ticket?.fields));
});

test.run();
