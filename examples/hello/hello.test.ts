import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "..", "..");

/** What a program of this folder prints, line by line. */
function printed(program: string, ...args: readonly string[]): readonly string[] {
  const flags = ["--import", "tsx", "--conditions=@muster/source"];
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, join(here, program), ...args], { encoding: "utf8", cwd: root });
  assert.is(stderr, "");
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.trim());
}

test("the README's first program runs and prints what its comments say", () => {
  const folder = mkdtempSync(join(tmpdir(), "muster-hello-"));
  try {
    assert.equal(printed("hello.ts", join(folder, "hello.db")), [
      'chief report {"report":"reported"}',
      'desk file {"handle":"assigned"} squad',
      'worker sign {"handle":"handling"} squad',
      'worker submit {"verify":"verifying"} squad',
      'inspector pass {"verify":"follow-up"} squad',
      'desk close "closed" squad',
      "{ tickets: 1, entries: 6, faults: [] }",
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("the README's story of a process runs and prints what its comments say", () => {
  assert.equal(printed("story.ts"), ["true", "false", "true"]);
});

test("both READMEs show exactly these programs", () => {
  for (const program of ["hello.ts", "story.ts"]) {
    const source = readFileSync(join(here, program), "utf8");
    const shown = source.slice(source.indexOf("// begin\n") + 9, source.indexOf("// end\n"));
    for (const name of ["README.md", "README.zh-CN.md"]) assert.ok(readFileSync(join(root, name), "utf8").includes(shown), name + program);
  }
});

test.run();
