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

/** The READMEs, and under which locale their commands print what they show. */
const languages = [
  ["README.md", "en_GB.UTF-8"],
  ["README.zh-CN.md", "zh_CN.UTF-8"],
] as const;

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

/** The commands of a page's scripts, in a fresh checkout after `npm start`; `npx muster` is the built program. */
function run(scripts: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const script = ["set -e", `npx() { shift; "${process.execPath}" "${bin}" "$@"; }`, "npm() { :; }", ...scripts].join("\n");
  return spawnSync("bash", ["-c", script], { cwd: checkout(), encoding: "utf8", env: { ...process.env, ...env } });
}

for (const page of pages) {
  test(`the commands of ${page} run as they are printed, after npm start`, () => {
    const scripts = scriptsOf(page);
    assert.ok(scripts.length > 0);
    const { status, stdout, stderr } = run(scripts);
    assert.is(status, 0, `${stdout}${stderr}`);
  });
}

for (const [page, language] of languages) {
  test(`the limit that ${page} shows counted is what its commands print`, () => {
    const [, script = "", shown = ""] =
      /^```sh\n([^`]*?muster explain [^`]*?)^```\n\n```text\n(.*?)^```$/ms.exec(readFileSync(join(root, page), "utf8")) ?? [];
    const upToThere = script.split("\n").filter((line) => /muster (?:import|explain) /.test(line));
    assert.is(upToThere.length, 2, script);
    const { stdout } = run(upToThere, { LC_ALL: language });
    const printed = stdout.slice(stdout.lastIndexOf("\n\n") + 2);
    assert.is(printed, shown);
    assert.is(printed.match(/paused|暂停/g)?.length, 3);
    for (const what of [/weekend|周末/, /National Day|国庆节/, /make-up workday|调休上班/, /^ {2}(?:extension|延期)/m])
      assert.match(printed, what);
  });
}

for (const [page, language] of languages) {
  test(`the finding that ${page} shows is one of its lint`, () => {
    const text = readFileSync(join(root, page), "utf8");
    const [command = ""] = /^npx muster lint .*$/m.exec(text) ?? [];
    const [, shown = ""] = /^```text\n([^`]*?\[gap\]\n.*?)^```$/ms.exec(text) ?? [];
    assert.ok(shown !== "" && run([command], { LC_ALL: language }).stdout.includes(shown), shown);
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
