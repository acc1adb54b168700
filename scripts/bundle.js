// Puts what was built, with the packages it imports, into a few files: loading hundreds of small ones is most of a short program's start.
import { build } from "esbuild";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup.js";

const packages = join(root, "packages");

// The engine before the command line, which imports it. A native package stays outside, and so does the driver only some hosts have.
const engineEntries = {
  index: "index.js",
  testing: "testing/index.js",
  postgres: "store/postgres/open.js",
  sources: "sources/index.js",
  thread: "thread.js",
};
await bundle("engine", engineEntries, ["libsql", "pg"]);
await bundle("server", { muster: "cli/main.js" }, [], [nativePackage("libsql")]);

// What `muster demo` plays is the example district, so that there is one of it.
const demo = join(packages, "server", "demo");
rmSync(demo, { recursive: true, force: true });
for (const each of ["definitions", "story.json"]) cpSync(join(root, "examples", "district", each), join(demo, each), { recursive: true });

async function bundle(name, entries, external, plugins = []) {
  const dist = join(packages, name, "dist");
  // Chunks are named by their content: those of an earlier build would stay for ever.
  rmSync(join(dist, "bundle"), { recursive: true, force: true });
  await build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([entry, file]) => [entry, join(dist, file)])),
    outdir: join(dist, "bundle"),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: true,
    external,
    plugins,
    // CommonJS packages inside an ES module still ask for Node's own modules by require.
    banner: { js: `import { createRequire as ${name}Require } from "node:module"; const require = ${name}Require(import.meta.url);` },
    logLevel: "warning",
  });
}

/** It is the engine's own dependency, so it is asked for from there. */
function nativePackage(name) {
  const contents = `
    import { createRequire } from "node:module";
    export default createRequire(import.meta.resolve("@muster/engine/package.json"))("${name}");`;
  return {
    name: `native ${name}`,
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: "native" }));
      onLoad({ filter: /.*/, namespace: "native" }, () => ({ contents }));
    },
  };
}
