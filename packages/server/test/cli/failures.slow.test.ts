import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../engine/test/fixtures/temp.ts";
import { commands } from "../../src/cli/commands.ts";
import { systemTrouble } from "../../src/cli/system-trouble.ts";
import { mapping } from "../import/imported-town.ts";
import { run } from "./run.ts";
import { town, townFolder, write } from "./town-folder.ts";

test.after(removeTempFolders);

const bin = fileURLToPath(new URL("../../bin/muster.js", import.meta.url));
const { db, muster, report } = await town();
const number = await report();
const folder = tempFolder();
const definitions = townFolder();
const unsound = tempFolder();
write(unsound, "town.categories.json", { categories: 3 });
const declared = write(folder, "old.mapping.json", { ...mapping, steps: [] });
const data = write(folder, "old.csv", "no,created,closed,what,area,caller\n");
const otherColumns = write(folder, "other.csv", "a,b\n1,2\n");
write(folder, "taken.dmn", "x");
const [taken, backup, damaged] = [write(folder, "taken", "x"), join(folder, "backup.db"), write(folder, "damaged.db", "x".repeat(5000))];
await muster("backup", backup);
const model = write(folder, "model.dmn", "<definitions/>");
const map = write(folder, "map.geojson", { type: "FeatureCollection", features: [] });
const key = join(folder, "seal.pem");
await muster("seal", "--new-key", key);

/** A call of every command that would do something. */
const calls: Readonly<Record<string, readonly string[]>> = {
  demo: ["demo"],
  init: ["init", definitions],
  check: ["check", definitions],
  lint: ["lint"],
  diff: ["diff", definitions],
  proposal: ["proposal", "new", definitions, "--title", "x"],
  publish: ["publish", definitions],
  rollback: ["rollback", "table/routing@1"],
  try: ["try", "--ticket", number],
  backtest: ["backtest", definitions],
  move: ["move", "closed-loop", "--yes"],
  table: ["table", "export", "routing", join(folder, "routing.xlsx")],
  dmn: ["dmn", "run", model, "--decision", "d"],
  calendar: ["calendar", "import"],
  org: ["org", "team"],
  grids: ["grids", "import", map],
  locate: ["locate", "115.78", "33.85"],
  report: ["report", "--as", "ann", "--field", "description=井盖缺失", "--field", "area=g1"],
  send: ["send", number, "file", "--as", "ann"],
  show: ["show", number],
  explain: ["explain", number],
  list: ["list"],
  offers: ["offers", number, "--as", "ann"],
  duplicates: ["duplicates", number, "--as", "ann"],
  evaluate: ["evaluate"],
  inbox: ["inbox", "--as", "ann"],
  work: ["work"],
  intake: ["intake", "hotline", map],
  import: ["import", data, "--mapping", declared],
  export: ["export"],
  verify: ["verify"],
  reindex: ["reindex"],
  seal: ["seal", join(folder, "seals.ndjson"), "--key", key],
  backup: ["backup", join(folder, "new-backup.db")],
  restore: ["restore", backup],
};

interface Kind {
  readonly kind: string;
  readonly exit: number;
  readonly code: string;
  readonly argv: Readonly<Record<string, readonly string[]>>;
}

const on = (file: string, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, [...(calls[name] ?? []), "--db", file]]));
const but = (...left: readonly string[]) => Object.keys(calls).filter((name) => !left.includes(name));
const more = (options: readonly string[], ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, [...(calls[name] ?? []), "--db", db, ...options]]));

const nowhere = join(folder, "nowhere.db");
const place = join(folder, "place.holidays.json");
mkdirSync(place);

