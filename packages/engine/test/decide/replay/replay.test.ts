import { test } from "uvu";
import * as assert from "uvu/assert";
import { firstDeviation } from "../../../src/decide/replay/as-recorded.ts";
import { readHistory } from "../../../src/decide/replay/history.ts";
import { replay } from "../../../src/decide/replay/replay.ts";
import { assigned, at, ladderOf, officeTown, wall } from "../../fixtures/office-town.ts";
import { person } from "../../fixtures/town.ts";

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

test.run();
