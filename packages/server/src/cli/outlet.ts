import { fstatSync, writeFileSync } from "node:fs";
import type { Io } from "./io.ts";

/** Where a command's words go: writing never throws and never ends the process, whatever became of the place. */
export interface Outlet {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  /** Writes in the order of the calls, and nothing more once something was lost. */
  readonly write: (text: string) => void;
  /** Writes, and answers whether the text was really taken. */
  readonly written: (text: string) => Promise<boolean>;
  /** Waits for all that was written; answers why the rest of it was lost, where it was. */
  readonly settled: () => Promise<Error | undefined>;
}

/** An outlet onto a stream. */
export function outlet(stream: Io["stdout"]): Outlet {
  // Every write is told its own failure; an event that nobody hears would end the process in the middle of its work.
  if (!stream.listeners("error").includes(ignore)) stream.on("error", ignore);
  const put = putter(stream);
  let lost: Error | undefined;
  let last: Promise<boolean> = Promise.resolve(true);
  const written = (text: string): Promise<boolean> => {
    if (lost) return Promise.resolve(false);
    last = new Promise((resolve) =>
      put(text, (cause) => {
        lost ??= cause ?? undefined;
        resolve(!cause);
      }),
    );
    return last;
  };
  return {
    isTTY: stream.isTTY === true,
    columns: stream.columns,
    write: (text) => void written(text),
    written,
    settled: async () => {
      await last;
      return lost;
    },
  };
}

/** Whether something was lost because whoever read it has left, as `head` does: their choice, and no fault of the place. */
export function isReaderGone(lost: Error): boolean {
  return "code" in lost && ["EPIPE", "ECONNRESET", "ERR_STREAM_DESTROYED"].includes(String(lost.code));
}

function ignore(): void {}

type Put = (text: string, done: (cause?: Error | null) => void) => void;

function putter(stream: Io["stdout"]): Put {
  const fd = fileOf(stream);
  if (fd === undefined) return (text, done) => void stream.write(text, done);
  // Node's own stream takes what a full disk accepted of a text for all of it: the end would be lost in silence.
  return (text, done) => {
    try {
      writeFileSync(fd, text);
      done();
    } catch (cause) {
      done(cause as Error);
    }
  };
}

/** The descriptor of a standard stream that is neither a terminal nor a pipe. */
function fileOf(stream: Io["stdout"]): number | undefined {
  if (stream !== process.stdout && stream !== process.stderr) return undefined;
  const { fd, isTTY } = stream as typeof process.stdout;
  try {
    // As bigints: Node 20 keeps the numbers of the last call, and where they are a pipe's it resolves no link any more (fs.realpathSync).
    const found = fstatSync(fd, { bigint: true });
    return !isTTY && (found.isFile() || found.isCharacterDevice()) ? fd : undefined;
  } catch {
    return undefined;
  }
}
