/** A task somebody's inbox shows: the ticket's own, later a leg's or an approval's. */
export interface Part {
  readonly kind: "ticket";
  /** Unique within the ticket: the path of the state that is waiting. */
  readonly key: string;
  /** Whoever holds this role at this unit or above it is asked. */
  readonly role: string;
  readonly unit: string;
  readonly due?: number;
}
