import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkStandards } from "../../../src/definitions/check/check-standards.ts";
import type { Standard } from "../../../src/definitions/standards.ts";
import { buildTree } from "../../../src/model/tree.ts";

const { tree } = buildTree([{ code: "1" }]);

type Limits = NonNullable<Standard["limits"]>;

const hour = { amount: 1, unit: "urgent-hour" } as const;
const summer = { from: "05-01", until: "09-30" };
const winter = { from: "10-01", until: "04-30" };

function findings(limits: Limits): readonly string[] {
  const around = { categories: { tree }, hasCalendar: true, areaClasses: new Set(["core"]) };
  return checkStandards([{ code: "1", category: "1", limits }], around).map(({ severity, code, place }) => `${severity} ${code} ${place}`);
}

test("limits that each come to count are nothing to warn of", () => {
  assert.equal(
    findings([
      { ...hour, season: summer },
      { ...hour, season: winter },
    ]),
    [],
  );
  assert.equal(findings([{ ...hour, tier: 1, season: summer }, { ...hour, tier: 1 }, hour]), []);
  assert.equal(
    findings([
      { ...hour, tier: 1 },
      { ...hour, tier: 1, milestone: "seen" },
    ]),
    [],
  );
});

test("a limit is warned of that one before it always goes before", () => {
  assert.equal(findings([{ ...hour, tier: 1 }, { ...hour, tier: 1 }, hour]), ["warning limit-never-first /standards/0/limits/1"]);
  assert.equal(findings([{ ...hour, level: "A" }, { ...hour, level: "A", areaClass: "core" }, hour]), [
    "warning limit-never-first /standards/0/limits/1",
  ]);
});

test("limits that all have a season are warned of where a day of the year is in none", () => {
  assert.equal(findings([{ ...hour, season: summer }]), ["warning seasonal-only /standards/0/limits"]);
  assert.equal(findings([hour, { ...hour, milestone: "seen", season: winter }]), ["warning seasonal-only /standards/0/limits"]);
});

test.run();
