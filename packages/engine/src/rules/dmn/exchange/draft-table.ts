import type { Finding } from "../../../model/finding.ts";
import type { RuleTable } from "../../table.ts";

/** A table that came from outside, as a draft: not checked yet, with what could not be taken over as it stood. */
export interface DraftTable {
  readonly table: RuleTable;
  readonly findings: readonly PlacedFinding[];
  /** Where in its file something of the draft stands, by its JSON Pointer: the line, or the nearest above it that is known. */
  readonly lineOf: (pointer: string) => number;
}

/** A finding with the line of the file it is about; 1 is the first. */
export interface PlacedFinding {
  readonly line: number;
  readonly finding: Finding;
}

/** Collects findings on the way, each at its line. */
export interface Findings {
  readonly list: PlacedFinding[];
  readonly say: (severity: Finding["severity"], line: number, place: string, code: string, zh: string, en: string) => void;
}

export function findings(): Findings {
  const list: PlacedFinding[] = [];
  return {
    list,
    say: (severity, line, place, code, zh, en) =>
      void list.push({ line, finding: { severity, code, place, message: { "zh-CN": zh, en } } }),
  };
}
