import { isContext } from "../evaluate/coerce.ts";
import { evaluateModel } from "../evaluate/evaluate-model.ts";
import type { Problem } from "../evaluate/evaluation.ts";
import { plainValue } from "../evaluate/plain-value.ts";
import type { DmnModel } from "../model/model.ts";
import { isSameValue } from "./same-value.ts";
import type { TestCases } from "./test-cases.ts";

/** What became of one expected result; values as JSON. */
export interface TestOutcome {
  readonly test: string;
  readonly name: string;
  readonly passed: boolean;
  readonly expected: unknown;
  readonly actual: unknown;
  /** Why something in the answer is null. */
  readonly problems: readonly Problem[];
}

/** Asks a model everything that test cases expect of it. */
export function runTestCases(models: readonly [DmnModel, ...DmnModel[]], { cases }: TestCases, at: number): readonly TestOutcome[] {
  return cases.flatMap(({ id, inputs, results }) =>
    results.map(({ name, invoked = name, expected }): TestOutcome => {
      const answer = evaluateModel(models, { name: invoked, inputs, at });
      const actual = answer.ok ? resultIn(answer.value, models[0], invoked, name) : undefined;
      return {
        test: id,
        name,
        passed: answer.ok && isSameValue(actual, expected),
        expected: plainValue(expected),
        actual: plainValue(actual),
        problems: answer.ok ? answer.problems : [],
      };
    }),
  );
}

/** Of a service with several outputs, the one that is named. */
function resultIn(value: unknown, { services }: DmnModel, invoked: string, name: string): unknown {
  const service = services.find((each) => each.name === invoked);
  return service && service.outputs.length > 1 && isContext(value) && name in value ? value[name] : value;
}
