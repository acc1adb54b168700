import type { Draft } from "@muster/engine";
import { exitCodes } from "./exit-code.ts";
import { failure } from "./failure.ts";
import { findDefinitionFiles, misnamedNote } from "./find-definition-files.ts";
import { readDefinition, type DefinitionFile } from "./read-definition.ts";
import type { Speech } from "./speech.ts";

export interface ReadFiles {
  readonly files: readonly DefinitionFile[];
  readonly drafts: readonly Draft[];
}

/** The drafts in the files named, and in the folders named; one that is no JSON ends the command. */
export async function readDraftFiles({ note }: Pick<Speech, "note">, paths: readonly string[]): Promise<ReadFiles> {
  const { files: found, misnamed } = await findDefinitionFiles(paths);
  for (const each of misnamed) note(misnamedNote(each));
  const files = await Promise.all(found.map(({ file, kind }) => readDefinition(file, kind)));
  const drafts = files.map((read) => {
    if (read.ok) return read.draft;
    throw failure(exitCodes.refused, "findings", read.finding.message, { file: read.file, line: read.line });
  });
  return { files, drafts };
}
