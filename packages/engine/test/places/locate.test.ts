import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { buildTree } from "../../src/model/tree.ts";
import { compilePlaces } from "../../src/places/compile-places.ts";
import { gridsSchema } from "../../src/places/grids.ts";
import { cellName, gridMesh } from "../fixtures/grid-mesh.ts";
import { exactSide } from "./exact-side.ts";
import { at, block, gridsOf, placesOf, ring, successor } from "./maps.ts";

/** Two grids side by side, 930 m by 1110 m each, the second with a hole. */
const two = gridsOf({ a: [block(0, 0, 10, 10)], b: [block(10, 0, 20, 10), block(14, 4, 16, 6)] });

test("a point within one grid finds its unit", () => {
  assert.equal(placesOf(two).locate(at(5, 5)), { type: "inside", unit: "a" });
  assert.equal(placesOf(two).locate(at(12, 5)), { type: "inside", unit: "b" });
});

test("a point on a border, or nearer to it than the tolerance, is of no one unit", () => {
  assert.equal(placesOf(two).locate(at(10, 5)), { type: "border", units: ["a", "b"] });
  // 0.93 m to the west; 1.4 m is far enough.
  assert.equal(placesOf(two).locate(at(9.99, 5)), { type: "border", units: ["a", "b"] });
  assert.equal(placesOf(two).locate(at(9.985, 5)), { type: "inside", unit: "a" });
  assert.equal(placesOf(two).locate(at(-0.005, 5)), { type: "border", units: ["a"] });
  const wide = placesOf({ ...two, border: 20 });
  assert.equal(wide.locate(at(9.8, 5)), { type: "border", units: ["a", "b"] });
});

test("a point in a hole or beside all grids is outside, with the nearest within 50 km and how far it is", () => {
  assert.equal(placesOf(two).locate(at(15, 5)), { type: "outside", nearest: { unit: "b", metres: 92.5 } });
  assert.equal(placesOf(two).locate(at(-10, 5)), { type: "outside", nearest: { unit: "a", metres: 925.4 } });
  assert.equal(placesOf(two).locate({ lng: 117, lat: 33.85 }), { type: "outside" });
  assert.equal(placesOf(two).locate({ lng: -64, lat: -33.85 }), { type: "outside" });
});

test("where units of different streets overlap, all of them are named", () => {
  const grids = placesOf(gridsOf({ a: [block(0, 0, 10, 10)], e: [block(8, 0, 20, 10)] }));
  assert.equal(grids.locate(at(9, 5)), { type: "overlap", units: ["a", "e"] });
});

test("of units that lie within each other the lowest counts, and what it leaves is the upper one's", () => {
  const grids = placesOf(gridsOf({ east: [block(0, 0, 20, 10)], a: [block(0, 0, 10, 10)] }));
  assert.equal(grids.locate(at(5, 5)), { type: "inside", unit: "a" });
  assert.equal(grids.locate(at(15, 5)), { type: "inside", unit: "east" });
  assert.equal(grids.locate(at(10, 5)), { type: "border", units: ["a"] });
  assert.equal(grids.locate(at(-1, 5)), { type: "outside", nearest: { unit: "a", metres: 92.5 } });
});

test("the direction of a ring does not matter, and ground may lie in several parts", () => {
  const backwards = gridsOf({ a: [block(0, 0, 10, 10).toReversed()] });
  assert.equal(placesOf(backwards).locate(at(5, 5)), { type: "inside", unit: "a" });
  const parts = gridsSchema.parse({
    ...backwards,
    unitProperty: "code",
    map: {
      type: "FeatureCollection",
      features: [
        {
          type: "Feature",
          properties: { code: "c" },
          geometry: { type: "MultiPolygon", coordinates: [[block(0, 0, 1, 1)], [block(5, 5, 6, 6)]] },
        },
      ],
    },
  });
  assert.equal(placesOf(parts).locate(at(5.5, 5.5)), { type: "inside", unit: "c" });
  assert.equal(placesOf(parts).locate(at(3, 3)).type, "outside");
});

test("a unit that has left the organisation has no ground any more", () => {
  const grids = compilePlaces(two, 1, buildTree([{ code: "a" }]).tree, successor);
  assert.equal(grids.locate(at(12, 5)).type, "outside");
  assert.not.ok(grids.has("b"));
});

