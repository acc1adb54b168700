/** What a script can tell from how a command ended; documented in `muster --help`. */
export const exitCodes = {
  done: 0,
  /** Understood and not accepted: a refusal, or findings of a check. */
  refused: 1,
  usage: 2,
  /** The store or the system failed. */
  failed: 3,
  /** Verification found faults. */
  faults: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
