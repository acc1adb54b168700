import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkOrganisation } from "../../src/org/check-organisation.ts";
import { organisationSchema } from "../../src/org/organisation.ts";
import { organisation } from "../fixtures/town.ts";

type Plain = typeof organisation;

function codes(change: (document: Plain) => void): string[] {
  const document = structuredClone(organisation);
  change(document);
  return checkOrganisation(organisationSchema.parse(document)).map((finding) => `${finding.code} ${finding.place}`);
}

test("the town is sound", () => {
  assert.equal(
    codes(() => {}),
    [],
  );
});

test("units in a cycle, units twice and unknown parents are refused with their place", () => {
  assert.equal(codes((town) => Object.assign(town.units[0] ?? {}, { parent: "g1" }))[0], "unit-cycle /units/0/parent");
  assert.equal(
    codes((town) => town.units.push({ ...(town.units[6] as Plain["units"][0]) })),
    ["duplicate-code /units/7/code"],
  );
  assert.equal(
    codes((town) => Object.assign(town.units[6] ?? {}, { parent: "nowhere" })).includes("unknown-parent-unit /units/6/parent"),
    true,
  );
});

test("a person with an unknown role or unit, or twice, is refused", () => {
  assert.equal(
    codes((town) => Object.assign(town.people[0]?.holds[0] ?? {}, { role: "king" })),
    ["unknown-role /people/0/holds/0/role"],
  );
  assert.equal(
    codes((town) => Object.assign(town.people[0]?.holds[0] ?? {}, { unit: "moon" })),
    ["unknown-unit /people/0/holds/0/unit"],
  );
  assert.equal(
    codes((town) => town.people.push({ ...(town.people[1] as Plain["people"][0]) })),
    ["duplicate-code /people/9/id"],
  );
});

test("a last resort that does not exist is refused: nothing may go to nobody", () => {
  assert.equal(
    codes((town) => Object.assign(town, { lastResort: "nobody" })),
    ["unknown-unit /lastResort"],
  );
});

test.run();
