import { type DmnQuestion, type DmnRefusal, readModels } from "../answer-dmn.ts";
import { readTestCases } from "./read-test-cases.ts";
import { runTestCases, type TestOutcome } from "./run-test-cases.ts";

/** A file of test cases and the models it is about; plain data, so that it can be sent to a thread. */
export interface TestQuestion extends Pick<DmnQuestion, "models" | "at"> {
  /** The XML of the test cases. */
  readonly tests: string;
}

/** What became of each expected result, or what could not be read. */
export type TestAnswer =
  | { readonly ok: true; readonly outcomes: readonly TestOutcome[] }
  | {
      readonly ok: false;
      readonly refusal: DmnRefusal | { readonly code: "bad-tests"; readonly detail: DmnRefusal["detail"]; readonly line: number };
    };

/** Asks models all that a file of test cases expects; how long that may take is for the caller to bound, as `testDmn` does. */
export function answerTestCases({ tests, models, at }: TestQuestion): TestAnswer {
  const cases = readTestCases(tests);
  if (!cases.ok) return { ok: false, refusal: { code: "bad-tests", detail: cases.message, line: cases.line } };
  const read = readModels(models);
  return read.ok ? { ok: true, outcomes: runTestCases(read.models, cases.testCases, at) } : read;
}
