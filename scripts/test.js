// `npm test`: set up, the checks, the fast tests, then the slow ones (crash loops, big data).
// `npm test -- fast` stops before the slow ones; `npm test -- WORD …` runs only test files whose path holds a WORD.
import { fork } from "node:child_process";
import { join } from "node:path";
import { check } from "./check.js";
import { testFiles } from "./test-files.js";
import { root, say, setup } from "./setup.js";

const words = process.argv.slice(2);
const fastOnly = words.length === 1 && words[0] === "fast";
const chosen = fastOnly || words.length === 0 ? testFiles() : testFiles().filter((file) => words.some((word) => file.includes(word)));
const slow = chosen.filter((file) => file.endsWith(".slow.test.ts"));
const fast = chosen.filter((file) => !slow.includes(file));

setup();
if (words.length === 0) check();
if (chosen.length === 0) say(`No test file matches ${words.join(" ")}.`);

const totals = { passed: 0, failed: 0, skipped: 0 };
await runInParallel([fast.filter((_, i) => i % 2 === 0), fast.filter((_, i) => i % 2 === 1)]);
if (!fastOnly) for (const file of slow) await runInParallel([[file]]);

const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : "";
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed${skipped}\n`);
process.exit(totals.failed > 0 || totals.passed === 0 ? 1 : 0);

async function runInParallel(groups) {
  await Promise.all(groups.filter((files) => files.length > 0).map(runGroup));
}

/** One process for a group of files; a process that dies without its summary counts as a failure of its own. */
function runGroup(files) {
  return new Promise((resolve) => {
    const child = fork(join(root, "scripts", "test-group.js"), files, {
      cwd: root,
      execArgv: ["--import", "tsx", "--conditions=@muster/source", "--enable-source-maps"],
      env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? "1" : "0" },
    });
    let summary;
    child.on("message", (message) => (summary = message));
    child.on("exit", (code, signal) => {
      if (!summary) say(`The tests in ${files.join(", ")} ended early (${signal ?? `exit code ${code}`}).`);
      for (const key of Object.keys(totals)) totals[key] += summary?.[key] ?? (key === "failed" ? 1 : 0);
      resolve();
    });
  });
}
