import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkGrids } from "../../src/places/check-grids.ts";
import { compilePlaces } from "../../src/places/compile-places.ts";
import { commonGround } from "../../src/places/common-ground.ts";
import { groundWithin } from "../../src/places/ground.ts";
import { gridsSchema, type GridsDocument } from "../../src/places/grids.ts";
import { buildTree } from "../../src/model/tree.ts";
import { gridMesh } from "../fixtures/grid-mesh.ts";
import { block, findingsOf, gridsOf, kindOf, placesOf, ring, south, successor, unit, units } from "./maps.ts";

const whole = {
  a: [block(0, 0, 10, 10)],
  b: [block(10, 0, 20, 10)],
  c: [block(0, 10, 10, 20)],
  d: [block(10, 10, 20, 20)],
  e: [block(20, 0, 30, 10)],
};

/** The first finding's words. */
function said(document: GridsDocument) {
  return checkGrids(document, { units, kindOf, successor })[0]?.message;
}

test("grids that share their borders are sound, with a hole and in any direction", () => {
  assert.equal(findingsOf(gridsOf(whole)), []);
  assert.equal(findingsOf(gridsOf({ ...whole, e: [block(20, 0, 30, 10).toReversed(), block(22, 2, 24, 4)] })), []);
});

test("an unknown unit, one named twice and one named by nothing are refused with their place", () => {
  assert.equal(findingsOf(gridsOf({ ...whole, moon: [block(40, 0, 50, 10)] })), ["error unknown-unit /map/features/5/id"]);
  const { map, ...rest } = gridsOf(whole);
  const [first] = map.features;
  const double = gridsSchema.parse({
    ...rest,
    map: { ...map, features: [...map.features, { ...first, geometry: gridsOf({ a: [block(40, 0, 50, 10)] }).map.features[0]?.geometry }] },
  });
  assert.equal(findingsOf(double), ["error duplicate-unit /map/features/5/id"]);
  const nameless = gridsSchema.parse({ ...rest, unitProperty: "网格/编码", map });
  assert.is(findingsOf(nameless)[0], "error grid-without-unit /map/features/0");
  assert.match(said(nameless)?.en ?? "", "fill in properties/网格~1编码");
});

test("the ground of a unit that was merged is its successor's, with a warning, and between the two is no border", () => {
  const merged = (code: string) => (code === "old" ? "a" : undefined);
  const grids = gridsOf({ a: [block(0, 0, 10, 10)], old: [block(10, 0, 20, 10)], b: [block(20, 0, 30, 10)] });
  const [finding] = checkGrids(grids, { units, kindOf, successor: merged });
  assert.equal([finding?.severity, finding?.code], ["warning", "merged-unit"]);
  const places = compilePlaces(grids, 1, units, merged);
  const at = (x: number, y: number) => {
    const [lng = 0, lat = 0] = ring([x, y])[0] ?? [];
    return places.locate({ lng, lat });
  };
  assert.equal(at(15, 5), { type: "inside", unit: "a" });
  assert.equal(at(10, 5), { type: "inside", unit: "a" });
  assert.equal(at(20, 5), { type: "border", units: ["a", "b"] });
  assert.equal(places.neighbours("a"), ["b"]);
});

test("rings that are open, too short or cross themselves are refused", () => {
  assert.equal(findingsOf(gridsOf({ ...whole, e: [block(20, 0, 30, 10).slice(0, -1)] })), [
    "error ring-not-closed /map/features/4/geometry",
  ]);
  assert.equal(findingsOf(gridsOf({ ...whole, e: [ring([20, 0], [30, 0])] })), ["error ring-too-short /map/features/4/geometry"]);
  const bow = ring([20, 0], [30, 10], [30, 0], [20, 10]);
  assert.equal(findingsOf(gridsOf({ ...whole, e: [bow] })), ["error self-intersection /map/features/4/geometry"]);
  const spike = ring([20, 0], [30, 0], [30, 10], [30, 15], [30, 10], [20, 10]);
  assert.equal(findingsOf(gridsOf({ ...whole, e: [spike] })), ["error self-intersection /map/features/4/geometry"]);
  const flat = ring([20, 0], [25, 0], [30, 0]);
  assert.equal(findingsOf(gridsOf({ ...whole, e: [flat] })), ["error self-intersection /map/features/4/geometry"]);
});

