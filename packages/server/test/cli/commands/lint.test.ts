import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { classification } from "../../../../engine/test/fixtures/town.ts";
import { run } from "../run.ts";
import { town, townFolder, write } from "../town-folder.ts";

test.after(removeTempFolders);

/** The town with a row that comes too late, and a ladder with a rung before the start of a short limit. */
function spoilt(): string {
  const folder = townFolder();
  const late = { id: "late", when: ["-", 'contains(?, "井盖破损")'], then: ['"0101"', "1", "null"] };
  const rows = [...classification.rows.slice(0, 1), late, ...classification.rows.slice(1)];
  write(folder, "classification.table.json", { ...classification, rows });
  const notify = { type: "notify", params: { topic: "late", role: "supervisor", at: "owner" } };
  write(folder, "handling.ladder.json", {
    id: "handling",
    label: { "zh-CN": "处置升级", en: "Handling" },
    clocks: [{ process: "closed-loop", clock: "handle" }],
    rungs: [
      { id: "early", at: { before: { amount: 3, unit: "urgent-hour" } }, actions: [notify] },
      { id: "due", at: "due", actions: [notify] },
    ],
  });
  return folder;
}

test("what may be published and is still wrong is listed with an example, in both languages", async () => {
  const folder = spoilt();
  const english = await run(["lint", folder, "--lang", "en", "--db", join(tempFolder(), "none.db")]);
  assert.is(english.code, 0, english.stdout + english.stderr);
  assert.match(
    english.stdout,
    /classification\.table\.json:\d+ {2}warning {2}\/rows\/1 {2}Row “late” is never hit: whatever matches it is taken by c1/,
  );
  assert.match(english.stdout, /for example category = .*, description = "井盖破损"/);
  assert.match(
    english.stdout,
    /handling\.ladder\.json:\d+ {2}warning .*early lies before the clock's start and is never taken: 0101-1 \(2 urgent-hour\)/,
  );
  const chinese = await run(["lint", folder, "--lang", "zh-CN"]);
  assert.match(chinese.stdout, "规则行“late”永远不会命中");
  assert.match(chinese.stdout, "例如 ");
});

test("with --strict a warning fails, and --json tells rows and witnesses", async () => {
  const { code, stdout } = await run(["lint", spoilt(), "--strict", "--json"]);
  assert.is(code, 1);
  const { findings } = JSON.parse(stdout) as {
    readonly findings: readonly { readonly finding: { readonly code: string; readonly rows?: unknown; readonly witnesses?: unknown } }[];
  };
  const dead = findings.find(({ finding }) => finding.code === "dead-row")?.finding;
  assert.equal(dead?.rows, ["late", "c1"]);
  assert.ok(Array.isArray(dead?.witnesses));
});

test("without files it is about what is published", async () => {
  const { muster } = await town();
  const { code, stdout } = await muster("lint", "--lang", "en");
  assert.is(code, 0, stdout);
  assert.match(stdout, /published table\/routing {2}warning {2}\/rows {2}Some inputs are taken by no row; .*\n {4}for example category = /);
});

test("of the district of the examples it is said which matters only the last resort takes", async () => {
  const { code, stdout } = await run(["lint", "examples/district/definitions", "--lang", "en"]);
  assert.is(code, 0, stdout);
  assert.equal(stdout.match(/(error|warning) .*/g)?.length, 1);
  assert.match(
    stdout,
    /routing\.table\.json:\d+ {2}warning {2}\/rows {2}Some inputs are taken by no row; .*\n {4}for example category = "99", tier = 3\n/,
  );
});

test.run();
