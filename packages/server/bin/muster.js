#!/usr/bin/env node
import { runCli } from "../dist/bundle/muster.js";

// Whoever reads our output may stop early (`muster list | head`): that is no fault.
process.stdout.on("error", (error) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const { code } = await runCli(process.argv.slice(2), process);
process.exitCode = code;
