// Runs the uvu suites of the files named, one after another, in this process, and sends the counts to its parent.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./setup.js";

globalThis.UVU_DEFER = 1;
await import("uvu");
const counts = { passed: 0, failed: 0, skipped: 0 };

for (const file of process.argv.slice(2)) {
  const started = performance.now();
  const suites = await load(file);
  if (suites.length === 0) fail(file, "no suite in this file called .run(), so nothing was tested");
  let ran = 0;
  for (const suite of suites) {
    const [errors, passed, skipped, total] = await suite();
    if (total + skipped === 0) fail(file, "a suite without a single test");
    counts.passed += passed;
    counts.failed += total - passed;
    counts.skipped += skipped;
    ran += passed;
    if (errors !== true) process.stdout.write(`\n${file}\n${errors}\n`);
  }
  process.stdout.write(`${file}: ${ran} passed (${((performance.now() - started) / 1000).toFixed(1)} s)\n`);
}

process.send?.(counts, () => process.exit(0));

/** The queue is uvu's own: an array per file index, its suites pushed by `.run()`. */
async function load(file) {
  globalThis.UVU_INDEX = globalThis.UVU_QUEUE.push([]) - 1;
  const queue = globalThis.UVU_QUEUE[globalThis.UVU_INDEX];
  try {
    await import(pathToFileURL(join(root, file)).href);
  } catch (error) {
    fail(file, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return queue;
}

function fail(file, why) {
  counts.failed += 1;
  process.stdout.write(`\n${file}: ${why}\n`);
}
