import type { Point } from "../../model/ticket.ts";

/** Degrees along the side of a cell: 278 m from south to north, less from west to east. */
const side = 0.0025;
const columns = 360 / side;
const rows = 180 / side;

const metresPerDegree = 111_195;

/** The square of the map that a point lies in, as one number. */
export function cellOf({ lng, lat }: Point): number {
  return cellAt(rowOf(lat), columnOf(lng));
}

/** Every cell with a point in it that lies within so many metres; near a pole, those of a few hundred metres around. */
export function cellsWithin({ lng, lat }: Point, metres: number): readonly number[] {
  const high = metres / metresPerDegree;
  const wide = Math.min(high / Math.max(Math.cos((lat * Math.PI) / 180), 0.05), 40 * side);
  const [south, north] = [rowOf(lat - high), rowOf(lat + high)];
  const [west, east] = [columnOf(lng - wide), columnOf(lng + wide)];
  const cells: number[] = [];
  for (let row = south; row <= north; row += 1) for (let column = west; column <= east; column += 1) cells.push(cellAt(row, column));
  return cells;
}

/** Metres between two points of one neighbourhood, on a sphere. */
export function metresBetween(a: Point, b: Point): number {
  const radians = Math.PI / 180;
  const [up, along] = [(b.lat - a.lat) * radians, (b.lng - a.lng) * radians];
  const h = Math.sin(up / 2) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(along / 2) ** 2;
  return (2 * Math.asin(Math.min(1, Math.sqrt(h))) * metresPerDegree * 180) / Math.PI;
}

function rowOf(lat: number): number {
  return Math.min(rows - 1, Math.max(0, Math.floor((lat + 90) / side)));
}

function columnOf(lng: number): number {
  return Math.floor((lng + 180) / side);
}

function cellAt(row: number, column: number): number {
  return row * columns + (((column % columns) + columns) % columns);
}