test("the nearest is the nearest in metres, though degrees are longer to the north than to the east", () => {
  // At 60 degrees north one of longitude is half as long: 0.003 to the east is nearer than 0.002 to the north.
  const shift = ([x = 0, y = 0]: readonly number[]) => [x, y + 26.15];
  const grids = gridsOf({ a: [block(3, -1, 6, 1).map(shift)], e: [block(-1, 2, 1, 6).map(shift)] });
  const found = placesOf(grids).locate({ lng: 115.78, lat: 60 });
  assert.is(found.type === "outside" && found.nearest?.unit, "a");
});

test("neighbours share a border, the longest first; a corner is none, nor is the unit above", () => {
  const grids = placesOf(
    gridsOf({
      a: [block(0, 0, 10, 10)],
      b: [block(10, 0, 20, 5)],
      c: [block(10, 5, 20, 10)],
      d: [block(20, 10, 30, 20)],
      e: [ring([0, 10], [10, 10], [10, 20], [0, 20])],
      west: [block(0, 10, 10, 30)],
    }),
  );
  assert.equal(grids.neighbours("a"), ["e", "west", "b", "c"]);
  assert.equal(grids.neighbours("d"), []);
  assert.equal(grids.neighbours("e"), ["a"]);
  assert.equal(grids.neighbours("nowhere"), []);
});

test("borders that were drawn twice and do not quite match are shared all the same", () => {
  const grids = gridsOf({ a: [block(0, 0, 10, 10)], b: [ring([10.004, 0], [20, 0], [20, 10], [10.004, 10])] });
  assert.equal(placesOf(grids).neighbours("b"), ["a"]);
  assert.equal(placesOf({ ...grids, border: 0.1 }).neighbours("b"), []);
});

const size = { columns: 8, rows: 6, west: 115.7, south: 33.8, step: 0.004, pieces: 10 };
const map = gridMesh(size);
const names = map.features.map((_, i) => cellName(i));
const mesh = compilePlaces(
  gridsSchema.parse({ label: { "zh-CN": "网", en: "Mesh" }, border: 0.1, map }),
  1,
  buildTree(names.map((code) => ({ code }))).tree,
  successor,
);

/** The grids that a point is inside of, or on the border of, asked one by one. */
function among(point: readonly [number, number], side: "inside" | "on"): readonly string[] {
  return map.features.flatMap(({ id, geometry: { coordinates } }) => {
    const reaches = [0, 1].every((axis) => {
      const along = (coordinates[0] ?? []).map((place) => place[axis] ?? 0);
      return Math.min(...along) <= (point[axis] ?? 0) && (point[axis] ?? 0) <= Math.max(...along);
    });
    return reaches && exactSide(coordinates, point) === side ? [id] : [];
  });
}

test("among irregular grids every point is answered as asking each grid alone with exact arithmetic would", () => {
  const spread = fc.double({ min: -0.005, max: 0.04, noNaN: true });
  fc.assert(
    fc.property(spread, spread, (x, y) => {
      const point = [size.west + x, size.south + y] as const;
      const found = mesh.locate({ lng: point[0], lat: point[1] });
      const inside = among(point, "inside");
      if (found.type === "inside") assert.equal(inside, [found.unit]);
      else if (found.type === "outside") assert.equal(inside, []);
      else assert.ok(found.type === "border" && inside.every((name) => found.units.includes(name)), JSON.stringify(found));
    }),
    { numRuns: 2000 },
  );
});

test("the corners of irregular grids are on the border of all who meet there", () => {
  for (const { geometry } of map.features) {
    for (const [lng, lat] of geometry.coordinates[0] ?? []) {
      const found = mesh.locate({ lng, lat });
      assert.equal(found, { type: "border", units: among([lng, lat], "on") }, `${lng}, ${lat}`);
    }
  }
});

test("an irregular grid's neighbours are those beside, above and below it", () => {
  for (const [i, name] of names.entries()) {
    const beside = [i % 8 > 0 && i - 1, i % 8 < 7 && i + 1, i >= 8 && i - 8, i + 8 < names.length && i + 8];
    const expected = beside.flatMap((at2) => (at2 === false ? [] : [cellName(at2)]));
    assert.equal(mesh.neighbours(name).toSorted(), expected.toSorted());
  }
});

test.run();
