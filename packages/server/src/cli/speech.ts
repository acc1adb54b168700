import type { Label, Language } from "@muster/engine";
import type { Invocation } from "./invocation.ts";

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

/** How a run speaks. */
export function speech({ stdout, stderr, language }: Pick<Invocation, "stdout" | "stderr" | "language">, json: boolean): Speech {
  const text = (label: Label) => label[language];
  const plain = (line: string | Label) => `${typeof line === "string" ? line : text(line)}\n`;
  return {
    language,
    json,
    text,
    print: (line) => void (json || stdout.write(plain(line))),
    emit: (value) => void (json && stdout.write(`${JSON.stringify(value)}\n`)),
    note: (line) => stderr.write(plain(line)),
  };
}
