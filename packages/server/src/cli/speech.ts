import type { Label, Language } from "@muster/engine";
import type { Io } from "./io.ts";

/** How a command speaks: to people in their language, or to machines in JSON, never both on standard output. */
export interface Speech {
  readonly language: Language;
  readonly json: boolean;
  readonly text: (label: Label) => string;
  /** A line for people on standard output; nothing with `--json`. */
  readonly print: (line: string | Label) => void;
  /** A line of JSON on standard output; nothing without `--json`. */
  readonly emit: (value: unknown) => void;
  /** A line for people on standard error, whatever standard output is for. */
  readonly note: (line: string | Label) => void;
}

export function speech(io: Io, language: Language, json: boolean): Speech {
  const text = (label: Label) => label[language];
  const plain = (line: string | Label) => `${typeof line === "string" ? line : text(line)}\n`;
  return {
    language,
    json,
    text,
    print: (line) => void (json || io.stdout.write(plain(line))),
    emit: (value) => void (json && io.stdout.write(`${JSON.stringify(value)}\n`)),
    note: (line) => void io.stderr.write(plain(line)),
  };
}
