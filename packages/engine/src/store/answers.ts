/** First answers by idempotency key. */
export interface AnswerStore {
  /** Forgets the answers given before this instant; answers how many. */
  readonly forget: (before: number) => Promise<number>;
}
