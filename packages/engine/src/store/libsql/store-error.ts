import { EngineError, type EngineErrorCode } from "../../model/engine-error.ts";

/** SQLite's result codes, by what the operator can do about them. https://sqlite.org/rescode.html */
const codes: Readonly<Record<string, { readonly code: EngineErrorCode; readonly advice: string }>> = {
  SQLITE_BUSY: { code: "store-busy", advice: "another process holds the file; stop it, or talk to it instead" },
  SQLITE_FULL: { code: "store-full", advice: "the disk is full; make room and try again; nothing was half-written" },
  SQLITE_CORRUPT: { code: "store-damaged", advice: "the file is damaged; restore the last backup" },
  SQLITE_NOTADB: { code: "store-damaged", advice: "this is not a Muster database; check the path" },
  SQLITE_READONLY: { code: "store-failed", advice: "the file is read-only; check its permissions" },
  SQLITE_CANTOPEN: { code: "store-failed", advice: "the file cannot be opened; check that its folder exists and may be written" },
};

/** Whatever the driver threw, as an error that says what to do; a mistake of our own passes through. */
export function storeError(cause: unknown, file: string): unknown {
  if (!(cause instanceof Error) || !("code" in cause) || cause instanceof EngineError) return cause;
  const name = String(cause.code);
  const known = Object.entries(codes).find(([code]) => name.startsWith(code))?.[1];
  if (known) return new EngineError(known.code, `${file}: ${known.advice} (${name}: ${cause.message})`, { cause });
  if (name.startsWith("SQLITE_IOERR")) {
    return new EngineError(
      "store-failed",
      `${file}: the disk answered with an error; nothing was half-written; check the disk (${name}: ${cause.message})`,
      { cause },
    );
  }
  return new EngineError("store-failed", `${file}: ${cause.message} (${name})`, { cause });
}
