import { readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { readText } from "../cli/read-text.ts";

/** A model that is asked, and after it those that it imports: the texts, and the files they are of. */
export interface ModelTexts {
  readonly texts: readonly [string, ...string[]];
  readonly files: readonly string[];
}

interface ModelText {
  readonly file: string;
  readonly text: string;
}

/**
 * The model in a file and those that it imports, and that these do, found by their namespaces among the models of its folder. What else is
 * in the folder does not matter, whether it can be read or not.
 */
export async function modelTexts(file: string): Promise<ModelTexts> {
  const main = { file, text: await readText(file) };
  const others = importsOf(main).length === 0 ? [] : await othersIn(dirname(file), file);
  const imported = new Set<ModelText>();
  addImported(main, others, imported);
  for (const model of imported) addImported(model, others, imported);
  const found = [...imported].slice(0, mostImported);
  return { texts: [main.text, ...found.map(({ text }) => text)], files: [file, ...found.map((each) => each.file)] };
}

/** A set that is added to while it is gone through is gone through to its end. */
function addImported(model: ModelText, others: readonly ModelText[], imported: Set<ModelText>): void {
  const namespaces = new Set(importsOf(model));
  for (const other of others) if (namespaces.has(namespaceOf(other) ?? "")) imported.add(other);
}

const mostImported = 50;

async function othersIn(folder: string, file: string): Promise<readonly ModelText[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".dmn")).map((name) => join(folder, name));
  const others = names.filter((name) => resolve(name) !== resolve(file)).toSorted();
  const texts = await Promise.all(others.map((other) => readText(other).catch(() => undefined)));
  return others.flatMap((other, i) => {
    const text = texts[i];
    return text === undefined ? [] : [{ file: other, text }];
  });
}

function importsOf({ text }: ModelText): readonly string[] {
  return [...text.matchAll(/<(?:[\w.-]+:)?import\s[^>]*?\bnamespace\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, one, other]) => one ?? other ?? "",
  );
}

function namespaceOf({ text }: ModelText): string | undefined {
  const [, one, other] = /<(?:[\w.-]+:)?definitions\s[^>]*?\snamespace\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(text) ?? [];
  return one ?? other;
}
