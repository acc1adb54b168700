import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { groundWithin } from "../../src/places/ground.ts";
import { sideOf } from "../../src/places/side-of.ts";
import { exactSide } from "./exact-side.ts";

/** Few places, so that points come to lie on corners, on edges and level with corners; and places that differ in the last bit. */
const places = fc.oneof(
  fc.integer({ min: -4, max: 4 }).map((n) => n / 2),
  fc.integer({ min: 0, max: 60 }).map((n) => 115.78 + n / 10),
  fc.integer({ min: 0, max: 40 }).map((n) => 0.1 + n * 2 ** -56),
  fc.double({ min: -180, max: 180, noNaN: true }).filter((value) => value === 0 || Math.abs(value) > 1e-60),
);

const position = fc.tuple(places, places);

/** Any closed ring, also one that crosses itself: what an odd number of edges surrounds is inside. */
const ring = fc.array(position, { minLength: 3, maxLength: 12 }).map((corners) => [...corners, corners[0] ?? [0, 0]]);

test("a point is inside, outside or on the border as exact arithmetic says, edge by edge", () => {
  fc.assert(
    fc.property(fc.array(ring, { minLength: 1, maxLength: 3 }), fc.array(position, { minLength: 1, maxLength: 8 }), (rings, points) => {
      const ground = groundWithin("g", rings);
      const corners = rings.flat().slice(0, 6);
      for (const point of [...points, ...corners]) assert.is(sideOf(ground, point[0], point[1]), exactSide(rings, point));
    }),
    { numRuns: 3000 },
  );
});

test("a long border, which has an index of its own, is read as a short one", () => {
  fc.assert(
    fc.property(
      fc.array(position, { minLength: 100, maxLength: 160 }),
      fc.array(position, { minLength: 1, maxLength: 20 }),
      (corners, points) => {
        const rings = [[...corners, corners[0] ?? [0, 0]]];
        const ground = groundWithin("g", rings);
        assert.ok(ground.index);
        for (const point of [...points, ...corners.slice(0, 10)]) assert.is(sideOf(ground, point[0], point[1]), exactSide(rings, point));
      },
    ),
    { numRuns: 200 },
  );
});

test("a point on an edge that no double can halve exactly is not taken for one on it", () => {
  const ground = groundWithin("g", [
    [
      [0, 0],
      [0.3, 0.1],
      [0, 0.3],
      [0, 0],
    ],
  ]);
  const third = 0.1 / 3;
  assert.is(
    sideOf(ground, 0.1, third),
    exactSide(
      [
        [
          [0, 0],
          [0.3, 0.1],
          [0, 0.3],
          [0, 0],
        ],
      ],
      [0.1, third],
    ),
  );
  assert.is(sideOf(ground, 0, 0.15), "on");
});

test.run();