/** Every way to name a file that is read; a definition is named as one. */
const everyFile = (file: string, definition: string) => ({
  init: ["init", definition, "--db", join(folder, "unsound.db")],
  check: ["check", definition],
  lint: ["lint", definition],
  diff: ["diff", definition, "--db", db],
  backtest: ["backtest", definition, "--db", db],
  "proposal new": ["proposal", "new", definition, "--title", "x", "--db", db],
  publish: ["publish", definition, "--db", db],
  dmn: ["dmn", "run", file, "--decision", "d"],
  "calendar import": ["calendar", "import", definition, "--db", db],
  restore: ["restore", file, "--db", join(folder, "new.db")],
  import: ["import", file, "--mapping", declared, "--db", db],
  "import --mapping": ["import", data, "--mapping", file, "--db", db],
  "report --form": ["report", "--as", "ann", "--form", `@${file}`, "--db", db],
  "report --attach": ["report", "--as", "ann", "--attach", file, "--db", db],
  "seal --key": ["seal", join(folder, "seals.ndjson"), "--key", file, "--db", db],
  "verify --seals": ["verify", "--seals", file, "--public-key", data, "--db", db],
  "verify --public-key": ["verify", "--seals", data, "--public-key", file, "--db", db],
});
const kinds: readonly Kind[] = [
  // init and restore make one, check does without, and demo and dmn have nothing to do with it.
  { kind: "no such database", exit: 3, code: "no-database", argv: on(nowhere, ...but("demo", "init", "restore", "check", "dmn")) },
  { kind: "a damaged database", exit: 3, code: "store-damaged", argv: on(damaged, ...but("demo", "restore", "dmn")) },
  {
    kind: "an unknown ticket",
    exit: 1,
    code: "unknown-ticket",
    argv: {
      show: ["show", "T-none", "--db", db],
      try: ["try", "--ticket", "T-none", "--db", db],
      explain: ["explain", "T-none", "--db", db],
      send: ["send", "T-none", "file", "--as", "ann", "--db", db],
      offers: ["offers", "T-none", "--as", "ann", "--db", db],
    },
  },
  {
    kind: "an unknown tenant",
    exit: 2,
    code: "unknown-tenant",
    // init makes it; work, backup and restore are about the whole file, demo and dmn about none.
    argv: more(["--tenant", "none"], ...but("demo", "init", "work", "backup", "restore", "dmn")),
  },
  {
    kind: "an unknown person",
    exit: 2,
    code: "unknown-person",
    argv: more(["--as", "nobody"], "calendar", "report", "send", "show", "explain", "list", "offers", "inbox", "import", "export"),
  },
  { kind: "a bad option", exit: 2, code: "usage", argv: more(["--colour"], ...but()) },
  { kind: "a bad value of an option", exit: 2, code: "usage", argv: more(["--wait", "soon"], ...but()) },
  { kind: "an unknown language", exit: 2, code: "usage", argv: more(["--lang", "fr"], ...but()) },
  {
    kind: "nobody to act",
    exit: 2,
    code: "usage",
    argv: { report: ["report", "--db", db], send: ["send", number, "file", "--db", db], inbox: ["inbox", "--db", db] },
  },
  { kind: "no command", exit: 2, code: "usage", argv: { muster: [] } },
  { kind: "an unknown command", exit: 2, code: "usage", argv: { lst: ["lst"] } },
  {
    kind: "a refused command",
    exit: 1,
    code: "not-now",
    argv: {
      send: ["send", number, "pass", "--as", "ann", "--db", db],
      "send --dry-run": ["send", number, "pass", "--as", "ann", "--db", db, "--dry-run"],
    },
  },
  { kind: "a refused report", exit: 1, code: "bad-input", argv: { report: ["report", "--as", "ann", "--db", db] } },
  {
    kind: "findings",
    exit: 1,
    code: "findings",
    argv: {
      init: ["init", unsound, "--db", join(folder, "unsound.db")],
      check: ["check", unsound],
      import: ["import", otherColumns, "--mapping", declared, "--db", db],
    },
  },
  {
    kind: "a file that is not there",
    exit: 2,
    code: "usage",
    argv: everyFile(nowhere, join(folder, "none.holidays.json")),
  },
  { kind: "a folder in the place of a file", exit: 2, code: "usage", argv: everyFile(place, place) },
  {
    kind: "a file that is there already",
    exit: 1,
    code: "exists",
    argv: {
      backup: ["backup", taken, "--db", db],
      demo: ["demo", "--keep", taken],
      export: ["export", "--out", taken, "--db", db],
      restore: ["restore", backup, "--db", db],
      table: ["table", "export", "routing", `${taken}.dmn`, "--db", db],
    },
  },
  {
    kind: "a mapping that is none",
    exit: 2,
    code: "bad-move",
    argv: { move: ["move", "closed-loop", "--map", "nowhere=closed", "--db", db] },
  },
  {
    kind: "a place that cannot be written",
    exit: 3,
    code: "system",
    argv: { export: ["export", "--out", join(taken, "x"), "--db", db], restore: ["restore", backup, "--db", join(taken, "x.db")] },
  },
  { kind: "a backup that is none", exit: 3, code: "bad-backup", argv: { restore: ["restore", taken, "--db", join(folder, "new.db")] } },
];

