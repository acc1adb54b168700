/** Where, when and of which category a ticket is, as its duplicates are looked for. Degrees WGS 84, epoch milliseconds. */
export interface Whereabouts {
  readonly lng: number | null;
  readonly lat: number | null;
  /** The square of the map that the point lies in. */
  readonly cell: number | null;
  readonly area: string | null;
  readonly category: string | null;
  readonly reportedAt: number;
  readonly closedAt: number | null;
}

/** What a ticket may be recognised by as the duplicate of another: where, when, and which words its report uses. */
export interface Likeness extends Whereabouts {
  /** Hashes of words, ascending, each once; none once the report was erased. */
  readonly words: readonly number[];
}

/** What of a ticket's likeness a command changes. */
export type LikenessChange =
  | { readonly type: "put"; readonly likeness: Likeness }
  | { readonly type: "move"; readonly whereabouts: Whereabouts }
  /** It ended too long ago to be looked for. */
  | { readonly type: "remove" };

/** How long after its end a ticket can still be found as a duplicate, in milliseconds. */
export const likenessKept = 30 * 86_400_000;
