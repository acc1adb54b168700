// `npm run bench`: every benchmark, or those whose names hold a word; `-- --json FILE` writes the table as JSON too.
import { run, say, setup } from "./setup.js";

const args = process.argv.slice(2);
const json = args.indexOf("--json");
// Minutes of measuring must not end with nowhere to write what they found.
if (json >= 0 && (args[json + 1] ?? "-").startsWith("-")) {
  say("--json needs a file. Usage: npm run bench -- [NAME …] [--json FILE]");
  process.exit(2);
}

setup();
run(process.execPath, ["--import", "tsx", "bench/main.ts", ...args]);
