import { test } from "uvu";
import * as assert from "uvu/assert";
import { nearestName } from "../../../src/definitions/check/nearest-name.ts";

const names = ["category", "tier", "owner", "coHandlers", "id"];

test("a letter left out, put in, mistaken or swapped is seen through, and so is another case", () => {
  const slips = { categry: "category", catgeory: "category", teir: "tier", ownr: "owner", ownerr: "owner", cohandler: "coHandlers" };
  for (const [slip, meant] of Object.entries(slips)) assert.is(nearestName(slip, names), meant, slip);
});

test("what is like none of them stands for none of them", () => {
  for (const other of ["weather", "time", "x", "organisation", ""]) assert.is(nearestName(other, names), undefined, other);
});

test.run();
