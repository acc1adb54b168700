import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** What each layer may import; the table of ARCHITECTURE.md. */
const mayImport = {
  model: [],
  rules: ["model"],
  time: ["model"],
  org: ["model", "time"],
  places: ["model"],
  sources: ["model"],
  definitions: ["model", "rules", "time", "org", "places", "sources"],
  abilities: ["model", "time", "definitions"],
  decide: ["model", "rules", "time", "org", "places", "sources", "definitions", "abilities"],
  evaluation: ["model", "time", "org", "definitions"],
  store: ["model"],
  run: ["model", "rules", "time", "org", "places", "sources", "definitions", "abilities", "decide", "evaluation", "store"],
} as const satisfies Record<string, readonly string[]>;

type Layer = keyof typeof mayImport;
const layers = Object.keys(mayImport) as Layer[];
const pure: ReadonlySet<Layer> = new Set([
  "model",
  "rules",
  "time",
  "org",
  "places",
  "sources",
  "definitions",
  "abilities",
  "decide",
  "evaluation",
]);

const clocks = {
  "date-now": "export const at = Date.now();",
  "date-index": 'export const at = Date["now"]();',
  "date-new": "export const at = new Date();",
  "date-call": "export const at = Date();",
  "date-alias": "const Clock = Date;\nexport const at = new Clock();",
  "math-random": "export const drawn = Math.random();",
  "math-taken": "const { random } = Math;\nexport const drawn = random();",
  performance: "export const at = performance.now();",
  crypto: "export const id = crypto.randomUUID();",
  global: "export const id = globalThis.crypto.randomUUID();",
  timeout: "export const later = (then: () => void) => setTimeout(then, 1);",
};

const innocent = {
  "date-at": "export const at = (epoch: number): Date => new Date(epoch);",
  "date-utc": 'export const at = [Date.UTC(2026, 0), Date.parse("2026-01-01")];',
  "math-max": "export const most = Math.max(1, 2);",
};

interface Probe {
  readonly file: string;
  readonly source: string;
  readonly refused: boolean;
}

const importing = (layer: string, name: string, from: string, refused: boolean): Probe => ({
  file: `${layer}/${name}.ts`,
  source: `import { thing } from "${from}";\n\nexport const other = thing;\n`,
  refused,
});

/** A file for each thing a layer may do or not, as it would stand in the engine. */
const probes: readonly Probe[] = layers.flatMap((layer) => [
  ...[...layers, "testing"]
    .filter((other) => other !== layer)
    .flatMap((other) => {
      const refused = !(mayImport[layer] as readonly string[]).includes(other);
      return [
        importing(layer, `to-${other}`, `../${other}/thing.ts`, refused),
        importing(layer, `deep/to-${other}`, `../../${other}/deep/thing.ts`, refused || layer === "model"),
        { file: `${layer}/type-of-${other}.ts`, source: `export type { Thing } from "../${other}/thing.ts";\n`, refused },
      ];
    }),
  importing(layer, "to-index", "../index.ts", true),
  importing(layer, "to-itself", "@muster/engine", true),
  importing(layer, "to-xstate", "xstate", true),
  importing(layer, "to-bare-builtin", "crypto", true),
  importing(layer, "to-builtin", "node:crypto", pure.has(layer)),
  importing(layer, "to-builtin-path", "node:fs/promises", pure.has(layer)),
  ...[...Object.entries(clocks), ...Object.entries(innocent)].map(([name, source]) => ({
    file: `${layer}/${name}.ts`,
    source: `${source}\n`,
    refused: pure.has(layer) && Object.hasOwn(clocks, name),
  })),
]);

/** The one file that knows XState. */
const xstate = importing("decide", "transition", "xstate", false);

const guards = new Set([
  "eslint(no-restricted-imports)",
  "eslint(no-restricted-globals)",
  "eslint(no-restricted-properties)",
  "unicorn(prefer-node-protocol)",
  "muster(no-clock)",
]);

/** The files in which the house's own configuration of oxlint finds a forbidden import, clock or draw. */
function refusedFiles(): ReadonlySet<string> {
  const home = mkdtempSync(join(tmpdir(), "layers-"));
  try {
    for (const path of [".oxlintrc.json", "scripts/oxlint-plugin.js"]) {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      copyFileSync(join(root, path), join(home, path));
    }
    for (const { file, source } of [...probes, xstate]) {
      const path = join(home, "packages", "engine", "src", file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, source);
    }
    const oxlint = join(root, "node_modules", "oxlint", "bin", "oxlint");
    const { stdout } = spawnSync(process.execPath, [oxlint, "--format=json"], { cwd: home, encoding: "utf8", maxBuffer: 2 ** 26 });
    const { diagnostics } = JSON.parse(stdout) as {
      readonly diagnostics: readonly { readonly code?: string; readonly filename: string }[];
    };
    const found = diagnostics.filter(({ code }) => code !== undefined && guards.has(code));
    return new Set(found.map(({ filename }) => filename.replace(/^.*packages\/engine\/src\//, "")));
  } finally {
    rmSync(home, { recursive: true });
  }
}

const refused = refusedFiles();

assert.not.ok(refused.has(xstate.file), "decide/transition.ts may import XState");

for (const layer of layers) {
  const test = suite(`the layer ${layer}`);
  const mine = probes.filter(({ file }) => file.startsWith(`${layer}/`));
  test(`is kept by lint from what ${layer} may not import or ask`, () => {
    const missed = mine.filter((probe) => probe.refused && !refused.has(probe.file));
    assert.equal(
      missed.map(({ source }) => source),
      [],
    );
  });
  test(`is not kept from what ${layer} may`, () => {
    const wronged = mine.filter((probe) => !probe.refused && refused.has(probe.file));
    assert.equal(
      wronged.map(({ source }) => source),
      [],
    );
  });
  test.run();
}
