import { test } from "uvu";
import * as assert from "uvu/assert";
import { closedLoopDocument } from "../../fixtures/closed-loop.ts";
import { lintLadder } from "../../../src/decide/ladders/lint-ladder.ts";
import type { World } from "../../../src/decide/world.ts";
import type { LadderDocument } from "../../../src/definitions/ladder.ts";
import type { Standard } from "../../../src/definitions/standards.ts";
import { officeTown, workHours } from "../../fixtures/office-town.ts";

const world = officeTown();
const notify = { type: "notify", params: { topic: "late", role: "supervisor", at: "owner", channel: "sms" } };
const standards = [
  { code: "long", category: "0201", limit: workHours(40) },
  { code: "short", category: "0201", limits: [workHours(2), { ...workHours(1), milestone: "stop" }] },
] as unknown as readonly Standard[];

function said(change: object, of: readonly Standard[] = standards, among: World = world): readonly string[] {
  const ladder = {
    id: "handling",
    label: {},
    clocks: [{ process: "closed-loop", clock: "handle" }],
    ...change,
  } as unknown as LadderDocument;
  return lintLadder(among, ladder, of).map(({ code, place, witnesses = [] }) =>
    [code, place, ...witnesses.map((witness) => Object.values(witness).join(" "))].join(" | "),
  );
}

const rung = (id: string, at: unknown, more: object = {}) => ({ id, at, actions: [notify], ...more });

test("a ladder whose rungs come in their order, whatever the limit, is not spoken of", () => {
  const rungs = [rung("most", { share: 80 }), rung("due", "due"), rung("late", { after: workHours(2) })];
  assert.equal(said({ rungs }), []);
});

test("a rung that lies before the start of a short limit is told with that limit", () => {
  assert.equal(said({ rungs: [rung("early", { before: workHours(4) })] }), ["rung-before-start | /rungs/0/at | short 2 work-hour"]);
  assert.equal(
    said({ rungs: [rung("early", { before: workHours(4) })], clocks: [{ process: "closed-loop", clock: "handle", milestones: true }] }),
    ["rung-before-start | /rungs/0/at | short 1 work-hour"],
  );
});

test("rungs that always come in another order than they stand are told; those that do for some limits are not", () => {
  const hours = (amount: number) => ({ amount, unit: "urgent-hour" });
  assert.equal(said({ rungs: [rung("due", "due"), rung("most", { share: 80 })] }), ["rungs-out-of-order | /rungs/1 | long 40 work-hour"]);
  assert.equal(said({ rungs: [rung("most", { share: 90 }), rung("soon", { before: hours(1) })] }), []);
  assert.equal(
    said({ rungs: [rung("late", { after: hours(1) }), rung("soon", { before: hours(1000) }), rung("most", { share: 80 })] }).filter(
      (each) => each.startsWith("rungs-out-of-order"),
    ),
    ["rungs-out-of-order | /rungs/2 | long 40 work-hour"],
    "also where something that is never taken stands between",
  );
});

test("a repetition without a bound, and quiet hours in which even a red rung waits, are told", () => {
  const repeat = { every: workHours(1), until: "acknowledged" };
  const rungs = [rung("most", { share: 80 }), rung("late", "due", { repeat })];
  const quiet = (red?: string) => [{ channel: "sms", from: "22:00", until: "07:00", ...(red && { red }) }];
  assert.equal(said({ rungs, quiet: quiet("wait") }), [
    "unbounded-repeat | /rungs/1/repeat",
    "red-rung-waits | /quiet/0/red | late 22:00 07:00",
  ]);
  assert.equal(said({ rungs, quiet: quiet() }), ["unbounded-repeat | /rungs/1/repeat"]);
  const urging = [{ id: "late", at: "due", actions: [{ type: "urge", params: { channel: "sms" } }] }];
  assert.equal(said({ rungs: urging, quiet: quiet("wait") }), ["red-rung-waits | /quiet/0/red | late 22:00 07:00"]);
});

/** The world of the shipped process, whose verification tells its people by this channel, and which the engine may send there. */
function worldTelling(channel: string): World {
  const text = JSON.stringify(closedLoopDocument)
    .replaceAll('"topic":"assigned"', `"topic":"assigned","channel":"${channel}"`)
    .replaceAll(
      '"by":[{"role":"dispatcher","at":"area"}],"form":{"owner"',
      '"by":[{"role":"dispatcher","at":"area"},{"role":"system"}],"form":{"owner"',
    );
  return officeTown({ kind: "process", document: JSON.parse(text) as object });
}

test("word that a rung's command lets the process send is told where the channel is quiet for that rung", () => {
  const quiet = (red?: string) => [{ channel: "sms", from: "22:00", until: "07:00", ...(red && { red }) }];
  const reassign = { type: "command", params: { command: "reassign", form: { owner: "s1", reason: "超时" } } };
  const raise = { type: "command", params: { command: "raise-tier", form: { reason: "超时" } } };
  const on = (at: unknown, action: object, red?: string, among = worldTelling("sms")) =>
    said({ quiet: quiet(red), rungs: [{ id: "up", at, actions: [{ type: "raise-priority" }, action] }] }, standards, among);
  assert.equal(on({ share: 80 }, reassign), ["unheld-word | /rungs/0/actions/1"]);
  assert.equal(on({ share: 80 }, raise), ["unheld-word | /rungs/0/actions/1"], "also what follows by itself");
  assert.equal(on("due", reassign, "wait"), ["unheld-word | /rungs/0/actions/1"]);
  assert.equal(on("due", reassign), [], "a red rung goes through anyway");
  assert.equal(on({ share: 80 }, reassign, undefined, worldTelling("mail")), [], "which has no quiet hours");
  assert.equal(said({ rungs: [{ id: "up", at: { share: 80 }, actions: [reassign] }] }, standards, worldTelling("sms")), []);
});

test.run();
