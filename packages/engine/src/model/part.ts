/** A task somebody's inbox shows: the ticket's own, a leg's, a request that waits for approval, an order that waits for a reply. */
export interface Part {
  readonly kind: PartKind;
  /** Unique within the ticket: the path of the state that is waiting, or what is asked. */
  readonly key: string;
  /** Whoever holds this role at this unit or above it is asked. */
  readonly role: string;
  readonly unit: string;
  readonly due?: number;
  /** Whoever has taken it on: it waits for nobody else. */
  readonly assignee?: string;
}

export type PartKind = "ticket" | "leg" | "approval" | "supervision";
