import { type Bitset, countBits, emptyBitset, flipBit } from "../bitset.ts";
import type { Rows } from "./column.ts";

/** The positions one row's cell takes: pairs of first and last, both included; negated, all others. */
export interface Spans {
  readonly negated: boolean;
  readonly pairs: readonly number[];
}

/** For each position of a line, the set of rows that take it. */
export interface RowSets {
  /** The rows, valid until the next call. */
  readonly at: (position: number) => Rows;
  readonly typicalRows: number;
}

/** The most memory a column's ready-made sets may take, in words of 4 bytes. */
const wordsKept = 1 << 18;

/**
 * Every kind of value is laid out on a line (sorted numbers, codes in tree order, literals in any order), so that what a cell
 * takes is a few spans of it. Walking along the line rows come and go; the line falls into segments between such changes.
 * Where a ready-made set for each segment would take too much memory (10,000 rows with 10,000 values: 12 MB), only every
 * n-th is kept and the changes since then are applied to a copy.
 */
export function buildRowSets(rows: readonly Spans[], positions: number): RowSets {
  const { starts, changes } = changesAlong(rows, positions);
  const segmentOf = new Int32Array(positions);
  const segments: number[] = [0];
  for (let position = 1; position < positions; position += 1) {
    if (starts[position] !== starts[position + 1]) segments.push(position);
    segmentOf[position] = segments.length - 1;
  }
  const words = (rows.length + 31) >>> 5;
  const stride = Math.max(1, Math.ceil((segments.length * words) / wordsKept));
  const running = emptyBitset(rows.length);
  const kept: (readonly [Bitset])[] = [];
  for (const [segment, position] of segments.entries()) {
    flipAll(running, changes, starts[position] ?? 0, starts[position + 1] ?? 0);
    if (segment % stride === 0) kept.push([running.slice()]);
  }
  const typicalRows = kept.reduce((sum, [set]) => sum + countBits(set), 0) / kept.length;
  const scratch = emptyBitset(rows.length);
  const scratchRows: Rows = [scratch];
  if (stride === 1) return { at: (position) => kept[segmentOf[position] ?? 0] ?? [running], typicalRows };
  const at = (position: number): Rows => {
    const segment = segmentOf[position] ?? 0;
    const base = Math.floor(segment / stride);
    scratch.set(kept[base]?.[0] ?? running);
    flipAll(scratch, changes, starts[(segments[base * stride] ?? 0) + 1] ?? 0, starts[(segments[segment] ?? 0) + 1] ?? 0);
    return scratchRows;
  };
  return { at, typicalRows };
}

/** Which rows come or go at each position: `changes` from `starts[position]` up to `starts[position + 1]`. */
function changesAlong(rows: readonly Spans[], positions: number): { readonly starts: Int32Array; readonly changes: Int32Array } {
  const places: number[] = [];
  const changed: number[] = [];
  for (const [row, spans] of rows.entries()) {
    if (spans.negated) note(0, row);
    forEachSpan(spans.pairs, (first, last) => {
      note(first, row);
      note(last + 1, row);
    });
  }
  const starts = new Int32Array(positions + 2);
  for (const place of places) starts[place + 1] = (starts[place + 1] ?? 0) + 1;
  for (let place = 1; place < starts.length; place += 1) starts[place] = (starts[place] ?? 0) + (starts[place - 1] ?? 0);
  const next = starts.slice();
  const changes = new Int32Array(places.length);
  for (const [i, place] of places.entries()) {
    const slot = next[place] ?? 0;
    changes[slot] = changed[i] ?? 0;
    next[place] = slot + 1;
  }
  return { starts, changes };

  function note(place: number, row: number): void {
    places.push(place);
    changed.push(row);
  }
}

/** The spans in order, those that overlap or touch as one. */
function forEachSpan(pairs: readonly number[], visit: (first: number, last: number) => void): void {
  const [only, end] = pairs;
  if (only === undefined || end === undefined) return;
  if (pairs.length === 2) return visit(only, end);
  const spans = Array.from({ length: pairs.length / 2 }, (_, i) => [pairs[2 * i] ?? 0, pairs[2 * i + 1] ?? 0] as const);
  let [first, last] = [Infinity, -Infinity];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    if (from > last + 1 && last >= first) {
      visit(first, last);
      first = from;
    }
    first = Math.min(first, from);
    last = Math.max(last, to);
  }
  visit(first, last);
}

function flipAll(bits: Bitset, changes: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i += 1) flipBit(bits, changes[i] ?? 0);
}
