export interface DueTimer {
  readonly tenant: string;
  readonly ticket: string;
  readonly id: string;
  readonly generation: number;
  readonly due: number;
}

export interface TimerStore {
  /** Timers due at or before `now`, earliest first; only those behind `after` in that order, where given. */
  readonly due: (now: number, limit: number, after?: DueTimer) => Promise<readonly DueTimer[]>;
  /** When the next timer is due. */
  readonly next: () => Promise<number | undefined>;
  /** Removes a timer whose command was refused as stale. */
  readonly drop: (timer: DueTimer) => Promise<void>;
}