test("a hole beside its grid, through its corners, or in another hole is refused, and so is a part upon a part", () => {
  const outer = block(20, 0, 30, 10);
  for (const [holes, code] of [
    [[block(32, 2, 34, 4)], "ring-misplaced"],
    [[block(22, 2, 28, 8), block(24, 4, 26, 6)], "ring-misplaced"],
    [[block(28, 2, 32, 4)], "self-intersection"],
    [[ring([20, 0], [30, 10], [35, 0])], "self-intersection"],
  ] as const)
    assert.equal(
      findingsOf(gridsOf({ ...whole, e: [outer, ...holes] })),
      [`error ${code} /map/features/4/geometry`],
      JSON.stringify(holes),
    );
  const parts = (...coordinates: number[][][][]) => {
    const { map, ...rest } = gridsOf(whole);
    const features = map.features.map((feature) =>
      feature.id === "e" ? { ...feature, geometry: { type: "MultiPolygon", coordinates } } : feature,
    );
    return gridsSchema.parse({ ...rest, map: { ...map, features } });
  };
  assert.equal(findingsOf(parts([outer], [block(40, 0, 50, 10)])), []);
  assert.equal(findingsOf(parts([outer, block(22, 2, 28, 8)], [block(24, 4, 26, 6)])), [], "an island in a hole");
  assert.equal(findingsOf(parts([outer], [block(22, 2, 28, 8)])), ["error ring-misplaced /map/features/4/geometry"]);
});

test("coordinates off the earth are refused; where they look swapped or projected, it is said so", () => {
  const swapped = whole.e.map((each) => each.map(([x = 0, y = 0]) => [y, x]));
  assert.equal(findingsOf(gridsOf({ ...whole, e: swapped })), ["error swapped-coordinates /map/features/4/geometry"]);
  assert.match(said(gridsOf({ ...whole, e: swapped }))?.en ?? "", "[33.85, 115.8] is beyond ±90: it looks as if the two were swapped");
  const projected = [
    [
      [39_572_000, 3_747_000],
      [39_573_000, 3_747_000],
      [39_573_000, 3_748_000],
      [39_572_000, 3_747_000],
    ],
  ];
  assert.match(said(gridsOf({ a: projected }))?.en ?? "", "projected metres");
  assert.equal(
    findingsOf(
      gridsOf({
        a: [
          [
            [179, 0],
            [181, 0],
            [181, 1],
            [179, 0],
          ],
        ],
      }),
    )[0],
    "error coordinates-out-of-range /map/features/0/geometry",
  );
  assert.equal(
    findingsOf(
      gridsOf({
        a: [
          [
            [179, 0],
            [-179, 0],
            [-179, 1],
            [179, 0],
          ],
        ],
      }),
    )[0],
    "error across-antimeridian /map/features/0/geometry",
  );
});

