import type { Cell } from "@muster/engine/sources";
import type { FileHandle } from "node:fs/promises";
import { csvForm } from "./csv-form.ts";
import { xlsxForm } from "./xlsx-form.ts";

/** How rejects are written down. */
export interface RejectsForm {
  /** Whether a file is a list of rejects or, where it is partial, what a killed run may have left of one. Throws where it cannot be read. */
  readonly isOurs: (file: string, isPartial: boolean) => Promise<boolean>;
  readonly onto: (file: FileHandle) => RejectsWriter;
}

export interface RejectsWriter {
  readonly write: (cells: readonly (Cell | undefined)[]) => Promise<void>;
  /** Writes what was held back until now. */
  readonly end: () => Promise<void>;
}

/** The form that a name asks for: a sheet keeps what a cell is, such as a date, and a CSV file only how it is written. */
export function formOf(file: string): RejectsForm {
  return /\.xlsx$/i.test(file) ? xlsxForm : csvForm;
}
