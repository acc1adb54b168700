import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RuleTable } from "@muster/engine";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders } from "../../../../engine/test/fixtures/temp.ts";
import { routing } from "../../../../engine/test/fixtures/town.ts";
import { writeXlsx } from "../../../src/table/write-xlsx.ts";
import { run } from "../run.ts";
import { town } from "../town-folder.ts";

test.after(removeTempFolders);

async function exported(kind: "dmn" | "xlsx") {
  const { muster, db } = await town();
  const file = join(dirname(db), `routing.${kind}`);
  const ran = await muster("table", "export", "routing", file, "--lang", "en");
  return { muster, file, ran, folder: dirname(db) };
}

interface Told {
  readonly ok: boolean;
  readonly drafts: readonly {
    readonly definition: string;
    readonly from: string;
    readonly changes: readonly object[];
    readonly document: unknown;
  }[];
  readonly findings: readonly { readonly file?: string; readonly line?: number; readonly finding: { readonly code: string } }[];
}

for (const kind of ["dmn", "xlsx"] as const) {
  test(`a published table goes out as ${kind} and comes back without a difference`, async () => {
    const { muster, file, ran } = await exported(kind);
    assert.is(ran.code, 0, ran.stderr);
    assert.match(ran.stdout, `table/routing@1 is in ${file}`);
    const back = await muster("table", "import", file, "--lang", "en");
    assert.is(back.code, 0, back.stdout);
    assert.match(back.stdout, `table/routing  published → ${file}: no difference`);
    assert.match(back.stdout, "Nothing was published");
    const again = await muster("table", "export", "routing", file, "--lang", "en");
    assert.equal([again.code, again.stderr.includes("exists already")], [1, true]);
  });
}

test("what an editor changed is a difference by row, and the draft is a file that can be checked and published", async () => {
  const { muster, file, folder } = await exported("dmn");
  const edited = readFileSync(file, "utf8").replace(/(<inputEntry id="r3_inputEntry_2">\s*<text>)[^<]*/, "$13");
  writeFileSync(file, edited);
  const out = join(folder, "draft.table.json");
  const { code, stdout } = await muster("table", "import", file, "--out", out, "--lang", "en");
  assert.is(code, 0, stdout);
  assert.match(stdout, '  ~ /rows/r3/when/1  "-" → "3"');
  assert.match(stdout, `The draft is in ${out}. Nothing was published`);
  assert.is((await muster("check", out)).code, 0);
  assert.match((await muster("diff", "table/routing", "--lang", "en")).stdout, "no difference");
  assert.is((JSON.parse(readFileSync(out, "utf8")) as RuleTable).rows.find(({ id }) => id === "r3")?.when[1], "3");
});

test("what an editor changed becomes a proposal, finished or not", async () => {
  const { muster, file } = await exported("dmn");
  assert.match(
    (await muster("table", "import", file, "--propose", "x", "--lang", "en")).stdout,
    "Nothing was published",
    "nothing differs",
  );
  writeFileSync(file, readFileSync(file, "utf8").replace(/(<inputEntry id="r3_inputEntry_2">\s*<text>)[^<]*/, "$1nonsense ("));
  const proposed = await muster("table", "import", file, "--propose", "Manhole covers", "--lang", "en");
  assert.is(proposed.code, 0, proposed.stderr);
  assert.match(proposed.stdout, /~ \/rows\/r3\/when\/1[^]*error[^]*#1 {2}draft {2}Manhole covers {2}\(table\/routing\)/);
  assert.match((await muster("proposal", "show", "1", "--lang", "en")).stdout, "table/routing  error  /rows/2/when/1");
});

test("what the check finds is told with the line of the DMN file, and the draft is written all the same", async () => {
  const { muster, file, folder } = await exported("dmn");
  writeFileSync(file, readFileSync(file, "utf8").replace(/(<inputEntry id="r3_inputEntry_2">\s*<text>)[^<]*/, '$1"three"'));
  const out = join(folder, "draft.table.json");
  const { code, stdout, stderr } = await muster("table", "import", file, "--out", out, "--json");
  const told = JSON.parse(stdout) as Told;
  assert.equal([code, told.ok, existsSync(out)], [1, false, true]);
  const line =
    readFileSync(file, "utf8")
      .split("\n")
      .findIndex((text) => text.includes("r3_inputEntry_2")) + 1;
  assert.equal(
    told.findings.map((each) => [each.file, each.line, each.finding.code]),
    [[file, line, "type-mismatch"]],
  );
  assert.match(stderr, `The draft is in ${out}. There are errors to mend`);
});

test("what the check finds is told with the cell of the workbook", async () => {
  const { muster, file } = await exported("xlsx");
  const broken = {
    ...routing,
    rows: routing.rows.map((row) => (row.id === "r3" ? { ...row, when: ['"01"', '"three"'] } : row)),
  } as RuleTable;
  const written = await writeXlsx(broken);
  writeFileSync(file, written.ok ? written.bytes : "");
  const at = routing.rows.findIndex(({ id }) => id === "r3");
  const { code, stdout } = await muster("table", "import", file, "--lang", "en");
  assert.is(code, 1);
  assert.match(stdout, `${file} 规则 rules!C${8 + at}  error`);
});

test("an editor that drops the extension elements loses nothing that is published", async () => {
  const { muster, file } = await exported("dmn");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replaceAll(/\s*<extensionElements>.*?<\/extensionElements>/gs, ""));
  const { stdout } = await muster("table", "import", file, "--lang", "en");
  assert.match(stdout, "no difference");
  assert.match(stdout, "none of Muster's extension elements (an editor may drop them)");
});

