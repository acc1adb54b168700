// The chain that guards the house, cheapest first: format, lint (types and import directions), unused code, package shape.
import { join } from "node:path";
import { root, run, say, setup } from "./setup.js";

export function check() {
  const bin = (name) => join(root, "node_modules", ".bin", name);
  step("format", bin("oxfmt"), ["--check"]);
  step("lint", bin("oxlint"), ["--type-aware", "--deny-warnings"]);
  step("unused code", bin("knip"), ["--no-progress"]);
  for (const name of ["engine", "server"]) {
    const folder = join("packages", name);
    step(`package ${name}`, bin("publint"), [folder, "--strict", "--pack", "npm"]);
    step(`types of ${name}`, bin("attw"), ["--pack", folder, "--profile", "esm-only", "--quiet"]);
  }
}

function step(name, command, args) {
  const started = Date.now();
  run(command, args, { quiet: true });
  say(`${name}: clean (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

if (import.meta.filename === process.argv[1]) {
  setup();
  check();
}
