// `npm run bench`: every benchmark, or those whose names hold a word; `-- --json FILE` writes the table as JSON too.
import { run, setup } from "./setup.js";

setup();
run(process.execPath, ["--import", "tsx", "bench/main.ts", ...process.argv.slice(2)]);
