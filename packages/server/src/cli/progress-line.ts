import type { Label } from "@muster/engine";
import type { Invocation } from "./invocation.ts";

/** How often a bar is drawn, and how often a line is written where nobody watches, in milliseconds. */
const pace = { bar: 100, line: 5000 } as const;

/** Shows how far something long is: a bar on a terminal, else a line every few seconds. `end` clears the bar. */
export function progressLine({ stderr, language }: Pick<Invocation, "stderr" | "language">) {
  const isTerminal = stderr.isTTY;
  let last = isTerminal ? 0 : performance.now();
  let drawn = false;
  return {
    show: (done: number, total: number, words: Label): void => {
      const now = performance.now();
      if (now - last < (isTerminal ? pace.bar : pace.line) && !(isTerminal && done === total)) return;
      last = now;
      drawn = isTerminal;
      stderr.write(isTerminal ? `\r\u001B[K${bar(done, total)} ${words[language]}` : `${words[language]}\n`);
    },
    end: (): void => {
      if (drawn) stderr.write("\r\u001B[K");
    },
  };
}

function bar(done: number, total: number): string {
  const width = 30;
  const full = total === 0 ? width : Math.floor((done / total) * width);
  return `${"█".repeat(full)}${"░".repeat(width - full)}`;
}
