#!/usr/bin/env node
import { runCli } from "../dist/bundle/muster.js";

const { code } = await runCli(process.argv.slice(2), process);
process.exitCode = code;
