import { test } from "uvu";
import * as assert from "uvu/assert";
import { given, handClock, worldOf, type Step } from "@muster/engine/testing";
import { organisation, person, routing, tenant, town } from "../fixtures/town.ts";

const evidence = [{ name: "x.jpg", mediaType: "image/jpeg", size: 1, sha256: "ab".repeat(32) }];
const [ann, dan, hal, wen, che, ina] = (["ann", "dan", "hal", "wen", "che", "ina"] as const).map((id) => person(id)) as [
  Step[0],
  Step[0],
  Step[0],
  Step[0],
  Step[0],
  Step[0],
];

/** The town whose grid chief is an inspector of the community too, and where cars of the third tier are the water bureau's. */
const world = worldOf(
  tenant,
  town.map((draft) => {
    if (draft.kind === "organisation") {
      const people = organisation.people.map((each) =>
        each.id === "che" ? { ...each, holds: [...each.holds, { role: "inspector", unit: "c1" }] } : each,
      );
      return { ...draft, document: { ...organisation, people } };
    }
    if (draft.document !== routing) return draft;
    return { ...draft, document: { ...routing, rows: [...routing.rows, { id: "r4", when: ['"02"', "3"], then: ['"water"', "true"] }] } };
  }),
);

const parking: Step = [ann, { type: "report", process: "closed-loop", form: { description: "乱停车", area: "g1" } }];
const file: Step = [ann, { type: "file" }];
const raise: Step = [hal, { type: "raise-tier", form: { reason: "车主不在本街道" } }];

test("a raised tier is the next level's: its owner by the route table, its clock from the beginning, the reason on record", () => {
  const clock = handClock("2026-03-02T00:00:00Z");
  const before = given(world, clock)(parking, file);
  clock.advance({ hours: 10 });
  const bare = before.when(hal, { type: "raise-tier" });
  assert.is(!bare.ok && bare.refusal.place, "/form/reason");
  const { ticket, entries } = before.and(raise);
  assert.equal([before.ticket?.owner, ticket?.tier, ticket?.owner], ["s1-squad", 3, "water"]);
  assert.is(ticket?.due, clock.now() + 24 * 3_600_000, "a whole limit for the new owner");
  assert.equal(ticket?.pastOwners, ["s1-squad"]);
  assert.ok(entries.at(-1)?.form?.["reason"]);
});

test("a lowered tier goes back down to the level below, with its owner and a clock of its own", () => {
  const clock = handClock("2026-03-02T00:00:00Z");
  const up = given(world, clock)(parking, file, raise);
  clock.advance({ hours: 3 });
  const { ticket } = up.and([dan, { type: "lower-tier", form: { reason: "街道可办" } }]);
  assert.equal([ticket?.tier, ticket?.owner, ticket?.due], [2, "s1-squad", clock.now() + 24 * 3_600_000]);
  const again = up.when(wen, raise[1]);
  assert.is(!again.ok && again.refusal.code, "condition-not-met", "there is nothing above the district");
});

test("a level at which nobody owns the matter gives it to the named last resort, whose dispatcher sees it", () => {
  const other: Step = [ann, { type: "report", process: "closed-loop", form: { description: "无名事项", area: "g1" } }];
  const { ticket } = given(world)(other, file, [dan, { type: "dispatch" }], [dan, { type: "raise-tier", form: { reason: "权责不清" } }]);
  assert.equal([ticket?.tier, ticket?.owner, ticket?.state], [3, "d", { dispatch: "dispatching" }]);
});

test("what a grid solves on the spot another person audits and closes, whatever else its chief may hold", () => {
  const litter: Step = [ann, { type: "report", process: "closed-loop", form: { description: "小广告", area: "g1", category: "02" } }];
  const solved = given(world)(litter, [che, { type: "self-handle", form: { result: "清除" }, attachments: evidence }]);
  assert.equal([solved.ticket?.tier, solved.ticket?.owner, solved.ticket?.state], [1, "g1", { verify: "verifying" }]);
  const own = solved.when(che, { type: "pass" });
  assert.is(!own.ok && own.refusal.code, "separation-of-duty");
  assert.not.ok(solved.offers(che).find(({ command }) => command === "pass")?.available);
  assert.is(solved.and([ina, { type: "pass" }], [ann, { type: "close" }]).ticket?.state, "closed");
});

test.run();
