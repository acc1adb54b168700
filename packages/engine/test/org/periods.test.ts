import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { organisationSchema } from "../../src/org/organisation.ts";
import { periodsOf } from "../../src/org/periods.ts";
import { dateOf, dayLength, dayOf } from "../../src/time/local-day.ts";
import { zoneOf } from "../../src/time/zone.ts";
import { organisation } from "../fixtures/town.ts";

const first = dayOf("2026-03-01");

/** The town with nobody but one person, who holds roles and is paired for these days. */
function lasting(validities: readonly object[]) {
  const holds = validities.map((validity) => ({ role: "handler", unit: "water", ...validity }));
  const pairings = validities.map((validity) => ({ unit: "water", with: "c1", ...validity }));
  return organisationSchema.parse({ ...organisation, people: [{ id: "wen", holds }], pairings });
}

test("somebody holds a role from the first day that walls show to the end of the last one, in any zone and over jumps of the clock", () => {
  const date = fc.option(
    fc.integer({ min: 0, max: 50 }).map((day) => dateOf(first + day)),
    { nil: undefined },
  );
  const instant = fc.integer({ min: (first - 3) * 96, max: (first + 54) * 96 }).map((quarters) => (quarters * dayLength) / 96);
  fc.assert(
    fc.property(
      fc.constantFrom("Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"),
      fc.array(fc.record({ from: date, until: date }), { minLength: 1, maxLength: 6 }),
      fc.array(instant, { minLength: 1, maxLength: 20 }),
      (id, validities, instants) => {
        const zone = zoneOf(id);
        const document = lasting(validities.map((each) => JSON.parse(JSON.stringify(each)) as object));
        const periods = periodsOf(document, zone);
        for (const at of instants) {
          const today = new Date(zone.wallAt(at)).toISOString().slice(0, 10);
          const holds = ({ from, until }: { from?: string | undefined; until?: string | undefined }) =>
            (from === undefined || from <= today) && (until === undefined || today <= until);
          const then = periods.document(periods.at(at));
          assert.equal(then.people[0]?.holds, document.people[0]?.holds.filter(holds));
          assert.equal(then.pairings, document.pairings?.filter(holds));
        }
      },
    ),
  );
});

test("where nobody holds anything for a time only there is one period, which is the document itself", () => {
  const document = lasting([{}]);
  const periods = periodsOf(document, zoneOf("Asia/Shanghai"));
  assert.is(periods.at(0), periods.at(Date.parse("2999-01-01")));
  assert.is(periods.document(periods.at(0)), document);
});

test.run();
