// What bin/muster.js does, from the sources.
import { runCli } from "../../src/index.ts";

const { code } = await runCli(process.argv.slice(2), process);
process.exitCode = code;
