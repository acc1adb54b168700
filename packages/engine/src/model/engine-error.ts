/** What can break although the command was fine; each asks for a different act of the operator. */
export type EngineErrorCode =
  | "store-busy"
  | "store-full"
  | "store-damaged"
  | "store-closed"
  | "store-failed"
  | "bad-definition"
  | "newer-schema"
  | "unknown-tenant"
  | "bad-tenant"
  | "bad-actor";

/** A broken promise: something that should have worked did not. Refused commands are values instead. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  constructor(code: EngineErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "EngineError";
    this.code = code;
  }
}
