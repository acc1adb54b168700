/** A command to be sent by the engine at a time, unless the ticket has moved on by then. */
export interface Timer {
  /** Unique within the ticket. */
  readonly id: string;
  readonly generation: number;
  /** Epoch milliseconds. */
  readonly due: number;
}
