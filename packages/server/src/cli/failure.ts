import type { EngineErrorCode, Label } from "@muster/engine";
import { exitCodes, type ExitCode } from "./exit-code.ts";

/** What went wrong, for programs; stable. What the engine breaks with keeps the engine's code. */
export type FailureCode =
  | EngineErrorCode
  | "usage"
  | "no-database"
  | "unknown-ticket"
  | "unknown-leg"
  | "unknown-person"
  | "unknown-proposal"
  | "not-allowed"
  | "exists"
  | "findings"
  | "rejected-rows"
  | "faults"
  /** States have gone and nothing says where to. */
  | "unmapped-states"
  | "unconfirmed"
  | "not-moved"
  | "bad-backup"
  | "interrupted"
  /** What had to be written on standard output was not. */
  | "output-lost"
  /** The operating system refused something. */
  | "system"
  /** A fault of the program. */
  | "bug";

/** Why a command did not do what was asked, and the code it ends with. */
export interface Failure {
  readonly exit: ExitCode;
  readonly code: FailureCode;
  /** What was wrong, with which id, and what to do. */
  readonly detail: Label;
  /** What else the JSON document tells: findings, faults, counts. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** Where in the program it broke; for a fault of the program only. */
  readonly trace?: string;
}

const failures = new WeakMap<Error, Failure>();

/** An error to throw: the command ends so and says this, once, for people and for programs. */
export function failure(exit: ExitCode, code: FailureCode, detail: Label, more: Readonly<Record<string, unknown>> = {}): Error {
  const error = new Error(detail.en);
  failures.set(error, { exit, code, detail, more });
  return error;
}

/** An error to throw where the command was not written as it should be. */
export function wrongUsage(detail: Label, code: FailureCode = "usage"): Error {
  return failure(exitCodes.usage, code, detail);
}

/** What was thrown, where it was a failure. */
export function failureOf(thrown: unknown): Failure | undefined {
  return thrown instanceof Error ? failures.get(thrown) : undefined;
}
