/** First answers by idempotency key. */
export interface AnswerStore {
  /** Forgets answers given before this instant, at most `limit` of them; answers how many. */
  readonly forget: (before: number, limit: number) => Promise<number>;
}