test("without a database a file is drafted against nothing", async () => {
  const { file } = await exported("dmn");
  const { stdout } = await run(["table", "import", file, "--db", join(dirname(file), "none.db"), "--json"]);
  const { drafts } = JSON.parse(stdout) as Told;
  assert.equal([drafts[0]?.definition, drafts[0]?.from], ["table/routing", "∅"]);
  assert.equal(drafts[0]?.document, JSON.parse(JSON.stringify(routing)));
});

test("several decision tables are all compared, and one is chosen to be written", async () => {
  const { muster, file, folder } = await exported("dmn");
  const text = readFileSync(file, "utf8");
  const [decision = ""] = /<decision .*?<\/decision>/s.exec(text) ?? [];
  writeFileSync(
    file,
    text.replace(
      decision,
      `${decision}${decision.replaceAll(/ id="/g, ' id="second.').replaceAll(/(<decision [^>]*|<variable [^>]*)name="[^"]*"/g, '$1name="Second"')}`,
    ),
  );
  const both = JSON.parse((await muster("table", "import", file, "--json")).stdout) as Told;
  assert.equal(
    both.drafts.map(({ definition }) => definition),
    ["table/routing", "table/second.routing"],
  );
  const out = join(folder, "second.table.json");
  const unclear = await muster("table", "import", file, "--out", out, "--lang", "en");
  assert.match(unclear.stderr, /several decision tables: .*Second; name one with --decision/);
  assert.is((await muster("table", "import", file, "--out", out, "--decision", "Second", "--lang", "en")).code, 0);
  assert.is((JSON.parse(readFileSync(out, "utf8")) as RuleTable).id, "second.routing");
  assert.match((await muster("table", "import", file, "--decision", "Third", "--lang", "en")).stderr, "no decision table Third; it has");
});

test("what cannot be read or written is said, with what to do", async () => {
  const { muster, file, folder } = await exported("dmn");
  const says = async (...argv: readonly string[]) => {
    const { code, stderr } = await muster(...argv, "--lang", "en");
    return `${code} ${stderr}`;
  };
  assert.match(
    await says("table", "export", "none", join(folder, "none.dmn")),
    "1 muster: error: There is no published table none; there are classification, routing",
  );
  assert.match(
    await says("table", "export", "process/closed-loop", join(folder, "none.dmn")),
    "2 muster: error: process/closed-loop is no rule table",
  );
  assert.match(
    await says("table", "export", "routing", join(folder, "routing.pdf")),
    /2 muster: error: .*routing\.pdf must end in \.dmn or \.xlsx/,
  );
  assert.match(await says("table", "export", "routing@9", join(folder, "none.dmn")), "no published table routing@9");
  assert.match(
    await says("table", "import", file, "--out", join(folder, "draft.json")),
    "2 muster: error: --out takes a file NAME.table.json",
  );
  writeFileSync(file, "<definitions>");
  assert.match(await says("table", "import", file), /1 muster: error: .*\.dmn:1: This is no well-formed XML/);
  const sheet = join(folder, "a.xlsx");
  writeFileSync(sheet, "a,b");
  assert.match(await says("table", "import", sheet), /1 muster: error: .*a\.xlsx: This is no XLSX that can be read/);
});

test.run();
