import { isUtf8 } from "node:buffer";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { definitionKinds } from "../../model/definition-kind.ts";
import type { Draft } from "./check-drafts.ts";

/** The definitions of a folder, a path or a `file:` URL, each file's kind by its name, `NAME.KIND.json`. Throws where one is not JSON in UTF-8, naming the file. */
export async function readDrafts(folder: string | URL): Promise<readonly Draft[]> {
  const path = typeof folder === "string" ? folder : fileURLToPath(folder);
  const names = (await readdir(path)).toSorted();
  const drafts = names.flatMap((name) => {
    const kind = definitionKinds.find((each) => name.endsWith(`.${each}.json`));
    return kind ? [readDraft(kind, join(path, name))] : [];
  });
  return Promise.all(drafts);
}

async function readDraft(kind: Draft["kind"], file: string): Promise<Draft> {
  const bytes = await readFile(file);
  // Read all the same, another encoding would be published as signs that nobody wrote.
  if (!isUtf8(bytes)) throw new Error(`${file} is not UTF-8; save it as UTF-8`);
  try {
    return { kind, document: JSON.parse(new TextDecoder().decode(bytes)) as unknown };
  } catch (cause) {
    throw new Error(`${file} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
