import { parentPort, workerData } from "node:worker_threads";
import { EngineError } from "./model/engine-error.ts";
import { answerDmn, type DmnQuestion } from "./rules/dmn/answer-dmn.ts";
import { answerTestCases, type TestQuestion } from "./rules/dmn/tck/answer-test-cases.ts";
import { copyLibsql } from "./store/libsql/copy.ts";
import type { Said, SaidCause } from "./store/thread.ts";

/** What is done on a thread of its own, since it would hold up every live command for as long as it takes. */
const jobs = {
  copy: ({ file, copy }: { readonly file: string; readonly copy: string }) => copyLibsql(file, copy),
  dmn: (question: DmnQuestion) => answerDmn(question),
  "dmn-tests": (question: TestQuestion) => answerTestCases(question),
} as const;

const { job, input } = workerData as { readonly job: keyof typeof jobs; readonly input: never };

try {
  say({ type: "done", result: await jobs[job](input) });
} catch (cause) {
  if (!(cause instanceof EngineError)) throw cause;
  say({ type: "failed", code: cause.code, zh: cause.detail["zh-CN"], en: cause.detail.en, cause: causeOf(cause) });
}

function causeOf({ cause }: EngineError): SaidCause | undefined {
  return cause instanceof Error && "code" in cause ? { message: cause.message, code: String(cause.code) } : undefined;
}

function say(said: Said): void {
  parentPort?.postMessage(said);
}
