import type { Connection } from "./connection.ts";

/** Keeps the log from holding on to what was erased. */
export interface LogEmptier {
  /** Folds the log into the file and cuts it to nothing; where a reader still needs it, again until that is done. */
  readonly empty: () => void;
  /** Tries once more, and no further. */
  readonly stop: () => void;
}

/** Between attempts while another process reads an older snapshot, in milliseconds. */
const pause = 1000;

/** Outside any transaction: the writer's begin and end within one turn of the event loop, and this runs between two. */
export function logEmptier(writing: Connection): LogEmptier {
  let again: NodeJS.Timeout | undefined;
  let stopped = false;
  const empty = () => {
    clearTimeout(again);
    if (stopped) return;
    // A process that has nothing else to do need not wait for it: the next opening empties the log.
    if (!emptied(writing)) again = setTimeout(empty, pause).unref();
  };
  return {
    empty,
    stop: () => {
      clearTimeout(again);
      stopped = true;
      emptied(writing);
    },
  };
}

/** Where it fails (a full disk), nothing is lost: the log still holds what the file does not. */
function emptied(writing: Connection): boolean {
  try {
    return writing.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.[0] === 0;
  } catch {
    return false;
  }
}
