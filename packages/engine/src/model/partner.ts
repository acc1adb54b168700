/** How a hand-over ended: the other side has done it, or ended it otherwise; did not take it; or it was taken back. */
export const partnerOutcomes = ["done", "not-done", "not-taken", "taken-back"] as const;

export type PartnerOutcome = (typeof partnerOutcomes)[number];

/** The hand-over of a ticket to another tenant (移交), the last there was; earlier ones stand in the journal. */
export interface HandedTo {
  readonly tenant: string;
  /** 1 is the ticket's first. */
  readonly no: number;
  readonly at: number;
  /** The ticket on the other side, once that has said so. */
  readonly ticket?: string;
  readonly number?: string;
  /** Absent while the other side is at it. */
  readonly outcome?: PartnerOutcome;
  /** The state in which it ended there, or why it was not taken: a state's id, a refusal's code. */
  readonly why?: string;
  readonly endedAt?: number;
}

/** Where a ticket was handed over from. */
export interface HandedFrom {
  readonly tenant: string;
  readonly ticket: string;
  readonly number: string;
  /** Which of that ticket's hand-overs it was. */
  readonly no: number;
  /** When it was taken back there: nobody waits for an answer any more. */
  readonly withdrawnAt?: number;
}

/** What tenants tell each other of a ticket that was handed over; a process may let each of these words move the ticket. */
const partnerWords = ["taken", "not-taken", "answered", "reopened", "withdrawn"] as const;

export type PartnerWord = (typeof partnerWords)[number];

export function isPartnerWord(type: string): type is PartnerWord {
  return (partnerWords as readonly string[]).includes(type);
}

/** The key under which the other side reports it: one for each hand-over, so that a second sending is found out as such. */
export function partnerKey({ ticket, no }: Pick<HandedFrom, "ticket" | "no">): string {
  return `${ticket}/${no}`;
}
