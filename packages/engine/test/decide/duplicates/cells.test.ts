import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { cellOf, cellsWithin, metresBetween } from "../../../src/decide/duplicates/cells.ts";

const point = fc.record({ lng: fc.double({ min: -180, max: 180, noNaN: true }), lat: fc.double({ min: -80, max: 80, noNaN: true }) });

test("a point within so many metres lies in one of the cells that are looked through, also across the date line", () => {
  fc.assert(
    fc.property(
      point,
      fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
      fc.double({ min: 0, max: 499, noNaN: true }),
      (from, angle, metres) => {
        const lat = from.lat + (Math.cos(angle) * metres) / 111_195;
        const along = (Math.sin(angle) * metres) / (111_195 * Math.cos((Math.max(Math.abs(lat), Math.abs(from.lat)) * Math.PI) / 180));
        const lng = ((((from.lng + along + 180) % 360) + 360) % 360) - 180;
        assert.ok(cellsWithin(from, 500).includes(cellOf({ lng, lat })));
      },
    ),
  );
});

test("at the latitude of a Chinese city sixteen cells are enough for 300 metres", () => {
  assert.ok(cellsWithin({ lng: 115.78, lat: 33.85 }, 300).length <= 16);
});

test("metres are those of a sphere of the Earth's size", () => {
  assert.is(Math.round(metresBetween({ lng: 115.78, lat: 33.85 }, { lng: 115.78, lat: 33.859 })), 1001);
  assert.is(Math.round(metresBetween({ lng: 115.78, lat: 33.85 }, { lng: 115.79, lat: 33.85 })), 923);
  assert.is(metresBetween({ lng: 1, lat: 1 }, { lng: 1, lat: 1 }), 0);
});

test.run();
