import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";

/** Bytes of an argument that are not UTF-8 come as U+FFFD, which nothing tells from one that was typed: neither is stored for a text. */
export function requireLegible(argv: readonly string[]): void {
  const garbled = argv.find((word) => word.includes("\uFFFD"));
  if (garbled === undefined) return;
  throw wrongUsage(
    label(
      `参数“${garbled}”不是 UTF-8；请在 UTF-8 的终端中输入，或把文字存为 UTF-8 文件，用 --form @文件 写明。`,
      `The argument "${garbled}" is not UTF-8; type it in a UTF-8 terminal, or put the text into a UTF-8 file and name that with --form @FILE.`,
    ),
  );
}
