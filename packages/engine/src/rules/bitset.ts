/** A set of row indexes, 32 to a word. */
export type Bitset = Int32Array;

/** The empty set with room for `size` rows. */
export function emptyBitset(size: number): Bitset {
  return new Int32Array((size + 31) >>> 5);
}

/** Adds one row. */
export function setBit(bits: Bitset, index: number): void {
  const word = index >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (index & 31));
}

/** Takes one row out. */
export function clearBit(bits: Bitset, index: number): void {
  const word = index >>> 5;
  bits[word] = (bits[word] ?? 0) & ~(1 << (index & 31));
}

/** Adds the row where it is missing, takes it out where it is there. */
export function flipBit(bits: Bitset, index: number): void {
  const word = index >>> 5;
  bits[word] = (bits[word] ?? 0) ^ (1 << (index & 31));
}

/** Whether the row is in the set. */
export function hasBit(bits: Bitset, index: number): boolean {
  return ((bits[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
}

/** How many rows the set holds. */
export function countBits(bits: Bitset): number {
  let count = 0;
  for (let word of bits) for (; word !== 0; word &= word - 1) count += 1;
  return count;
}
