import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { definitionKinds, type DefinitionKind, type Label } from "@muster/engine";
import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";
import { kindInside } from "./kind-inside.ts";
import { kindOf } from "./read-definition.ts";
import { naming } from "./read-bytes.ts";

export interface FoundDefinitions {
  readonly files: readonly { readonly file: string; readonly kind: DefinitionKind }[];
  /** Files of the folders that hold a definition, by what stands in them, but do not say so in their names. */
  readonly misnamed: readonly { readonly file: string; readonly kind: DefinitionKind }[];
}

/** The files among those named, and those in the folders named, that hold definitions. What else is in a folder is nobody's business here. */
export async function findDefinitionFiles(paths: readonly string[]): Promise<FoundDefinitions> {
  const files: FoundDefinitions["files"][number][] = [];
  const misnamed: FoundDefinitions["misnamed"][number][] = [];
  for (const path of paths) {
    const isFolder = (await naming(path, stat(path))).isDirectory();
    for (const file of isFolder ? (await naming(path, readdir(path))).toSorted().map((name) => join(path, name)) : [path]) {
      const kind = kindOf(file);
      if (kind) files.push({ file, kind });
      else if (!isFolder) throw wrongUsage(unknownKind(file));
      else if (file.endsWith(".json")) {
        const guessed = await kindInside(file);
        if (guessed) misnamed.push({ file, kind: guessed });
      }
    }
  }
  if (files.length === 0) throw wrongUsage(noDefinitions(paths, misnamed));
  return { files, misnamed };
}

/** For a file that was left out because of its name alone. */
export function misnamedNote({ file, kind }: FoundDefinitions["misnamed"][number]): Label {
  const named = `${basename(file, ".json").split(".")[0]}.${kind}.json`;
  return label(
    `注意：${file} 看来是定义（${kind}），但文件名没有写明，已略过；要用它请改名为 ${named}。`,
    `Note: ${file} looks like a definition (${kind}) but is not named like one and was left out; rename it ${named} to use it.`,
  );
}

function unknownKind(file: string): Label {
  return label(
    `从文件名看不出 ${file} 是哪种定义；请命名为 ${fileNames.join("、")} 之一。`,
    `The name ${file} does not say which kind of definition it is; name it ${fileNames.join(", ")}.`,
  );
}

function noDefinitions(paths: readonly string[], [misnamed]: FoundDefinitions["misnamed"]): Label {
  if (misnamed) return misnamedNote(misnamed);
  return label(
    `${paths.join("、")} 中没有定义文件；定义文件名为 ${fileNames.join("、")}。`,
    `There is no definition file in ${paths.join(", ")}; they are named ${fileNames.join(", ")}.`,
  );
}

const fileNames = definitionKinds.map((kind) => `NAME.${kind}.json`);
