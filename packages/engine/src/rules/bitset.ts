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

/** The rows that are in both sets, as a set of its own. */
export function intersection(a: Bitset, b: Bitset): Bitset {
  const both = new Int32Array(a.length);
  for (let i = 0; i < a.length; i += 1) both[i] = (a[i] ?? 0) & (b[i] ?? 0);
  return both;
}

/** Takes the rows of the other set in, in place. */
export function addAll(bits: Bitset, others: Bitset): void {
  for (let i = 0; i < bits.length; i += 1) bits[i] = (bits[i] ?? 0) | (others[i] ?? 0);
}

/** Takes the rows of the other set out, in place. */
export function removeAll(bits: Bitset, others: Bitset): void {
  for (let i = 0; i < bits.length; i += 1) bits[i] = (bits[i] ?? 0) & ~(others[i] ?? 0);
}

export function isEmpty(bits: Bitset): boolean {
  for (let i = 0; i < bits.length; i += 1) if (bits[i] !== 0) return false;
  return true;
}

/** Whether every row of the first set is in the second. */
export function isSubset(a: Bitset, b: Bitset): boolean {
  for (let i = 0; i < a.length; i += 1) if (((a[i] ?? 0) & ~(b[i] ?? 0)) !== 0) return false;
  return true;
}

/** The rows of the set, in their order. */
export function rowsIn(bits: Bitset): readonly number[] {
  const rows: number[] = [];
  for (let i = 0; i < bits.length; i += 1)
    for (let left = bits[i] ?? 0; left !== 0; left &= left - 1) rows.push(i * 32 + 31 - Math.clz32(left & -left));
  return rows;
}
