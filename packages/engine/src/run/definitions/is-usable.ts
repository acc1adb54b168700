import type { Located } from "../../definitions/located.ts";

/** Whether a world can be made of drafts, for trying them: a saved case that they fail stands against publishing them, not against trying. */
export function isUsable(findings: readonly Located[]): boolean {
  return findings.every(({ kind, finding }) => finding.severity !== "error" || kind === "cases");
}
