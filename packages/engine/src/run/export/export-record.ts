import type { DefinitionKind } from "../../model/definition-kind.ts";
import type { Entry } from "../../model/entry.ts";
import type { Json } from "../../model/json.ts";
import type { Proposal } from "../../model/proposal.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { Tenant } from "../../store/definitions.ts";
import type { FeedHead } from "../seal/feed-head.ts";

/**
 * One record of an export. A ticket comes before its entries, an entry before the rows it names. What is absent in the store, the body of
 * an erased text say, is absent here. Instants are epoch milliseconds.
 */
export type ExportRecord =
  | {
      readonly type: "header";
      readonly format: number;
      readonly tenant: Tenant;
      /** The running number of the last report. */
      readonly lastNumber: number;
      /** Every entry up to this position is in the export: a seal at or before it can be checked against the export alone. */
      readonly feed: FeedHead;
    }
  | {
      readonly type: "definition";
      readonly kind: DefinitionKind;
      readonly id: string;
      readonly version: number;
      readonly status: string;
      readonly author: string;
      readonly approver?: string;
      readonly publishedAt?: number;
      readonly hash: string;
      readonly body: unknown;
    }
  /** Drafts on their way to publication, with their documents in the same order. */
  | { readonly type: "proposal"; readonly proposal: Proposal; readonly documents: readonly Json[] }
  | { readonly type: "ticket"; readonly head: string; readonly ticket: Ticket }
  /** The hash is SHA-256 over the hash before it and the entry's canonical bytes (RFC 8785), hex; the position is its place in the feed. */
  | { readonly type: "entry"; readonly position?: number; readonly hash: string; readonly entry: Entry }
  /** The entry's commitment is SHA-256 over salt and body, hex. */
  | {
      readonly type: "text";
      readonly id: string;
      readonly ticket: string;
      readonly field: string;
      readonly body?: string;
      readonly salt?: string;
      readonly erasedAt?: number;
    }
  | {
      readonly type: "attachment";
      readonly id: string;
      readonly ticket: string;
      readonly seq: number;
      readonly name?: string;
      readonly mediaType: string;
      readonly size: number;
      readonly sha256: string;
    }
  | {
      readonly type: "delivery";
      readonly id: string;
      readonly ticket: string;
      readonly destination: string;
      readonly topic: string;
      readonly payload: Json;
      readonly state: string;
      readonly attempt: number;
      readonly writtenAt: number;
      readonly settledAt?: number;
      readonly error?: string;
    }
  | {
      readonly type: "person";
      readonly id: string;
      readonly kind: string;
      readonly name?: string;
      readonly phone?: string;
      readonly address?: string;
      readonly erasedAt?: number;
    }
  /** The last one: an export without it was cut short. */
  | ({ readonly type: "end" } & ExportCounts);

/** How many records of each kind an export holds; people only where they were asked for. */
export interface ExportCounts {
  readonly definitions: number;
  readonly proposals: number;
  readonly tickets: number;
  readonly entries: number;
  readonly texts: number;
  readonly attachments: number;
  readonly deliveries: number;
  readonly people?: number;
}

export interface ExportOptions {
  /** With the names, phones and addresses of staff and reporters. */
  readonly people?: boolean;
}
