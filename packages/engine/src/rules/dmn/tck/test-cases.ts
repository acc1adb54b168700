/** A file of the DMN Technology Compatibility Kit: what a model is asked, and what it must answer. */
export interface TestCases {
  /** The file of the model, beside this one. */
  readonly modelName: string;
  readonly cases: readonly TestCase[];
}

export interface TestCase {
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly results: readonly ExpectedResult[];
}

/** What a decision, function or service must answer, as a FEEL value; null also where an error is expected. */
export interface ExpectedResult {
  readonly name: string;
  /** The function or service that is invoked, where it is not `name` itself. */
  readonly invoked: string | undefined;
  readonly expected: unknown;
}
