import type { PartColumns } from "./part-columns.ts";
import type { Likeness } from "../model/likeness.ts";
import type { Timer } from "../model/timer.ts";
import type { DefinitionRow } from "./definitions.ts";
import type { JournalRow } from "./journal.ts";
import type { TicketUnit } from "./port.ts";
import type { TicketColumn } from "./ticket-columns.ts";

/** Everything as it is stored, row by row: for verification and export. */
export interface AuditStore {
  /**
   * Tickets by id after this one, each with every row that belongs to it, all as of one moment: a constant number of queries.
   * At most `limit` tickets, fewer where they have much history; none at the end.
   */
  readonly page: (tenant: string, after: string, limit: number) => Promise<readonly KeptTicket[]>;
  /** Tickets that have rows in these tables, but none in `ticket`. */
  readonly orphans: (tenant: string) => Promise<readonly Orphan[]>;
  /** Whether as many words are kept as the likenesses of the tenant name; where each of theirs is there, then no other is. */
  readonly wordsAddUp: (tenant: string) => Promise<boolean>;
  /** Entries that answers to keys name and that are not in the journal. */
  readonly strayAnswers: (tenant: string) => Promise<readonly { readonly ticket: string; readonly seq: number }[]>;
  readonly definitions: (tenant: string) => Promise<readonly KeptDefinition[]>;
  readonly people: (tenant: string, after: string, limit: number) => Promise<readonly KeptPerson[]>;
  /** The last running number of a ticket that was given; undefined for a tenant that was never set up. */
  readonly lastNumber: (tenant: string) => Promise<number | undefined>;
  /** Such columns of the tenant's rows that belong to no ticket; none where the database's own types keep them out. */
  readonly malformed: (tenant: string) => Promise<readonly string[]>;
  /** Every tenant that any row names, set up or not. */
  readonly tenants: () => Promise<readonly string[]>;
}

export interface KeptTicket {
  readonly id: string;
  /** The ticket's own row, by column. */
  readonly row: Readonly<Record<TicketColumn, string | number | null>>;
  /** In order. */
  readonly entries: readonly KeptEntry[];
  readonly timers: readonly Timer[];
  readonly parts: readonly PartColumns[];
  readonly units: readonly TicketUnit[];
  readonly texts: readonly KeptText[];
  readonly attachments: readonly KeptAttachment[];
  readonly decisions: readonly KeptDecision[];
  readonly deliveries: readonly KeptDelivery[];
  /** What it may be recognised by; several only where somebody wrote them past us. */
  readonly likenesses: readonly KeptLikeness[];
  /** Columns of its rows, as `table.column`, with values that nobody here writes and that would be read otherwise than they are compared. */
  readonly malformed: readonly string[];
}

export interface KeptLikeness extends Omit<Likeness, "words"> {
  /** As stored: a JSON list. */
  readonly words: string;
  /** How many of the words have their row. */
  readonly held: number;
}

export interface KeptEntry extends JournalRow {
  readonly at: number;
  readonly recordedAt: number;
  readonly type: string;
  /** In the feed; null where it has none yet. */
  readonly position: number | null;
}

export interface KeptText {
  readonly id: string;
  readonly field: string;
  readonly body: string | null;
  readonly salt: string | null;
  readonly erasedAt: number | null;
}

export interface KeptAttachment {
  readonly id: string;
  readonly seq: number;
  readonly name: string | null;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

export interface KeptDecision {
  readonly table: string;
  readonly version: number;
  readonly row: string;
  readonly seq: number;
  readonly at: number;
}

export interface KeptDelivery {
  readonly id: string;
  readonly destination: string;
  readonly topic: string;
  /** Canonical JSON. */
  readonly payload: string;
  readonly state: string;
  readonly attempt: number;
  readonly writtenAt: number;
  readonly settledAt: number | null;
  readonly error: string | null;
}

export interface KeptDefinition extends DefinitionRow {
  readonly status: string;
  readonly author: string;
  readonly approver: string | null;
  readonly publishedAt: number | null;
}

export interface KeptPerson {
  readonly id: string;
  readonly kind: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly erasedAt: number | null;
}

export interface Orphan {
  readonly ticket: string;
  readonly tables: readonly string[];
}

/** Every orphan once, with all the tables that name it. */
export function orphansOf(rows: readonly { readonly ticket: string; readonly in: string }[]): readonly Orphan[] {
  const tables = new Map<string, readonly string[]>();
  for (const row of rows) tables.set(row.ticket, [...(tables.get(row.ticket) ?? []), row.in]);
  return [...tables].map(([ticket, names]) => ({ ticket, tables: names }));
}
