/** What does not fit together in a store. */
export type FaultCode =
  // a ticket's journal
  | "gap"
  | "broken-chain"
  | "unreadable"
  | "entry-differs"
  | "malformed"
  | "no-journal"
  | "no-ticket"
  // the ticket against its journal
  | "head-differs"
  | "state-differs"
  | "column-differs"
  // the rows beside the ticket
  | "timer-differs"
  | "part-differs"
  | "unit-differs"
  | "decision-differs"
  | "text-missing"
  | "text-differs"
  | "text-half-erased"
  | "text-unknown"
  | "attachment-missing"
  | "attachment-differs"
  | "attachment-unknown"
  | "delivery-missing"
  | "delivery-differs"
  | "delivery-unknown"
  | "likeness-missing"
  | "likeness-differs"
  | "stray-rows"
  | "stray-answer"
  // what the tickets stand on
  | "definition-missing"
  | "definition-differs"
  | "definition-unreadable"
  | "number-behind"
  | "no-tenant"
  // what repeats the journal
  | "evaluation-differs"
  // what was written outside the store
  | "seal-missing"
  | "seal-forged"
  | "seal-order"
  | "seal-differs";

/** A place where what is stored does not agree with the journal, with itself, or with a seal. */
export interface Fault {
  readonly fault: FaultCode;
  readonly ticket?: string;
  readonly seq?: number;
  /** What exactly: a column, the id of a row, `kind/id@version`, feed positions. */
  readonly what?: string;
}
