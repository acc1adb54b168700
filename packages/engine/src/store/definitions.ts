import type { DefinitionKind } from "../model/definition-kind.ts";
import type { ProposalRow } from "./proposals.ts";

export interface DefinitionRow {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly version: number;
  /** Canonical JSON. */
  readonly body: string;
  readonly hash: string;
}

export interface Tenant {
  readonly id: string;
  /** IANA time zone. */
  readonly zone: string;
  readonly numberPrefix: string;
}

export interface DefinitionStore {
  readonly tenants: () => Promise<readonly Tenant[]>;
  /** Adds a tenant, or changes the settings of one. */
  readonly putTenant: (tenant: Tenant) => Promise<void>;
  /** Every version of every definition of the tenant. */
  readonly all: (tenant: string) => Promise<readonly DefinitionRow[]>;
  /**
   * Publishes new versions, all or none, where the tenant still has as many as were `seen` when they were checked, none of which is ever
   * removed, and where the proposal they come from is still the one before. Answers whether it did: otherwise somebody else did
   * something meanwhile, and they must be looked at again.
   */
  readonly publish: (tenant: string, publication: Publication) => Promise<boolean>;
}

/** Definitions to be published together, and who answers for them. */
export interface Publication {
  readonly rows: readonly DefinitionRow[];
  readonly author: string;
  /** Whoever agreed to it, where somebody had to. */
  readonly approver?: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly seen: number;
  /** The step of the proposal that this is. */
  readonly proposal?: ProposalRow | undefined;
}
