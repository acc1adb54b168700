import type { Label } from "@muster/engine";
import { exitCodes, type ExitCode } from "./exit-code.ts";

/** Why a command cannot go on, for people, with the code it ends with. */
export interface Failure {
  readonly code: ExitCode;
  readonly label: Label;
}

const failures = new WeakMap<Error, Failure>();

/** An error to throw: the command ends with this code and says this, nothing more. */
export function failure(code: ExitCode, label: Label): Error {
  const error = new Error(label.en);
  failures.set(error, { code, label });
  return error;
}

/** An error to throw where the command was not written as it should be. */
export function wrongUsage(label: Label): Error {
  return failure(exitCodes.usage, label);
}

/** What was thrown, where it was a failure. */
export function failureOf(thrown: unknown): Failure | undefined {
  return thrown instanceof Error ? failures.get(thrown) : undefined;
}