test("every command is among the calls that fail", () => {
  assert.equal(Object.keys(calls).toSorted(), Object.keys(commands).toSorted());
  for (const name of Object.keys(commands)) assert.ok(kinds.filter(({ argv }) => argv[name]).length >= 4, name);
});

interface Said {
  readonly ok: boolean;
  readonly error?: { readonly code: string; readonly detail: Readonly<Record<string, string>> };
  readonly refusal?: { readonly code: string; readonly detail: Readonly<Record<string, string>> };
}

for (const { kind, exit, code, argv } of kinds) {
  test(`${kind}: the code, one JSON document with --json, one line for people, no trace`, async () => {
    await atOnce(3, Object.entries(argv), async ([name, words]) => {
      const { status, stdout, stderr } = await processOf([...words, "--json"]);
      const what = `${name}: ${stdout}${stderr}`;
      assert.is(status, exit, what);
      assert.is(stdout.trimEnd().split("\n").length, 1, what);
      const { ok, error, refusal } = JSON.parse(stdout) as Said;
      assert.is(ok, false, what);
      const said = error ?? refusal;
      assert.is(said?.code, code, what);
      assert.match(said?.detail["zh-CN"] ?? "", /\p{Script=Han}/u, what);
      assert.match(said?.detail["en"] ?? "", /^[ -~]*[A-Za-z]{3}/, what);
      isOneLine(stderr, "muster: error: ", what);
    });
  });

  test(`${kind}: said in Chinese on standard error`, async () => {
    for (const [name, words] of Object.entries(argv)) {
      if (words.length === 0 || words.includes("--lang")) continue;
      const { code: ended, stderr } = await run(words, { env: { LANG: "zh_CN.UTF-8" } });
      assert.is(ended, exit, name);
      isOneLine(stderr, "muster: 错误：", `${name}: ${stderr}`);
    }
  });
}

test("a file that cannot be read is told with the same words everywhere", async () => {
  for (const [name, words] of Object.entries(everyFile(nowhere, join(folder, "none.holidays.json")))) {
    assert.match((await run(words)).stderr, /^muster: error: Cannot read .*: there is no such file or folder \(ENOENT\)\.\n$/, name);
    assert.match((await run([...words, "--lang", "zh"])).stderr, /^muster: 错误：无法读取 .*：没有这个文件或文件夹（ENOENT）。\n$/, name);
  }
});

test("a command that failed left nothing behind", () => {
  for (const file of [nowhere, join(folder, "unsound.db"), join(folder, "new.db"), join(folder, "new-backup.db.part")])
    assert.not.ok(existsSync(file), file);
});

test("a fault of the program keeps its trace out of the JSON", () => {
  const { code, detail, trace } = systemTrouble(new TypeError("x is not a function"));
  assert.is(code, "bug");
  assert.match(trace ?? "", "failures.slow.test.ts");
  for (const each of Object.values(detail)) assert.not.match(each, "failures.slow.test.ts");
});

function isOneLine(stderr: string, prefix: string, what: string): void {
  assert.ok(stderr.startsWith(prefix), what);
  assert.is(stderr.indexOf("\n"), stderr.length - 1, what);
  assert.not.match(stderr, /^ +at /m, what);
}

async function processOf(argv: readonly string[]) {
  const env = { ...process.env, LC_ALL: "en", MUSTER_DB: "" };
  const child = spawn(process.execPath, [bin, ...argv], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once("close", resolve)),
  ]);
  return { status, stdout, stderr };
}

async function atOnce<T>(many: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: many }, worker));
}

test.run();
