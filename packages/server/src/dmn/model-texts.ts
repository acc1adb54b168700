import { readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { readText } from "../cli/read-text.ts";

/** The files of a model: its own, and where it imports anything, the other models of its folder. */
export async function modelFiles(file: string): Promise<readonly [string, ...string[]]> {
  const text = await readText(file);
  if (!/<(?:[\w.-]+:)?import\s/.test(text)) return [file];
  const folder = dirname(file);
  const others = (await readdir(folder)).filter((name) => name.endsWith(".dmn")).map((name) => join(folder, name));
  return [
    file,
    ...others
      .filter((other) => resolve(other) !== resolve(file))
      .toSorted()
      .slice(0, mostImported),
  ];
}

/** The texts of files, in their order. */
export async function textsOf([first, ...others]: readonly [string, ...string[]]): Promise<readonly [string, ...string[]]> {
  return [await readText(first), ...(await Promise.all(others.map(readText)))];
}

const mostImported = 50;
