/** Finds which of many keywords a text contains, in one pass over the text. */
export interface KeywordMatcher {
  /** Looks through the text; returns how many keywords it contains. */
  readonly scan: (text: string) => number;
  /** The numbers of the keywords the last scan found, as many as it returned. */
  readonly found: Int32Array;
  /** Whether the last scan found the keyword with this number. */
  readonly has: (keyword: number) => boolean;
}

/** Builds an Aho-Corasick automaton over UTF-16 units; keywords are numbered as given, none is empty, none comes twice. */
export function buildKeywordMatcher(keywords: readonly string[]): KeywordMatcher {
  const { edges, keywordAt, fallback, shorter } = buildAutomaton(keywords);
  const found = new Int32Array(keywords.length);
  const starts = new Uint8Array(1024);
  for (const keyword of keywords) starts[keyword.charCodeAt(0) & 1023] = 1;
  const seenIn = new Int32Array(keywords.length);
  let scanning = 0;

  const scan = (text: string): number => {
    scanning = (scanning + 1) | 0;
    let count = 0;
    let state = 0;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      // Most characters of a text begin no keyword.
      if (state === 0 && starts[unit & 1023] === 0) continue;
      let next = edges.get(state, unit);
      while (next === 0 && state !== 0) {
        state = fallback[state] ?? 0;
        next = edges.get(state, unit);
      }
      state = next;
      // Every keyword that ends here: this state's, then those of its shorter ends. One found earlier brought the rest with it.
      for (let end = state; end !== 0; end = shorter[end] ?? 0) {
        const keyword = keywordAt[end] ?? -1;
        if (keyword < 0) continue;
        if (seenIn[keyword] === scanning) break;
        seenIn[keyword] = scanning;
        found[count] = keyword;
        count += 1;
      }
    }
    return count;
  };
  return { scan, found, has: (keyword) => seenIn[keyword] === scanning };
}

interface Automaton {
  readonly edges: Edges;
  /** The keyword that ends in a state, or -1. */
  readonly keywordAt: readonly number[];
  /** The state of the longest proper end of what a state has read. */
  readonly fallback: readonly number[];
  /** The nearest state along the fallbacks in which a keyword ends, or 0. */
  readonly shorter: readonly number[];
}

function buildAutomaton(keywords: readonly string[]): Automaton {
  const edges = buildEdges(keywords.reduce((sum, keyword) => sum + keyword.length, 0));
  const keywordAt = [-1];
  const origin: { readonly parent: number; readonly unit: number }[] = [{ parent: 0, unit: 0 }];
  const depth = [0];
  for (const [number, keyword] of keywords.entries()) {
    let state = 0;
    for (let i = 0; i < keyword.length; i += 1) {
      const unit = keyword.charCodeAt(i);
      let next = edges.get(state, unit);
      if (next === 0) {
        next = keywordAt.push(-1) - 1;
        origin.push({ parent: state, unit });
        depth.push(i + 1);
        edges.set(state, unit, next);
      }
      state = next;
    }
    keywordAt[state] = number;
  }
  const fallback = keywordAt.map(() => 0);
  const shorter = keywordAt.map(() => 0);
  const byDepth = [...keywordAt.keys()].toSorted((a, b) => (depth[a] ?? 0) - (depth[b] ?? 0));
  for (const state of byDepth) {
    const { parent, unit } = origin[state] ?? { parent: 0, unit: 0 };
    if (parent === 0) continue;
    let back = fallback[parent] ?? 0;
    while (back !== 0 && edges.get(back, unit) === 0) back = fallback[back] ?? 0;
    const target = edges.get(back, unit);
    fallback[state] = target;
    shorter[state] = (keywordAt[target] ?? -1) >= 0 ? target : (shorter[target] ?? 0);
  }
  return { edges, keywordAt, fallback, shorter };
}

/** Where a state goes on a unit; 0 where there is no such edge. */
interface Edges {
  readonly get: (state: number, unit: number) => number;
  readonly set: (state: number, unit: number, target: number) => void;
}

/** An open-addressed hash table, at most half full: states × units would be far too large for Chinese text. */
function buildEdges(count: number): Edges {
  const size = 2 ** Math.ceil(Math.log2(2 * count + 2));
  const mask = size - 1;
  const keys = new Float64Array(size);
  const targets = new Int32Array(size);
  const slotOf = (state: number, unit: number): number => {
    const key = state * 65_536 + unit;
    let slot = (Math.imul(state, 0x9e37_79b1) ^ Math.imul(unit, 0x85eb_ca6b)) >>> 7;
    slot &= mask;
    while (targets[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  };
  return {
    get: (state, unit) => targets[slotOf(state, unit)] ?? 0,
    set: (state, unit, target) => {
      const slot = slotOf(state, unit);
      keys[slot] = state * 65_536 + unit;
      targets[slot] = target;
    },
  };
}
