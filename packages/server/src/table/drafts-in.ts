import { type DefinitionName, type Label, readDmn } from "@muster/engine";
import { extname } from "node:path";
import type { FiledFinding } from "../cli/check-definitions.ts";
import { exitCodes } from "../cli/exit-code.ts";
import { failure, wrongUsage } from "../cli/failure.ts";
import { label } from "../cli/label.ts";
import type { PublishedTables } from "../cli/published-tables.ts";
import { readBytes } from "../cli/read-bytes.ts";
import type { DefinitionFile } from "../cli/read-definition.ts";
import { readText } from "../cli/read-text.ts";
import { readXlsx } from "./read-xlsx.ts";

/** A rule table from a file of another program, as a draft. */
export interface ImportedDraft {
  /** As the engine's check takes it. */
  readonly file: Extract<DefinitionFile, { ok: true }>;
  readonly name: DefinitionName;
  /** The decision it was in DMN. */
  readonly decision?: string;
  /** The cell of a workbook in which something of the document stands. */
  readonly cellOf?: (pointer: string) => string | undefined;
}

export interface ImportedFile {
  readonly drafts: readonly ImportedDraft[];
  /** What could not be taken over as it stood. */
  readonly findings: readonly FiledFinding[];
}

/** The rule tables in a DMN file or a workbook; one that cannot be read ends the command. */
export async function draftsIn(file: string, published: PublishedTables): Promise<ImportedFile> {
  return isDmn(file) ? draftsInDmn(file, published) : draftInXlsx(file, published);
}

/** Whether the name of a file says that it is DMN; one that says neither DMN nor XLSX is wrong usage. */
export function isDmn(file: string): boolean {
  const kind = extname(file).toLowerCase();
  if (kind === ".dmn" || kind === ".xml") return true;
  if (kind === ".xlsx") return false;
  throw wrongUsage(label(`${file} 须以 .dmn 或 .xlsx 结尾。`, `${file} must end in .dmn or .xlsx.`));
}

async function draftsInDmn(file: string, published: PublishedTables): Promise<ImportedFile> {
  const read = readDmn(await readText(file), published.latest);
  if (!read.ok) throw unread(file, `${file}:${read.line}`, read.message, { line: read.line, column: read.column });
  const drafts = read.drafts.map(({ table, decision, lineOf }): ImportedDraft => ({ ...draft(file, table.id, table, lineOf), decision }));
  const findings = [
    ...read.findings.map((each) => ({ file, ...each })),
    ...read.drafts.flatMap(({ table, findings: each }) => each.map((one) => ({ file, definition: `table/${table.id}`, ...one }))),
  ];
  return { drafts, findings };
}

async function draftInXlsx(file: string, published: PublishedTables): Promise<ImportedFile> {
  const read = await readXlsx(await readBytes(file), published.rowIds);
  if (!read.ok) throw unread(file, file, read.message);
  const { document, cellOf } = read;
  const { id = "" } = document;
  const findings = read.findings.map(({ cell, finding }) => ({ file: `${file} ${cell}`, definition: `table/${id}`, finding }));
  return { drafts: [{ ...draft(file, id, document, () => 1), cellOf }], findings };
}

function unread(file: string, at: string, says: Label, more: Readonly<Record<string, unknown>> = {}): Error {
  return failure(exitCodes.refused, "findings", label(`${at}：${says["zh-CN"]}`, `${at}: ${says.en}`), { file, ...more });
}

function draft(file: string, id: string, document: unknown, lineOf: (pointer: string) => number): ImportedDraft {
  return { name: { kind: "table", id }, file: { ok: true, file, draft: { kind: "table", document }, key: `table/${id}`, lineOf } };
}
