import { checkGrids } from "../packages/engine/dist/places/check-grids.js";
import { compilePlaces } from "../packages/engine/dist/places/compile-places.js";
import { gridsSchema } from "../packages/engine/dist/places/grids.js";
import { buildTree } from "../packages/engine/dist/model/tree.js";
import { cellName, gridMesh } from "../packages/engine/test/fixtures/grid-mesh.ts";
import { type Measurement, measurement, median } from "./measure.ts";

/** None of the units was merged into another. */
const successor = (): undefined => undefined;

type Position = readonly [lng: number, lat: number];

const size = { columns: 100, rows: 50, west: 115.7, south: 33.8, step: 0.004, pieces: 10 };
const times = 20_000;

/** The grid of a point, among 5,000 irregular ones of 40 edges each: within one, on a border, and 1 to 20 km outside of all, with the nearest. */
export function pointToGrid(): Promise<Record<string, Measurement>> {
  const map = gridMesh(size);
  const units = buildTree(map.features.map(({ id }) => ({ code: id }))).tree;
  const document = gridsSchema.parse({ label: { "zh-CN": "网格", en: "Grids" }, map });
  const places = compilePlaces(document, 1, units, successor);
  const corners: readonly Position[] = map.features.flatMap(({ geometry }) => geometry.coordinates[0]?.slice(1) ?? []);
  const asked: Readonly<Record<string, (i: number) => Position>> = {
    inside: (i) => [size.west + 0.39 * spread(i), size.south + 0.19 * spreadApart(i)],
    border: (i) => corners[(i * 7919) % corners.length] ?? [0, 0],
    outside: (i) => [size.west + 0.4 * spread(i), size.south - 0.01 - 0.17 * spreadApart(i)],
  };
  const measured: Record<string, Measurement> = {};
  for (const [type, point] of Object.entries(asked)) {
    const points = Array.from({ length: times }, (_, i) => point(i));
    const hits = points.filter(([lng, lat]) => places.locate({ lng, lat }).type === type).length;
    if (hits < times * 0.95) throw new Error(`only ${hits} of ${times} points are ${type}`);
    measured[`a point among 5,000 polygons, ${type}`] = measurement(
      median(runsOf((i) => places.locate({ lng: points[i]?.[0] ?? 0, lat: points[i]?.[1] ?? 0 }))),
      null,
      "µs of CPU",
    );
  }
  measured["the neighbours of a grid"] = measurement(
    firstAsked(() => compilePlaces(document, 1, units, successor)),
    null,
    "µs of CPU",
  );
  measured["compile 5,000 polygons"] = measurement(
    median(timed(7, () => compilePlaces(document, 1, units, successor))) / 1000,
    null,
    "ms of CPU",
  );
  measured["check 5,000 polygons, overlaps included"] = measurement(
    median(timed(5, () => checkGrids(document, { units, kindOf: () => "grid", successor }))) / 1000,
    null,
    "ms of CPU",
  );
  return Promise.resolve(measured);
}

/** Microseconds each, of nine runs over all points; the first run compiles. */
function runsOf(work: (i: number) => unknown): readonly number[] {
  const all = () => {
    for (let i = 0; i < times; i += 1) work(i);
  };
  return timed(10, all)
    .slice(1)
    .map((run) => run / times);
}

/** Neighbours are remembered: each is asked of a map that has not been asked before. */
function firstAsked(fresh: () => ReturnType<typeof compilePlaces>): number {
  const all = size.columns * size.rows;
  const runs = [0, 1, 2].map(() => {
    const places = fresh();
    const [run] = timed(1, () => {
      for (let i = 0; i < all; i += 1) places.neighbours(cellName(i));
    });
    return (run ?? 0) / all;
  });
  return median(runs);
}

/** Microseconds of CPU of each run. */
function timed(runs: number, work: () => unknown): readonly number[] {
  return Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
}

/** Two numbers from 0 to 1 that spread points evenly over a square. */
function spread(i: number): number {
  return (i * 0.754_877_666_25) % 1;
}

function spreadApart(i: number): number {
  return (i * 0.569_840_290_998) % 1;
}
