import { parentPort, workerData } from "node:worker_threads";
import { EngineError } from "./model/engine-error.ts";
import { answerDmn, type DmnQuestion } from "./rules/dmn/answer-dmn.ts";
import { answerTestCases, type TestQuestion } from "./rules/dmn/tck/answer-test-cases.ts";
import { runBacktest, type BacktestJob } from "./run/backtest/backtester.ts";
import { copyLibsql } from "./store/libsql/copy.ts";
import { openLibsqlStore } from "./store/libsql/open.ts";
import type { Said, SaidCause, ThreadJob } from "./store/thread.ts";

/** What is done on a thread of its own, since it would hold up every live command for as long as it takes. */
const jobs = {
  copy: ({ file, copy }: { readonly file: string; readonly copy: string }) => copyLibsql(file, copy),
  dmn: (question: DmnQuestion) => answerDmn(question),
  "dmn-tests": (question: TestQuestion) => answerTestCases(question),
  backtest: async ({ file, ...job }: BacktestJob & { readonly file: string }) => {
    const store = openLibsqlStore({ file, readOnly: true });
    try {
      return await runBacktest(store, job, (news) => say({ type: "news", news }), stopped.signal);
    } finally {
      await store.close();
    }
  },
} as const satisfies Record<ThreadJob, (input: never) => unknown>;

const { job, input } = workerData as { readonly job: ThreadJob; readonly input: never };
const stopped = new AbortController();
parentPort?.once("message", () => stopped.abort());
// Listening must not keep a thread alive that has done its job.
parentPort?.unref();

try {
  say({ type: "done", result: await jobs[job](input) });
} catch (cause) {
  // Whoever stopped it knows why it ended.
  if (cause instanceof EngineError)
    say({ type: "failed", code: cause.code, zh: cause.detail["zh-CN"], en: cause.detail.en, cause: causeOf(cause) });
  else if (!stopped.signal.aborted) throw cause;
}

function causeOf({ cause }: EngineError): SaidCause | undefined {
  return cause instanceof Error && "code" in cause ? { message: cause.message, code: String(cause.code) } : undefined;
}

function say(said: Said): void {
  parentPort?.postMessage(said);
}
