import type { Attachment } from "../model/command.ts";
import type { Effect } from "../model/effect.ts";
import type { LikenessChange } from "../model/likeness.ts";
import type { Part } from "../model/part.ts";
import type { TextRow } from "../model/text.ts";
import type { TicketDocument } from "../model/ticket-document.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Timer } from "../model/timer.ts";
import type { AnswerStore } from "./answers.ts";
import type { AuditStore } from "./audit.ts";
import type { DefinitionStore } from "./definitions.ts";
import type { DeliveryStore } from "./deliveries.ts";
import type { EvaluationStore } from "./evaluation.ts";
import type { JournalStore } from "./journal.ts";
import type { LikenessStore } from "./likeness.ts";
import type { PersonStore } from "./people.ts";
import type { ProposalStore } from "./proposals.ts";
import type { RecordStore } from "./records.ts";
import type { Hearing, ThreadJob } from "./thread.ts";
import type { TicketStore } from "./tickets.ts";
import type { TimerStore } from "./timers.ts";

/** Everything durable. Two implementations pass one conformance suite: libSQL in this process, PostgreSQL for many. */
export interface Store {
  /**
   * Loads what was asked for, lets `decide` look at it and writes what it answers, all in one transaction. `decide` is synchronous
   * and pure, and may be called again after a conflict; where it throws, this command alone fails. Resolves after the commit.
   */
  readonly transact: <T>(asked: Asked, decide: (found: Found) => Decided<T>) => Promise<T>;
  readonly tickets: TicketStore;
  readonly journal: JournalStore;
  readonly audit: AuditStore;
  readonly answers: AnswerStore;
  readonly timers: TimerStore;
  readonly deliveries: DeliveryStore;
  readonly definitions: DefinitionStore;
  readonly proposals: ProposalStore;
  readonly likeness: LikenessStore;
  readonly people: PersonStore;
  readonly records: RecordStore;
  readonly evaluation: EvaluationStore;
  /** A verified copy of the whole store in a file of its own, taken while work goes on. */
  readonly backup: (file: string) => Promise<void>;
  /**
   * Does a job of `thread.ts` on one snapshot of this store, beside the thread that writes. Absent where a job that pauses holds up nobody,
   * since a server answers its questions.
   */
  readonly aside?: (job: ThreadJob, input: object, hearing: Hearing) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** What a command is about. Everything it will look at must be named here. */
export interface Asked {
  readonly tenant: string;
  readonly ticket?: string | undefined;
  /** Ids of other tickets the command names; `Found.other` answers for these only. */
  readonly refers?: readonly string[];
  readonly report?: { readonly source: string; readonly sourceKey: string } | undefined;
  readonly key?: { readonly caller: string; readonly key: string } | undefined;
  /** A new ticket needs a number; `Found.number` answers only where this is set. */
  readonly numbered?: boolean;
}

/** What was found, as of this transaction. */
export interface Found {
  readonly ticket: Ticket | undefined;
  /** The hash of the ticket's last entry. */
  readonly head: string | undefined;
  /** The first answer to this idempotency key. */
  readonly answer: StoredAnswer | undefined;
  /** The ticket that this source reported under this key before. */
  readonly reported: Ticket | undefined;
  /** The body of one of the ticket's texts; an erased one is missing. */
  readonly text: (id: string) => string | undefined;
  /** Another ticket that the command names. */
  readonly other: (id: string) => Ticket | undefined;
  /** The tenant's next number; drawn once per transaction. */
  readonly number: () => number;
}

export interface StoredAnswer {
  /** Of the command that was answered; empty once a person was erased whose ticket it was on. */
  readonly fingerprint: string;
  readonly ticket: string;
  readonly seq: number;
}

export interface Decided<T> {
  readonly result: T;
  readonly write?: Write;
  /** Of the ticket that was asked for, where nothing else is written: a likeness made anew. */
  readonly likeness?: LikenessChange;
}

/** The rows of one accepted command. */
export interface Write {
  readonly ticket: Ticket;
  readonly isNew: boolean;
  /** The ticket, canonical JSON. */
  readonly document: TicketDocument;
  readonly entry: {
    readonly seq: number;
    readonly type: string;
    readonly at: number;
    readonly recordedAt: number;
    /** The entry, canonical JSON. */
    readonly body: string;
    readonly hash: string;
  };
  readonly parts: Change<Part>;
  readonly units: Change<TicketUnit>;
  readonly timers: Change<Timer>;
  readonly effects: readonly Effect[];
  readonly texts: readonly TextRow[];
  readonly attachments: readonly (Attachment & { readonly id: string })[];
  readonly decisions: readonly { readonly table: string; readonly version: number; readonly row: string }[];
  readonly likeness?: LikenessChange | undefined;
  readonly answer?: { readonly caller: string; readonly key: string; readonly fingerprint: string } | undefined;
}

/** What to remove, by key, and what to put in its place. */
export interface Change<Row> {
  readonly remove: readonly Row[];
  readonly add: readonly Row[];
}

export interface TicketUnit {
  readonly unit: string;
  readonly why: string;
}
