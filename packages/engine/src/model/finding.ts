import type { Label } from "./label.ts";

/** Something a check has to say about a definition. */
export interface Finding {
  /** An error keeps the definition from being published; a warning and a hint do not. */
  readonly severity: "error" | "warning" | "hint";
  readonly code: string;
  /** Where, as a JSON Pointer (RFC 6901) into the document. */
  readonly place: string;
  /** What is wrong there, and how to mend it. */
  readonly message: Label;
}

export function errorAt(place: string, code: string, zh: string, en: string): Finding {
  return { severity: "error", code, place, message: { "zh-CN": zh, en } };
}
