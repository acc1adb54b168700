import { Worker } from "node:worker_threads";
import { EngineError, type EngineErrorCode } from "../model/engine-error.ts";

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

/**
 * Does a job of `thread.ts` beside this thread, which goes on answering meanwhile; resolves with what the job answers. Rejects with its
 * EngineError, with an `over-limit` where it took more than the limits, or with whatever else ended the thread.
 */
export function inThread<Result>(
  job: string,
  input: unknown,
  onNews: (news: unknown) => void = () => {},
  limits?: ThreadLimits,
): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    // The published file also from the sources: Node's loaders for TypeScript do not reach threads.
    const thread = new Worker(new URL(import.meta.resolve("@muster/engine/thread")), {
      workerData: { job, input },
      ...(limits && { resourceLimits: { maxOldGenerationSizeMb: limits.megabytes } }),
    });
    let clock: NodeJS.Timeout | undefined;
    if (limits)
      thread.on("online", () => {
        clock = setTimeout(() => {
          reject(tooLong(limits));
          void thread.terminate();
        }, limits.milliseconds);
      });
    thread.on("message", (said: Said) => {
      if (said.type === "news") onNews(said.news);
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
