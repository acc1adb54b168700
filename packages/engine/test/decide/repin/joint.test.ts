import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Draft } from "@muster/engine";
import { given, handClock, worldOf, type Story } from "@muster/engine/testing";
import { assemble } from "../../../src/decide/assemble.ts";
import type { World } from "../../../src/decide/world.ts";
import { parseDefinition } from "../../../src/definitions/definition.ts";
import { closedLoopDocument } from "../../fixtures/closed-loop.ts";
import { dan, dee, hal, jointTown, wen, whistle, wholeLeg, wildParking } from "../../fixtures/joint-town.ts";
import { tenant } from "../../fixtures/town.ts";
import { moved } from "./moving.ts";

/** The town with two versions of the loop: in the second, states are called otherwise. */
function versions(rename: (text: string) => string): World {
  const second = JSON.parse(rename(JSON.stringify(closedLoopDocument))) as unknown;
  const drafts: readonly Draft[] = [...jointTown, { kind: "process", document: second }];
  const definitions = drafts.flatMap((draft, i) => {
    const parsed = parseDefinition(draft.kind, draft.document);
    return parsed.ok ? [{ ...parsed.definition, version: i < jointTown.length ? 1 : 2 }] : [];
  });
  const { world, findings } = assemble({ tenant: tenant.id, zone: tenant.zone, hostGuards: new Map() }, definitions);
  const errors = findings.filter(({ finding }) => finding.severity === "error");
  assert.equal([errors, definitions.length], [[], drafts.length]);
  return world;
}

const legs = ({ ticket }: Story) =>
  Object.entries(ticket?.legs ?? {}).map(([key, { state, outcome, endedBy }]) => [key, state, outcome ?? "open", endedBy ?? ""]);

const first = worldOf(tenant, jointTown);

function busy() {
  const clock = handClock();
  const story = given(first, clock)(
    wildParking,
    [dee, whistle()],
    [wen, { type: "sign", leg: "water" }],
    [wen, { type: "object", leg: "water", form: { reason: "不归我们管" } }],
    ...wholeLeg(hal, "s1-squad"),
  );
  return { clock, story };
}

test("a ticket whose joint state goes by another name keeps its legs, with their clocks, timers and requests", () => {
  const world = versions((text) => text.replaceAll(/(["#.])joint(?=[".])(?!":true)/g, "$1together"));
  assert.ok(world.process("closed-loop", 2));
  const { clock, story } = busy();
  const after = moved(world, story, { states: { "handle.joint": "handle.together" } }, clock);
  assert.equal(after.ticket?.state, { handle: "together" });
  assert.equal([after.ticket?.legs, after.ticket?.timers], [story.ticket?.legs, story.ticket?.timers]);
  assert.not(after.ticket?.whistle?.endedAt);
  const joined = after.and([wen, { type: "withdraw", leg: "water", form: { request: "object" } }], ...wholeLeg(wen, "water").slice(1));
  assert.equal(joined.ticket?.state, { verify: "verifying" });
});

test("a ticket that is taken out of its joint handling leaves no leg open", () => {
  const world = versions((text) => text.replaceAll(/(["#.])handling(?=[".])/g, "$1working"));
  const { clock, story } = busy();
  const after = moved(world, story, { states: { "handle.joint": "handle.working" } }, clock);
  assert.equal(after.ticket?.state, { handle: "working" });
  assert.equal(legs(after), [
    ["1.s1-squad", "done", "done", ""],
    ["1.water", "signed", "cancelled", "repin"],
  ]);
  assert.is(after.ticket?.whistle?.endedAt, clock.now());
  assert.equal(
    Object.keys(after.ticket?.timers ?? {}).filter((id) => id.startsWith("leg/")),
    [],
  );
  assert.not(after.ticket?.legs?.["1.water"]?.requests);
  const again = after.and([dan, whistle({ calls: [{ unit: "water", role: "lead" }] })]);
  assert.is(legs(again).at(-1)?.[0], "2.water");
});

test.run();
