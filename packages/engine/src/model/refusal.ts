import type { Label } from "./label.ts";

/** Why a command was not accepted; a closed set, so that every caller can handle each. */
export type RefusalCode =
  | "unknown-ticket"
  | "unknown-leg"
  | "unknown-command"
  | "unknown-process"
  | "not-now"
  | "not-allowed"
  | "separation-of-duty"
  | "condition-not-met"
  | "bad-input"
  | "no-rule"
  | "duplicate-report"
  | "too-large"
  | "stale-revision"
  | "stale-timer"
  | "key-reused"
  | "time-order"
  | "endless"
  | "unknown-proposal"
  | "outdated"
  | "not-sound";

/** A command that was understood and not accepted: a value, never an exception. Nothing was changed. */
export interface Refusal {
  readonly code: RefusalCode;
  /** What was wrong, with which id, and what to do. */
  readonly detail: Label;
  /** Where in the command, as a JSON Pointer (RFC 6901). */
  readonly place?: string;
}

export type Refused = { readonly ok: false; readonly refusal: Refusal };

export function refuse(code: RefusalCode, zh: string, en: string, place?: string): Refused {
  const detail = { "zh-CN": zh, en };
  return { ok: false, refusal: place === undefined ? { code, detail } : { code, detail, place } };
}
