import type { Likeness } from "../model/likeness.ts";
import type { Scope } from "../model/scope.ts";

/** What is looked for among the tickets that are open or ended lately. */
export interface LikenessQuestion {
  /** Hashes; at most `mostAsked` of them. */
  readonly words: readonly number[];
  /** Cells of the map to look in. */
  readonly cells: readonly number[];
  readonly area?: string | undefined;
  /** Tickets that ended before are passed over. Epoch milliseconds. */
  readonly closedSince: number;
}

/** A ticket that may be what is looked for. */
export interface Alike extends Omit<Likeness, "cell"> {
  readonly ticket: string;
}

export interface LikenessStore {
  /**
   * Tickets in the scope that lie in the cells or the area, or share words, some hundreds at most, the latest reports of each; and how many
   * tickets hold each word, counted up to `commonFrom`. What takes part is bounded, so that it takes as long among a million tickets.
   */
  readonly find: (tenant: string, scope: Scope, question: LikenessQuestion, commonFrom: number) => Promise<FoundAlike>;
  /** Forgets up to so many likenesses of tickets that ended before; answers how many. */
  readonly forget: (endedBefore: number, limit: number) => Promise<number>;
  /** Tickets that are open or ended since, by id after this one, up to so many: those that should have a likeness. */
  readonly due: (tenant: string, after: string, endedSince: number, limit: number) => Promise<readonly string[]>;
}

export interface FoundAlike {
  readonly alike: readonly Alike[];
  readonly heard: ReadonlyMap<number, number>;
}

/** Words that are looked for at most: the rest of a long report tells little more. */
export const mostAsked = 96;

/** How many tickets each way of looking brings at most. */
export const reach = { cell: 120, area: 200, rare: 120, common: 100, commonWords: 6, reporter: 200, postings: 4000 } as const;

/**
 * Which of the words to read all tickets of, the rarest first while they are few enough together, and of which only the latest: those that
 * nearly every ticket holds tell nothing where rarer ones bring enough.
 */
export function chooseWords(
  heard: ReadonlyMap<number, number>,
  commonFrom: number,
): { readonly rare: readonly number[]; readonly common: readonly number[] } {
  const rarest = [...heard].filter(([, tickets]) => tickets > 0).toSorted(([one, a], [other, b]) => a - b || one - other);
  let postings = 0;
  const rare = rarest.filter(([, tickets]) => tickets < commonFrom && (postings += tickets) <= reach.postings).map(([word]) => word);
  const common = rarest.filter(([, tickets]) => tickets >= commonFrom).map(([word]) => word);
  return { rare, common: postings < reach.rare ? common.slice(0, reach.commonWords) : [] };
}
