import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";

const here = fileURLToPath(new URL(".", import.meta.url));

test("the district's matter is dealt with in the city, and its end comes back", () => {
  const folder = mkdtempSync(join(tmpdir(), "muster-hand-over-"));
  try {
    const flags = ["--import", "tsx", "--conditions=@muster/source"];
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, join(here, "hand-over.ts"), join(folder, "both.db")], {
      encoding: "utf8",
      cwd: join(here, "..", ".."),
    });
    assert.is(stderr, "");
    assert.equal(stdout.trim().split("\n"), [
      'district desk file {"dispatch":"dispatching"}',
      'district dispatcher hand-over {"handle":"handed-over"}',
      'city desk file {"handle":"assigned"}',
      'city engineer sign {"handle":"handling"}',
      'city engineer submit {"verify":"verifying"}',
      'city inspector pass {"verify":"follow-up"}',
      'city desk close "closed"',
      'district answered {"verify":"verifying"} done',
      'district inspector pass {"verify":"follow-up"}',
      'district desk close "closed"',
      "district { tickets: 1, entries: 7, faults: [] }",
      "city { tickets: 1, entries: 6, faults: [] }",
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.run();
