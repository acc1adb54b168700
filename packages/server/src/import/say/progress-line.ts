import type { Invocation } from "../../cli/invocation.ts";
import type { Progress } from "../import-file.ts";

/** How often a bar is drawn, and how often a line is written where nobody watches, in milliseconds. */
const pace = { bar: 100, line: 5000 } as const;

/** Shows how far an import is: a bar on a terminal, else a line every few seconds. `end` clears the bar. */
export function progressLine({ stderr, language }: Pick<Invocation, "stderr" | "language">) {
  const isTerminal = stderr.isTTY;
  let last = isTerminal ? 0 : performance.now();
  let drawn = false;
  return {
    show: ({ done, total, rejected }: Progress): void => {
      const now = performance.now();
      if (now - last < (isTerminal ? pace.bar : pace.line) && !(isTerminal && done === total)) return;
      last = now;
      const words = language === "en" ? `${done} of ${total} rows, ${rejected} rejected` : `${done} / ${total} 行，拒绝 ${rejected}`;
      drawn = isTerminal;
      stderr.write(isTerminal ? `\r\u001B[K${bar(done, total)} ${words}` : `${words}\n`);
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
