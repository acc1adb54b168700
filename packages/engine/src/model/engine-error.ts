import type { Label } from "./label.ts";

/** What can break although the command was fine; each asks for a different act of the operator. */
export type EngineErrorCode =
  | "store-busy"
  | "store-full"
  | "store-damaged"
  | "store-closed"
  | "store-failed"
  | "bad-definition"
  | "unknown-version"
  | "newer-schema"
  | "unknown-tenant"
  | "host-guard"
  | "bad-tenant"
  | "bad-actor"
  | "bad-key"
  | "bad-query"
  | "bad-move"
  | "bad-person"
  | "unknown-person"
  | "bad-seal"
  | "over-limit";

/** A broken promise: something that should have worked did not. Refused commands are values instead. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  /** What broke, where, and what to do; `message` is its English. */
  readonly detail: Label;
  constructor(code: EngineErrorCode, zh: string, en: string, options?: { readonly cause?: unknown }) {
    super(en, options);
    this.name = "EngineError";
    this.code = code;
    this.detail = { "zh-CN": zh, en };
  }
}
