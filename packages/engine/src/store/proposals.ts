import type { ProposalState } from "../model/proposal.ts";

/** A proposal as it is stored. */
export interface ProposalRow {
  readonly id: number;
  readonly revision: number;
  readonly state: ProposalState;
  /** Epoch milliseconds; null where it waits for no time. */
  readonly publishAt: number | null;
  /** The proposal without its id, canonical JSON. */
  readonly body: string;
  /** The documents of its drafts in their order, canonical JSON. */
  readonly documents: string;
}

export interface ProposalFilter {
  readonly states?: readonly ProposalState[] | undefined;
  /** Only those with a lower id. */
  readonly before?: number | undefined;
}

export interface ProposalStore {
  readonly get: (tenant: string, id: number) => Promise<ProposalRow | undefined>;
  /** Without their documents, the newest first. */
  readonly list: (tenant: string, filter: ProposalFilter, limit: number) => Promise<readonly Omit<ProposalRow, "documents">[]>;
  /** A new one; answers the id it was given. */
  readonly add: (tenant: string, row: Omit<ProposalRow, "id">) => Promise<number>;
  /** Writes the next step of one, where what is stored is the step before it; answers whether it was. */
  readonly put: (tenant: string, row: ProposalRow) => Promise<boolean>;
  /** Scheduled ones whose time has come, of every tenant, the earliest first. */
  readonly due: (now: number, limit: number) => Promise<readonly { readonly tenant: string; readonly id: number }[]>;
}
