import type { Finding } from "../model/finding.ts";

/** What keeps a whole import from starting: nothing was sent. `place` is a JSON Pointer into the mapping, or empty for the file. */
export function finding(place: string, code: string, zh: string, en: string): Finding {
  return { severity: "error", code, place, message: { "zh-CN": zh, en } };
}

/** An answer, or why there is none. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly findings: readonly Finding[] };
