import type { CompiledPlan } from "./plan.ts";
import type { Share } from "./shares.ts";

/** What figures can be told apart by; the empty text is all together. */
const dimensions = ["", "category", "source", "person"] as const;

export type Dimension = (typeof dimensions)[number];

/** What all shares of a unit, with everything beneath it, come to in one month, or those with one value. */
export interface Sum {
  readonly unit: string;
  readonly month: string;
  readonly dimension: Dimension;
  readonly value: string;
  readonly amounts: Readonly<Record<number, number>>;
}

/** Sums that grow and shrink, by {@link sumKey}. */
export type Sums = Map<string, Sum & { readonly amounts: Record<number, number> }>;

export function sumKey({ unit, month, dimension, value }: Omit<Sum, "amounts">): string {
  return `${unit}\n${month}\n${dimension}\n${value}`;
}

/** Adds a share, or takes it away, from the sums of its unit and of all above it. */
export function addShare(sums: Sums, { lineage }: CompiledPlan, share: Share, sign: 1 | -1): void {
  const amounts = Object.entries(share.amounts);
  for (const unit of lineage(share.unit)) {
    for (const dimension of dimensions) {
      const of = { unit, month: share.month, dimension, value: dimension === "" ? "" : share[dimension] };
      const key = sumKey(of);
      let sum = sums.get(key);
      if (!sum) sums.set(key, (sum = { ...of, amounts: {} }));
      for (const [place, amount] of amounts) sum.amounts[Number(place)] = (sum.amounts[Number(place)] ?? 0) + sign * amount;
    }
  }
}
