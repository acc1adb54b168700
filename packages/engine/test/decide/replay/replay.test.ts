import { test } from "uvu";
import * as assert from "uvu/assert";
import { given, handClock, worldOf } from "@muster/engine/testing";
import { outcomeOf } from "../../../src/decide/outcome/outcome.ts";
import { firstDeviation } from "../../../src/decide/replay/as-recorded.ts";
import { readHistory } from "../../../src/decide/replay/history.ts";
import { replay } from "../../../src/decide/replay/replay.ts";
import { assigned, at, ladderOf, officeTown, wall } from "../../fixtures/office-town.ts";
import { dee, hal, jointTown, wen, whistle, wholeLeg, wildParking } from "../../fixtures/joint-town.ts";
import { person, tenant } from "../../fixtures/town.ts";

test("a ticket on which more fell due than is followed of another comes out as recorded all the same", () => {
  const repeat = { every: { amount: 0.25, unit: "urgent-hour" }, until: "acknowledged" };
  const world = officeTown(ladderOf({ rungs: [{ id: "late", at: "due", actions: ["urge"], repeat }] }));
  const life = assigned(world, "2026-03-02 09:00");
  for (let day = 1; day <= 14; day += 1) life.pass(`2026-${wall(at("2026-03-02 09:00") + day * 86_400_000)}`);
  life.does(person("hal"), "sign");
  const entries = life.entries();
  assert.ok(entries.length > 1100, String(entries.length));
  const described = entries[0]?.form?.["description"] as { readonly text: string } | undefined;
  const history = readHistory({ entries, texts: new Map([[described?.text ?? "", "有车乱停车"]]) });
  const again = replay(history, { world: () => world, until: life.clock.now(), other: () => undefined });
  assert.equal([firstDeviation(history, again), again.cut], [undefined, false]);
});

test("whoever holds a leg's unit here takes its steps in the place of whoever held it then", () => {
  const { document } = jointTown[0] as { readonly document: { readonly people: readonly { readonly id: string }[] } };
  const people = document.people.map((each) => (each.id === "wen" ? { id: "wyn", holds: [{ role: "handler", unit: "water" }] } : each));
  const here = worldOf(tenant, [{ kind: "organisation", document: { ...document, people } }, ...jointTown.slice(1)]);
  const clock = handClock();
  const { entries } = given(worldOf(tenant, jointTown), clock)(
    wildParking,
    [dee, whistle()],
    ...wholeLeg(wen, "water"),
    ...wholeLeg(hal, "s1-squad"),
  );
  const again = replay(readHistory({ entries, texts: new Map() }), { world: () => here, until: clock.now(), other: () => undefined });
  assert.equal(
    again.redone.map(({ act, outcome, actor }) => [act.command.type, outcome, "id" in actor && actor.id]),
    [
      ["report", "done", "r1"],
      ["whistle", "done", "dee"],
      ...["sign", "contact", "arrive", "finish"].map((type) => [type, "stand-in", "wyn"]),
      ...["sign", "contact", "arrive", "finish"].map((type) => [type, "done", "hal"]),
    ],
  );
  const { legs, state } = again.happened.at(-1)?.ticket ?? {};
  assert.equal([state, ...Object.values(legs ?? {}).map(({ outcome }) => outcome)], [{ verify: "verifying" }, "done", "done"]);
  assert.equal(outcomeOf(here, again.happened, clock.now()).legs, [
    { leg: "1.s1-squad", role: "lead", outcome: "done", late: false },
    { leg: "1.water", role: "paired", outcome: "done", late: false },
  ]);
});

test.run();
