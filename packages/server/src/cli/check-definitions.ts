import type { Draft, Engine, Finding, Located } from "@muster/engine";
import { label } from "./label.ts";
import type { DefinitionFile } from "./read-definition.ts";

/** A finding with the file it is about; without one where it is about what is published already. */
export interface FiledFinding {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** `table/routing` and the like. */
  readonly definition?: string;
  readonly finding: Finding;
}

type ReadFile = Extract<DefinitionFile, { ok: true }>;

/** Checks files together with what is published for the tenant, and `more` drafts with them. */
export async function checkDefinitions(
  check: Engine["check"],
  tenant: string,
  files: readonly DefinitionFile[],
  more: readonly Draft[] = [],
): Promise<readonly FiledFinding[]> {
  const read = files.filter((file) => file.ok);
  const byKey = new Map(read.map((file) => [file.key, file]));
  const unread = files.flatMap((file) =>
    file.ok ? [] : [{ file: file.file, line: file.line, column: file.column, finding: file.finding }],
  );
  const twice = read.flatMap((file) => (byKey.get(file.key) === file ? [] : [doubled(file)]));
  // With a file missing, the others would be blamed for what they cannot find.
  if (unread.length > 0 || twice.length > 0) return [...unread, ...twice];
  const located = await check(tenant, [...read.map((file) => file.draft), ...more]);
  const misshapen = located.filter(({ finding }) => shapeCodes.has(finding.code));
  const findings = (misshapen.length > 0 ? misshapen : located).map((found) => filed(found, byKey));
  return findings.toSorted((a, b) => (a.file ?? "").localeCompare(b.file ?? "") || (a.line ?? 0) - (b.line ?? 0));
}

/** A document of the wrong shape counts as missing too. */
const shapeCodes: ReadonlySet<string> = new Set(["shape", "unknown-key"]);

/** Whether nothing stands against publishing. */
export function isSound(findings: readonly FiledFinding[]): boolean {
  return findings.every(({ finding }) => finding.severity !== "error");
}

function filed({ kind, id, finding }: Located, byKey: ReadonlyMap<string, ReadFile>): FiledFinding {
  const definition = `${kind}/${id}`;
  const file = byKey.get(definition);
  return file ? { file: file.file, line: file.lineOf(finding.place), definition, finding } : { definition, finding };
}

function doubled({ file, key }: ReadFile): FiledFinding {
  return {
    file,
    definition: key,
    finding: {
      severity: "error",
      code: "twice",
      place: "",
      message: label(
        `${key} 定义了不止一次（在另一个文件或本文件中）；请只保留一个。`,
        `${key} is defined more than once, by another file or in this one; keep one of them.`,
      ),
    },
  };
}
