import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { definitionKinds, type DefinitionKind } from "@muster/engine";
import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";
import { kindOf } from "./read-definition.ts";

/** The files among those named, and those in the folders named, that hold definitions; and other JSON files of the folders. */
export async function findDefinitionFiles(
  paths: readonly string[],
): Promise<{ readonly files: readonly { readonly file: string; readonly kind: DefinitionKind }[]; readonly ignored: readonly string[] }> {
  const files: { readonly file: string; readonly kind: DefinitionKind }[] = [];
  const ignored: string[] = [];
  for (const path of paths) {
    const isFolder = await isDirectory(path);
    for (const file of isFolder ? (await readdir(path)).toSorted().map((name) => join(path, name)) : [path]) {
      const kind = kindOf(file);
      if (kind) files.push({ file, kind });
      else if (!isFolder) throw wrongUsage(unknownKind(file));
      else if (file.endsWith(".json")) ignored.push(file);
    }
  }
  return { files, ignored };
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw wrongUsage(label(`无法读取 ${path}：${why}`, `Cannot read ${path}: ${why}`));
  }
}

function unknownKind(file: string) {
  const names = definitionKinds.map((kind) => `NAME.${kind}.json`).join(", ");
  return label(
    `从文件名看不出 ${file} 是哪种定义；请命名为 ${names} 之一。`,
    `The name ${file} does not say which kind of definition it is; name it ${names}.`,
  );
}