test("grids that overlap are refused with both units, how much it is, and a point that lies in both", () => {
  const over = gridsOf({ ...whole, b: [block(9, 0, 20, 10)] });
  assert.equal(findingsOf(over), ["error overlapping-grids /map/features/1/geometry"]);
  const words = said(over)?.en ?? "";
  const [, shared, lng, lat] = /^b and a overlap by (\d+) m², at ([\d.]+),([\d.]+) for one/.exec(words) ?? [];
  assert.is(shared, String(Math.round(squareMetres(south, south + 0.01, 0.001))));
  assert.equal(placesOf(over).locate({ lng: Number(lng), lat: Number(lat) }), { type: "overlap", units: ["a", "b"] });
  assert.equal(findingsOf(gridsOf({ ...whole, b: [block(9, 0, 20, 10)] }, { sliver: 100_000 })), [
    "error overlapping-grids /map/features/1/geometry",
  ]);
  assert.equal(findingsOf(gridsOf({ ...whole, b: [block(9.1, 0, 20, 10)] }, { sliver: 100_000 })), [
    "warning overlapping-sliver /map/features/1/geometry",
  ]);
  assert.equal(findingsOf(gridsOf({ ...whole, b: [block(9.9999, 0, 20, 10)] })), ["warning overlapping-sliver /map/features/1/geometry"]);
  // Less than a square metre is what rounding positions leaves.
  assert.equal(findingsOf(gridsOf({ ...whole, b: [block(9.999_999, 0, 20, 10)] })), []);
});

test("a grid within another, a copy and one in a hole of another are told apart", () => {
  assert.equal(findingsOf(gridsOf({ ...whole, e: [block(2, 2, 4, 4)] })), ["error overlapping-grids /map/features/4/geometry"]);
  assert.equal(findingsOf(gridsOf({ ...whole, e: whole.a })), ["error overlapping-grids /map/features/4/geometry"]);
  assert.equal(findingsOf(gridsOf({ ...whole, a: [block(0, 0, 10, 10), block(2, 2, 4, 4)], e: [block(2, 2, 4, 4)] })), []);
});

test("a unit whose likes have ground and it has none is told", () => {
  const { e: _e, ...most } = whole;
  assert.equal(findingsOf(gridsOf(most)), ["warning unit-without-ground /map/features"]);
  assert.match(said(gridsOf(most))?.en ?? "", "1 have no polygon: e;");
});

test("ground of a unit above may hold that of those beneath it; gaps, and what sticks out, are told", () => {
  const community = { east: [block(0, 0, 20, 20)], west: [block(20, 0, 30, 10)] };
  assert.equal(findingsOf(gridsOf({ ...community, ...whole })), []);
  const gap = gridsOf({ ...community, ...whole, d: [block(10, 10, 20, 15)] });
  assert.equal(findingsOf(gap), ["warning gap-in-parent /map/features/0/geometry"]);
  const missing = Math.round(squareMetres(south + 0.015, south + 0.02, 0.01));
  assert.match(said(gap)?.en ?? "", `${missing} m² of east lie in none of the units beneath it`);
  const beyond = gridsOf({ ...community, ...whole, c: [block(-5, 10, 10, 20)] });
  assert.equal(findingsOf(beyond), ["warning beyond-parent /map/features/4/geometry"]);
});

test("properties that name no unit would be kept for ever, which is told", () => {
  const { map, ...rest } = gridsOf(whole);
  const features = map.features.map((feature) => ({ ...feature, properties: { code: feature.id, phone: "110" } }));
  const document = gridsSchema.parse({ ...rest, unitProperty: "code", map: { ...map, features } });
  assert.equal(findingsOf(document), ["warning kept-properties /map/features"]);
  assert.match(said(document)?.en ?? "", "The properties phone");
});

test("polygons that run over each other without end are refused in a few seconds", () => {
  // Combs of a hundred teeth each, every one across all the others.
  const teeth = Array.from({ length: 100 }, (_, i) => i);
  const upright = (shift: number) =>
    [
      ...teeth.flatMap((i): [number, number][] => [
        [i + shift, 1],
        [i + shift, 100 - shift],
        [i + shift + 0.4, 100 - shift],
        [i + shift + 0.4, 1],
      ]),
      [101, 0],
      [shift, shift / 100],
    ] as [number, number][];
  const level = (shift: number) => upright(shift).map(([x, y]): [number, number] => [y, x]);
  const names = Array.from({ length: 60 }, (_, i) => `comb-${i}`);
  const grids = gridsOf(Object.fromEntries(names.map((name, i) => [name, [ring(...(i % 2 === 0 ? upright(i / 200) : level(i / 200)))]])));
  const { tree } = buildTree(names.map((code) => ({ code })));
  const found = checkGrids(grids, { units: tree, kindOf: () => "comb", successor });
  assert.ok(found.length <= 103 && found.some(({ severity }) => severity === "error"));
});

