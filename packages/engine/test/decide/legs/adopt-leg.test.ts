import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Draft } from "@muster/engine";
import { given, handClock, worldOf } from "@muster/engine/testing";
import { partsOf } from "../../../src/decide/parts.ts";
import type { Process } from "../../../src/decide/process.ts";
import { dan, dee, fay, hal, jointTown, photo, squadAndPaired, wen, whistle, wholeLeg, wildParking } from "../../fixtures/joint-town.ts";
import { tenant } from "../../fixtures/town.ts";

interface Organisation {
  readonly units: readonly { readonly code: string }[];
  readonly people: readonly { readonly id: string; readonly holds: readonly object[] }[];
}

const { document } = jointTown[0] as { readonly document: Organisation };

/** The town without its fire brigade; the dispatcher of the district handles what is left of it. */
const withoutFire: Draft = {
  kind: "organisation",
  document: {
    ...document,
    units: document.units.filter(({ code }) => code !== "fire"),
    people: document.people.flatMap((each) => {
      if (each.id === "dan") return [{ ...each, holds: [...each.holds, { role: "handler", unit: "d" }] }];
      return each.id === "fay" ? [] : [each];
    }),
  },
};

const before = worldOf(tenant, jointTown);
const after = worldOf(tenant, [withoutFire, ...jointTown.slice(1)]);
const system = { kind: "system", tenant: tenant.id } as const;

test("a unit that leaves the organisation hands its open leg on to the last resort, which goes on where it stood", () => {
  const clock = handClock();
  const story = given(before, clock)(
    wildParking,
    [dee, whistle({ calls: [...squadAndPaired.slice(0, 1), { unit: "fire", role: "support" }] })],
    ...wholeLeg(hal, "s1-squad"),
    [fay, { type: "sign", leg: "fire" }],
  );
  const adopted = story.in(after).and([system, { type: "adopt" }]);
  const { legs } = adopted.ticket ?? {};
  assert.equal([legs?.["1.fire"]?.unit, legs?.["1.fire"]?.state, legs?.["1.fire"]?.open], ["d", "signed", true]);
  assert.equal(legs?.["1.s1-squad"], story.ticket?.legs?.["1.s1-squad"], "what has ended stays as it was");
  assert.is(legs?.["1.fire"]?.clocks?.["arrive"]?.unit, "d");
  assert.ok(adopted.ticket);
  const waiting = partsOf(after, after.process("closed-loop") as Process, adopted.ticket).filter(({ kind }) => kind === "leg");
  assert.equal(
    waiting.map(({ role, unit }) => [role, unit]),
    [["handler", "d"]],
  );
  const joined = adopted.and(
    [dan, { type: "arrive", leg: "fire", attachments: photo }],
    [dan, { type: "finish", leg: "d", form: { result: "已清理" } }],
  );
  assert.equal(joined.ticket?.state, { verify: "verifying" });
  assert.is(joined.when(system, { type: "adopt" }).ok, false, "nothing is left to hand on");
});

test("whoever has claimed a leg and left its unit holds it no longer", () => {
  const people = document.people.map((each) => (each.id === "wen" ? { ...each, holds: [{ role: "handler", unit: "roads" }] } : each));
  const moved = worldOf(tenant, [
    { kind: "organisation", document: { ...document, people: [...people, { id: "wyn", holds: [{ role: "handler", unit: "water" }] }] } },
    ...jointTown.slice(1),
  ]);
  const story = given(before)(wildParking, [dee, whistle()], [wen, { type: "claim", leg: "water" }]);
  assert.is(story.ticket?.legs?.["1.water"]?.assignee, "wen");
  const adopted = story.in(moved).and([system, { type: "adopt" }]);
  assert.equal([adopted.ticket?.legs?.["1.water"]?.unit, adopted.ticket?.legs?.["1.water"]?.assignee], ["water", undefined]);
});

test.run();
