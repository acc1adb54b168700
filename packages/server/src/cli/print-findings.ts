import type { Finding, Label } from "@muster/engine";
import type { FiledFinding } from "./check-definitions.ts";
import { label } from "./label.ts";
import type { Speech } from "./speech.ts";

/** Lists findings as compilers do: file, line, what, so that an editor can jump there. */
export function printFindings({ print, text }: Pick<Speech, "print" | "text">, findings: readonly FiledFinding[]): void {
  for (const { file, line, column, definition, finding } of findings) {
    const at = [file ?? text(label(`已发布的 ${definition}`, `published ${definition}`)), line, column]
      .filter((part) => part !== undefined)
      .join(":");
    print(
      `${at}  ${text(severities[finding.severity])}  ${finding.place === "" ? "" : `${finding.place}  `}${text(finding.message)} [${finding.code}]`,
    );
    for (const witness of finding.witnesses ?? []) print(label(`    例如 ${shown(witness)}`, `    for example ${shown(witness)}`));
  }
}

function shown(witness: Readonly<Record<string, unknown>>): string {
  return Object.entries(witness)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    .join(", ");
}

const severities: Readonly<Record<Finding["severity"], Label>> = {
  error: label("错误", "error"),
  warning: label("警告", "warning"),
  hint: label("提示", "hint"),
};