test("twenty thousand copies of one grid are refused as quickly as well-drawn ones are taken", () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `copy-${i}`);
  const grids = gridsOf(Object.fromEntries(names.map((name) => [name, whole.a])));
  const found = checkGrids(grids, { units: buildTree(names.map((code) => ({ code }))).tree, kindOf: () => "copy", successor });
  assert.is(found.filter(({ code }) => code === "overlapping-grids").length, 100);
});

test("whatever the coordinates are, a check answers, and so does the map that they make", () => {
  const place = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -200, max: 200, noNaN: true }), fc.constant(1e300));
  const anyRing = fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 7 });
  const closed = anyRing.map((corners) => [...corners, corners[0] ?? [0, 0]]);
  const polygon = fc.array(fc.oneof(closed, anyRing), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(polygon, polygon, fc.tuple(place, place), (a, b, [lng, lat]) => {
      const grids = gridsOf({ a, e: b });
      const findings = checkGrids(grids, { units, kindOf, successor });
      const found = placesOf(grids).locate({ lng, lat });
      assert.ok(
        findings.every(({ message }) => !/NaN|undefined/.test(message.en)),
        JSON.stringify(findings),
      );
      assert.ok(["inside", "border", "overlap", "outside"].includes(found.type));
      placesOf(grids).neighbours("a");
    }),
    { numRuns: 2000 },
  );
});

test("a whole mesh of irregular grids has nothing against it", () => {
  const size = { columns: 12, rows: 10, west: 115.7, south: 33.8, step: 0.004, pieces: 10 };
  const map = gridMesh(size);
  const { tree } = buildTree(map.features.map(({ id }) => ({ code: id })));
  const document = gridsSchema.parse({ label: { "zh-CN": "网", en: "Mesh" }, map });
  assert.equal(checkGrids(document, { units: tree, kindOf: () => "grid", successor }), []);
});

/** Square metres between two parallels, so many degrees wide: the closed form for the ellipsoid of WGS 84. */
function squareMetres(fromLat: number, toLat: number, degrees: number): number {
  const [a, b] = [6_378_137, 6_356_752.314_245];
  const e = Math.sqrt(1 - (b / a) ** 2);
  const below = (lat: number) => {
    const sine = Math.sin((lat * Math.PI) / 180);
    return sine / (1 - (e * sine) ** 2) + Math.atanh(e * sine) / e;
  };
  return ((b * b) / 2) * ((degrees * Math.PI) / 180) * (below(toLat) - below(fromLat));
}

test("the ground that two rectangles share is what the ellipsoid's own formula says, small or large", () => {
  const extent = fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 1, max: 2000 }));
  fc.assert(
    fc.property(extent, extent, extent, extent, ([x, width], [y, height], [x2, width2], [y2, height2]) => {
      const [one, other] = [block(x, y, x + width, y + height), block(x2, y2, x2 + width2, y2 + height2)];
      const found = commonGround(groundWithin("a", [one]), groundWithin("b", [other]), { left: 1e6 });
      const wide = Math.min(x + width, x2 + width2) - Math.max(x, x2);
      const [from, to] = [Math.max(y, y2), Math.min(y + height, y2 + height2)];
      if (wide <= 0 || to <= from) return assert.ok(!found || found.squareMetres < 1e-3);
      const expected = squareMetres(south + from * unit, south + to * unit, wide * unit);
      assert.ok(found && Math.abs(found.squareMetres / expected - 1) < 1e-8, `${found?.squareMetres} for ${expected}`);
    }),
  );
});

test.run();
