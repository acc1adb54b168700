import type { Ring } from "../../src/places/grids.ts";
import type { Side } from "../../src/places/side-of.ts";

/** On which side of rings a point lies, by whole numbers of any length: every double is one, times a power of two. */
export function exactSide(rings: readonly Ring[], [x, y]: readonly [number, number]): Side {
  const [px, py] = [whole(x), whole(y)];
  let crossed = 0;
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i += 1) {
      const [[ax, ay], [bx, by]] = [cornerOf(ring[i]), cornerOf(ring[i + 1])];
      const turn = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
      if (turn === 0n && between(px, ax, bx) && between(py, ay, by)) return "on";
      if (ay > py !== by > py && turn > 0n === by > ay) crossed += 1;
    }
  }
  return crossed % 2 === 1 ? "inside" : "outside";
}

function cornerOf(position: readonly number[] = []): readonly [bigint, bigint] {
  return [whole(position[0] ?? 0), whole(position[1] ?? 0)];
}

function between(value: bigint, one: bigint, other: bigint): boolean {
  return (one <= value && value <= other) || (other <= value && value <= one);
}

/** A double times 2 to the 300, which is whole for zero and for all that are no smaller than 1e-60. */
function whole(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const [exponent, fraction] = [(bits >> 52n) & 0x7ffn, bits & 0xf_ffff_ffff_ffffn];
  if (value === 0) return 0n;
  const shift = exponent - 1075n + 300n;
  if (shift < 0n) throw new Error(`${value} is too small`);
  const size = (fraction | (1n << 52n)) << shift;
  return bits >> 63n === 1n ? -size : size;
}
