import type { Label } from "../../../model/label.ts";
import type { DmnModel } from "../model/model.ts";
import type { Report } from "./feel.ts";
import type { Models } from "./models.ts";

/** Where a value could not be computed, and stands as null. */
export interface Problem {
  /** The name of the decision, function or input it is about. */
  readonly element: string;
  /** In the file of the model; 1 is the first. */
  readonly line: number;
  readonly message: Label;
}

/** One run of a model. */
export interface Evaluation {
  readonly models: Models;
  /** What is known beforehand, by `namespace#id`: values of inputs, and of decisions that a service is given. */
  readonly given: ReadonlyMap<string, unknown>;
  /** What was computed, by `namespace#id`. */
  readonly known: Map<string, unknown>;
  /** What is being computed, by `namespace#id`: a decision that requires itself never ends. */
  readonly pending: ReadonlySet<string>;
  /** What FEEL's `now()` answers, and `today()` with it: epoch milliseconds. */
  readonly at: number;
  readonly problems: Problem[];
}

/** An evaluation within an element, for whatever it holds. */
export interface Within {
  readonly evaluation: Evaluation;
  readonly model: DmnModel;
  readonly element: string;
}

/** The most problems that are kept of a run; one wrong cell of a loop is told often enough. */
const mostProblems = 100;

/** Reports what goes wrong at a line of the element. */
export function reportAt({ evaluation, element }: Within, line: number): Report {
  return (message) => {
    if (evaluation.problems.length < mostProblems) evaluation.problems.push({ element, line, message });
  };
}
