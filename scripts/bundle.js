// Puts the built command line and what it imports into a few files: loading hundreds of small ones is most of a short command's time.
import { build } from "esbuild";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup.js";

const server = join(root, "packages", "server");

/** A native package cannot be bundled; it is the engine's own dependency, so it is asked for from there. */
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

// Chunks are named by their content: those of an earlier build would stay for ever.
rmSync(join(server, "dist", "bundle"), { recursive: true, force: true });
await build({
  entryPoints: { muster: join(server, "dist", "cli", "main.js") },
  outdir: join(server, "dist", "bundle"),
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  sourcemap: true,
  plugins: [nativePackage("libsql")],
  // CommonJS packages inside an ES module still ask for Node's own modules by require.
  banner: { js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);' },
  logLevel: "warning",
});
