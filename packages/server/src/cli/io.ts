import type { Readable, Writable } from "node:stream";

/** The surroundings of one run: tests bring their own. */
export interface Io {
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard input of this process where absent. */
  readonly stdin?: Readable;
  /** Says that the user wants to stop; SIGINT and SIGTERM where absent. */
  readonly signal?: AbortSignal;
  /** Epoch milliseconds; the system's clock where absent. */
  readonly now?: () => number;
}
