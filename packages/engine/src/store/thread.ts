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

/**
 * Does a job of `thread.ts` beside this thread, which goes on answering meanwhile; resolves with what the job answers. Rejects with its
 * EngineError, or with whatever else ended the thread.
 */
export function inThread<Result>(job: string, input: unknown, onNews: (news: unknown) => void = () => {}): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    // The published file also from the sources: Node's loaders for TypeScript do not reach threads.
    const thread = new Worker(new URL(import.meta.resolve("@muster/engine/thread")), { workerData: { job, input } });
    thread.on("message", (said: Said) => {
      if (said.type === "news") onNews(said.news);
      else if (said.type === "done") resolve(said.result as Result);
      else
        reject(
          new EngineError(said.code, said.zh, said.en, { cause: said.cause && Object.assign(new Error(said.cause.message), said.cause) }),
        );
    });
    thread.on("error", reject);
    thread.on("exit", (code) => reject(new Error(`the thread for ${job} ended with exit code ${code}`)));
  });
}
