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
  /** What shows it: a rule table asked with such inputs does what the finding says; a ladder comes to a rung so. */
  readonly witnesses?: readonly Readonly<Record<string, unknown>>[];
  /** Of a rule table: the ids of the rows it is about, the one that is at fault first. */
  readonly rows?: readonly string[];
}

export function errorAt(place: string, code: string, zh: string, en: string): Finding {
  return { severity: "error", code, place, message: { "zh-CN": zh, en } };
}

/** One that keeps nothing from being published. */
export function warningAt(place: string, code: string, zh: string, en: string): Finding {
  return { severity: "warning", code, place, message: { "zh-CN": zh, en } };
}
