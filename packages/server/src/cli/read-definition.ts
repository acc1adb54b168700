import { definitionKinds, type DefinitionKind, type Draft, type Finding } from "@muster/engine";
import { basename } from "node:path";
import { decodeUtf8, notUtf8 } from "./decode-utf8.ts";
import { scanJson, type Scanned } from "./json/scan-json.ts";
import { label } from "./label.ts";
import { readBytes } from "./read-bytes.ts";

/** A definition file: its draft and where in it things stand, or why it is none. */
export type DefinitionFile =
  | { readonly ok: true; readonly file: string; readonly draft: Draft; readonly key: string; readonly lineOf: (pointer: string) => number }
  | { readonly ok: false; readonly file: string; readonly line: number; readonly column: number; readonly finding: Finding };

/** The kind that a file's name says: `NAME.KIND.json`. */
export function kindOf(file: string): DefinitionKind | undefined {
  return definitionKinds.find((kind) => basename(file).endsWith(`.${kind}.json`));
}

/** Reads a definition of a kind from its file. A file that cannot be read ends the command. */
export async function readDefinition(file: string, kind: DefinitionKind): Promise<DefinitionFile> {
  const decoded = decodeUtf8(await readBytes(file));
  if (!decoded.ok) return { ok: false, file, line: decoded.line, column: 1, finding: encodingFinding(file, decoded.line) };
  const scanned = scanJson(decoded.text);
  if (!scanned.ok) return { ok: false, file, line: scanned.line, column: scanned.column, finding: syntaxFinding(scanned) };
  const { value: document, lineOf } = scanned;
  return { ok: true, file, draft: { kind, document }, key: `${kind}/${idOf(document, kind)}`, lineOf };
}

function encodingFinding(file: string, line: number): Finding {
  return { severity: "error", code: "encoding", place: "", message: notUtf8(label(file, file), line) };
}

function syntaxFinding({ line, column, message }: Extract<Scanned, { ok: false }>): Finding {
  return {
    severity: "error",
    code: "syntax",
    place: "",
    message: label(
      `不是 JSON，第 ${line} 行第 ${column} 列：${message["zh-CN"]}`,
      `This is not JSON, line ${line}, column ${column}: ${message.en}`,
    ),
  };
}

/** As the engine names it in its findings: what exists once a tenant goes by its kind. */
function idOf(document: unknown, kind: DefinitionKind): string {
  return typeof document === "object" && document !== null && "id" in document ? String(document.id) : kind;
}
