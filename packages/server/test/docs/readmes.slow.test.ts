import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { commands } from "../../src/cli/commands.ts";
import { removeTempFolders, tempFolder } from "../../../engine/test/fixtures/temp.ts";

test.after(removeTempFolders);

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const bin = join(root, "packages/server/bin/muster.js");
const readmes = ["", ...readdirSync(join(root, "examples")).map((name) => join("examples", name))].flatMap((folder) =>
  readdirSync(join(root, folder)).flatMap((name) => (/^README.*\.md$/.test(name) ? [join(folder, name)] : [])),
);
const pages = [...readmes, "docs/changing-rules.md", "docs/changing-rules.zh-CN.md"];

/** What `npm start` leaves, played once for all pages. */
const played = join(tempFolder(), ".muster");
const playing = ["--import", "tsx", "--conditions=@muster/source", "examples/district/run.ts", join(played, "district.db")];

const scriptsOf = (page: string) =>
  [...readFileSync(join(root, page), "utf8").matchAll(/^```sh\n(.*?)^```$/gms)].map(([, body = ""]) => body);

/** A fresh checkout after `npm start`, in which a page's commands find what they name. */
function checkout(): string {
  const folder = tempFolder();
  for (const name of ["examples", "packages", "node_modules"]) symlinkSync(join(root, name), join(folder, name));
  cpSync(played, join(folder, ".muster"), { recursive: true });
  return folder;
}

test("what npm start plays is there", () => {
  mkdirSync(played, { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, playing, { cwd: root, encoding: "utf8" });
  assert.is(status, 0, stderr);
});

for (const page of pages) {
  test(`the commands of ${page} run as they are printed, after npm start`, () => {
    const scripts = scriptsOf(page);
    assert.ok(scripts.length > 0);
    // `npx muster` is the built program; both npm commands have run, or are running.
    const script = ["set -e", `npx() { shift; "${process.execPath}" "${bin}" "$@"; }`, "npm() { :; }", ...scripts].join("\n");
    const { status, stdout, stderr } = spawnSync("bash", ["-c", script], { cwd: checkout(), encoding: "utf8" });
    assert.is(status, 0, `${stdout}${stderr}`);
  });
}

test("both READMEs name every command, in the order of the help", () => {
  for (const page of ["README.md", "README.zh-CN.md"]) {
    const [, list = ""] = /`npx muster --help`(.*?)`--json`/s.exec(readFileSync(join(root, page), "utf8")) ?? [];
    assert.equal(
      [...list.matchAll(/`(\w+)`/g)].map(([, name]) => name),
      Object.keys(commands),
      page,
    );
  }
});

test.run();
