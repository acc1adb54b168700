import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";

const bin = fileURLToPath(new URL("../../bin/muster.js", import.meta.url));
const definitions = fileURLToPath(new URL("../../../../examples/district/definitions", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "muster-bin-"));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const muster = (...args: readonly string[]) => spawnSync(process.execPath, [bin, ...args], { encoding: "utf8", cwd: folder });

test("the built program sets up a file, reports and verifies, from any folder", () => {
  assert.is(muster("init", definitions).status, 0);
  const reported = muster(
    "report",
    "--as",
    "liuhu-east-1-chief",
    "--field",
    "description=路灯不亮",
    "--field",
    "area=liuhu-east-1",
    "--json",
  );
  assert.is(reported.status, 0, reported.stderr);
  const { ticket } = JSON.parse(reported.stdout) as { readonly ticket: { readonly category: string } };
  assert.is(ticket.category, "1002");
  assert.is(muster("verify").status, 0);
});

test("a reader that stops early ends it without a complaint", () => {
  const { stderr, status } = spawnSync("sh", ["-c", `"${process.execPath}" "${bin}" --help | head -n 1`], { encoding: "utf8" });
  assert.equal([stderr, status], ["", 0]);
});

test.run();
