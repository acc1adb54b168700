// Makes a fresh checkout ready: dependencies as the lockfile pins them, then the build. Needs Node and npm only.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { text } from "./language.js";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pnpm = "pnpm@12.21.0";

/** Installs and builds where something changed since the last time; says what it does. */
export function setup() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 12)) {
    const has = process.versions.node;
    stop(
      text(
        `Muster 需要 Node 20.12 或更新版本，现在是 ${has}。请安装后再运行同一条命令。`,
        `Muster needs Node 20.12 or newer; this is ${has}. Install it, then run the same command again.`,
      ),
    );
  }
  install();
  build();
}

function install() {
  const stamp = join(root, "node_modules", ".muster-installed");
  const inputs = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"].map((file) => readFileSync(join(root, file)));
  const wanted = createHash("sha256").update(Buffer.concat(inputs)).update(process.versions.modules).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  say(
    text(
      `正在安装 pnpm-lock.yaml 锁定的依赖（用 npx 运行 ${pnpm}；第一次约需一分钟）……`,
      `Installing the packages that pnpm-lock.yaml pins (with ${pnpm} through npx; about a minute the first time) …`,
    ),
  );
  run("npx", ["-y", pnpm, "install", "--frozen-lockfile", "--reporter=append-only"], { quiet: true });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function build() {
  say(text("正在构建（tsc -b，只构建有改动的部分）……", "Building the packages (tsc -b, only what changed) …"));
  run(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-b"]);
  run(process.execPath, [join(root, "scripts", "bundle.js")]);
}

/** One plain line on standard error, so that `--json` on standard output stays clean. */
export function say(line) {
  process.stderr.write(`muster: ${line}\n`);
}

export function stop(line) {
  say(line);
  process.exit(1);
}

/** Runs a command to its end; where it fails, shows what it printed and stops with its exit code. */
export function run(command, args, { quiet = false, env = process.env } = {}) {
  const result = spawnSync(command, args, { cwd: root, env, encoding: "utf8", stdio: quiet ? "pipe" : "inherit" });
  if (result.status === 0) return;
  if (quiet) process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
  const called = `${command} ${args.join(" ")}`;
  const [zh, en] = result.error
    ? [`：${result.error.message}`, `: ${result.error.message}`]
    : [`，退出码 ${result.status}`, ` with exit code ${result.status}`];
  say(text(`“${called}”失败${zh}。`, `"${called}" failed${en}.`));
  process.exit(result.status ?? 1);
}

if (import.meta.filename === process.argv[1]) setup();
