/** Something done again and again in the background, one round after another. */
export interface Loop {
  readonly start: () => void;
  /** Resolves when the round under way is over. */
  readonly stop: () => Promise<void>;
}

/** Between rounds that found nothing, in milliseconds. */
const pause = 200;

/** Longest pause after rounds that failed, in milliseconds. */
const longest = 10_000;

/** Runs rounds until stopped, each of which can ask whether it is to stop; one that throws is tried again after a growing pause, so that a full disk does not end the work. */
export function loop(round: (isStopping: () => boolean) => Promise<unknown>, onError: (cause: unknown) => void): Loop {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = true;
  let wait = pause;
  const turn = async (): Promise<void> => {
    try {
      await round(() => stopped);
      wait = pause;
    } catch (cause) {
      onError(cause);
      wait = Math.min(longest, wait * 2);
    }
    if (!stopped) timer = setTimeout(next, wait);
  };
  const next = (): void => {
    running = turn();
  };
  return {
    start: () => {
      if (!stopped) return;
      stopped = false;
      next();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
