import { Worker } from "node:worker_threads";
import { EngineError, type EngineErrorCode } from "../model/engine-error.ts";

/** The jobs of `thread.ts`. */
export type ThreadJob = "copy" | "dmn" | "dmn-tests" | "backtest";

/** What a thread says: news on the way, then its result or what went wrong. Plain data, since no function or class crosses over. */
export type Said =
  | { readonly type: "news"; readonly news: unknown }
  | { readonly type: "done"; readonly result: unknown }
  | {
      readonly type: "failed";
      readonly code: EngineErrorCode;
      readonly zh: string;
      readonly en: string;
      readonly cause: SaidCause | undefined;
    };

/** What the driver said, behind an EngineError. */
export interface SaidCause {
  readonly message: string;
  readonly code: string;
}

/** What a thread may take before it is ended: milliseconds from its start, megabytes of memory. */
export interface ThreadLimits {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** Who hears of a job, how it is told to end, and what it may take. */
export interface Hearing {
  readonly onNews?: (news: unknown) => void;
  /** Ends it: what was asked for rejects with the signal's reason at once, the thread when it next looks up. */
  readonly signal?: AbortSignal | undefined;
  readonly limits?: ThreadLimits;
}

/** Megabytes for what a job makes for a moment only: what fits here is not copied on its way to be forgotten. */
const maxYoungGenerationSizeMb = 128;

/**
 * Does a job of `thread.ts` beside this thread, which goes on answering meanwhile; resolves with what the job answers. Rejects with its
 * EngineError, with an `over-limit` where it took more than the limits, or with whatever else ended the thread.
 */
export function inThread<Result>(job: ThreadJob, input: unknown, { onNews = () => {}, signal, limits }: Hearing = {}): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    signal?.throwIfAborted();
    // The published file also from the sources: Node's loaders for TypeScript do not reach threads.
    const thread = new Worker(new URL(import.meta.resolve("@muster/engine/thread")), {
      workerData: { job, input },
      resourceLimits: limits ? { maxOldGenerationSizeMb: limits.megabytes } : { maxYoungGenerationSizeMb },
    });
    /** Nobody waits for the job any more: it ends where it next looks up. */
    const stop = (cause: unknown): void => {
      thread.postMessage("stop");
      reject(cause);
    };
    const abort = (): void => stop(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    const tell = (news: unknown): void => {
      try {
        onNews(news);
      } catch (cause) {
        stop(cause);
      }
    };
    let clock: NodeJS.Timeout | undefined;
    if (limits)
      thread.on("online", () => {
        clock = setTimeout(() => {
          reject(tooLong(limits));
          void thread.terminate();
        }, limits.milliseconds);
      });
    thread.on("message", (said: Said) => {
      if (said.type === "news") tell(said.news);
      else if (said.type === "done") resolve(said.result as Result);
      else
        reject(
          new EngineError(said.code, said.zh, said.en, { cause: said.cause && Object.assign(new Error(said.cause.message), said.cause) }),
        );
    });
    thread.on("error", (cause: Error & { readonly code?: string }) =>
      reject(limits && cause.code === "ERR_WORKER_OUT_OF_MEMORY" ? tooMuch(limits) : cause),
    );
    thread.on("exit", (code) => {
      clearTimeout(clock);
      signal?.removeEventListener("abort", abort);
      reject(new Error(`the thread for ${job} ended with exit code ${code}`));
    });
  });
}

function tooLong({ milliseconds }: ThreadLimits): EngineError {
  const seconds = milliseconds / 1000;
  return new EngineError("over-limit", `超过 ${seconds} 秒仍未算完，已停止。`, `It was not done within ${seconds} s and was stopped.`);
}

function tooMuch({ megabytes }: ThreadLimits): EngineError {
  return new EngineError(
    "over-limit",
    `所需内存超过 ${megabytes} MB，已停止。`,
    `It needed more than ${megabytes} MB of memory and was stopped.`,
  );
}
