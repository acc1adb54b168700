import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Draft, Ticket } from "@muster/engine";
import { given, handClock, worldOf } from "@muster/engine/testing";
import { explainClocks } from "../../src/decide/explain-clocks.ts";
import { dee, jointTown, wen, whistle, wildParking } from "../fixtures/joint-town.ts";
import { tenant } from "../fixtures/town.ts";

const ladder: Draft = {
  kind: "ladder",
  document: {
    id: "arriving",
    label: { "zh-CN": "报到升级", en: "Arriving" },
    clocks: [{ process: "joint-leg", clock: "arrive" }],
    rungs: [
      { id: "soon", at: { share: 50 }, actions: ["urge"] },
      { id: "late", at: "due", actions: [{ type: "notify", params: { topic: "late", role: "handler", at: "owner" } }] },
    ],
  },
};

const world = worldOf(tenant, [...jointTown, ladder]);

test("the clocks of every leg are explained under its key, with their extensions and the rungs to come for its own people", () => {
  const clock = handClock();
  const story = given(world, clock)(wildParking, [dee, whistle()])
    .and([wen, { type: "sign", leg: "water" }])
    .and(
      [wen, { type: "extend", leg: "water", form: { amount: 2, unit: "natural-day", reason: "人手不够" } }],
      [dee, { type: "approve", leg: "water", form: { request: "extend" } }],
    );
  const explained = explainClocks(world, story.ticket as Ticket, clock.now(), story.entries);
  assert.equal(
    explained.flatMap(({ leg, name, state }) => (leg === undefined ? [] : [[leg, name, state]])),
    [
      ["1.s1-squad", "sign", "running"],
      ["1.s1-squad", "contact", "running"],
      ["1.s1-squad", "arrive", "running"],
      ["1.water", "sign", "stopped"],
      ["1.water", "contact", "running"],
      ["1.water", "arrive", "running"],
    ],
  );
  const arrive = explained.at(-1);
  assert.is(arrive?.label.en, "Arrive");
  assert.ok(arrive?.lines.some(({ why }) => why?.en.startsWith("granted ")));
  assert.equal(
    arrive?.rungs.map(({ rung, actions }) => [rung, actions[0]?.people]),
    [
      ["soon", ["wen"]],
      ["late", ["wen"]],
    ],
  );
});

test.run();
