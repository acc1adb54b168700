import { EngineError } from "../model/engine-error.ts";
import type { DmnAnswer, DmnQuestion, DmnRefusal } from "../rules/dmn/answer-dmn.ts";
import type { TestAnswer, TestQuestion } from "../rules/dmn/tck/answer-test-cases.ts";
import { inThread, type ThreadJob } from "../store/thread.ts";

/** How much a run of DMN may take. */
export interface DmnLimits {
  /** Milliseconds; 10,000 where absent. */
  readonly timeout?: number;
}

/**
 * Asks a DMN model whatever it holds, in full FEEL, on a thread of its own: what does not end is ended when its time is over, and neither
 * holds up live commands nor takes the process with it. A question that cannot be answered is a refusal.
 */
export function runDmn(question: DmnQuestion, limits: DmnLimits = {}): Promise<DmnAnswer> {
  return bounded<DmnAnswer>("dmn", question, limits);
}

/** Asks a DMN model all that a file of test cases of the DMN Technology Compatibility Kit expects of it, bounded as `runDmn`. */
export function testDmn(question: TestQuestion, limits: DmnLimits = {}): Promise<TestAnswer> {
  return bounded<TestAnswer>("dmn-tests", question, limits);
}

const megabytes = 512;

async function bounded<Answer>(
  job: ThreadJob,
  question: unknown,
  { timeout = 10_000 }: DmnLimits,
): Promise<Answer | { readonly ok: false; readonly refusal: DmnRefusal }> {
  try {
    return await inThread<Answer>(job, question, { limits: { milliseconds: timeout, megabytes } });
  } catch (cause) {
    if (!(cause instanceof EngineError) || cause.code !== "over-limit") throw cause;
    return { ok: false, refusal: { code: "over-limit", detail: cause.detail } };
  }
}
