import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "..", "..");

test("the README's first program runs and prints what its comments say", () => {
  const folder = mkdtempSync(join(tmpdir(), "muster-hello-"));
  try {
    const flags = ["--import", "tsx", "--conditions=@muster/source"];
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, join(here, "hello.ts"), join(folder, "hello.db")], {
      encoding: "utf8",
      cwd: root,
    });
    assert.is(stderr, "");
    assert.equal(
      stdout
        .trim()
        .split("\n")
        .map((line) => line.trim()),
      [
        'chief report {"report":"reported"}',
        'desk file {"handle":"assigned"} squad',
        'worker sign {"handle":"handling"} squad',
        'worker submit {"verify":"verifying"} squad',
        'inspector pass {"verify":"follow-up"} squad',
        'desk close "closed" squad',
        "{ tickets: 1, entries: 6, faults: [] }",
      ],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("both READMEs show exactly this program", () => {
  const source = readFileSync(join(here, "hello.ts"), "utf8");
  const shown = source.slice(source.indexOf("// begin\n") + 9, source.indexOf("// end\n"));
  for (const name of ["README.md", "README.zh-CN.md"]) assert.ok(readFileSync(join(root, name), "utf8").includes(shown), name);
});

test.run();
