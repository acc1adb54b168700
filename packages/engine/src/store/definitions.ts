import type { DefinitionKind } from "../model/definition-kind.ts";

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
   * Publishes new versions, all or none, where the tenant still has as many as were `seen` when they were checked; none is ever removed.
   * Answers whether it did: otherwise somebody else published meanwhile, and they must be checked against that.
   */
  readonly publish: (tenant: string, rows: readonly DefinitionRow[], author: string, at: number, seen: number) => Promise<boolean>;
}
