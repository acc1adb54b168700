import type { Label } from "../model/label.ts";

/** Why a row was not imported, or what stands beside it where it was. */
export interface Reason {
  readonly outcome: "rejected" | "flagged";
  /** Stable, for counting and for programs. */
  readonly code: string;
  readonly column?: string | undefined;
  readonly message: Label;
}

export function rejected(code: string, zh: string, en: string, column?: string): Reason {
  return { outcome: "rejected", code, column, message: { "zh-CN": zh, en } };
}

export function flagged(code: string, zh: string, en: string, column?: string): Reason {
  return { outcome: "flagged", code, column, message: { "zh-CN": zh, en } };
}

export function isRejection(reason: Reason): boolean {
  return reason.outcome === "rejected";
}
