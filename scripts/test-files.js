import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup.js";

/** Every `*.test.ts` of the packages and examples, as paths from the root, sorted. */
export function testFiles() {
  const homes = ["packages", "examples"].flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(parent, name)));
  return homes
    .flatMap(filesUnder)
    .filter((file) => file.endsWith(".test.ts"))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

function filesUnder(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (["node_modules", "dist"].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}
