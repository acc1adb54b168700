/** Human text as the ticket and the journal hold it: an id and a salted commitment. The text itself is an erasable row. */
export interface TextRef {
  readonly text: string;
  /** SHA-256 over the salt and the text, hex: proves what stood there without saying it. */
  readonly commitment: string;
}

/** The erasable row a {@link TextRef} points to. */
export interface TextRow {
  readonly id: string;
  readonly field: string;
  readonly body: string;
  readonly salt: string;
}

export function isTextRef(value: unknown): value is TextRef {
  return typeof value === "object" && value !== null && "text" in value && "commitment" in value;
}
