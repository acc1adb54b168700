import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { lines, run } from "../run.ts";
import { townFolder, write } from "../town-folder.ts";

test.after(removeTempFolders);

const hotline = {
  id: "hotline",
  label: { "zh-CN": "热线", en: "Hotline" },
  process: "closed-loop",
  fields: {
    no: { column: "no", required: true },
    what: { pointer: "/what", required: true },
    at: { column: "at", type: "instant", format: "iso" },
  },
  key: "{no}",
  report: { form: { description: "{what}", area: "g1" } },
};

async function withHotline(source: object = hotline) {
  const [folder, db] = [townFolder(), join(tempFolder(), "town.db")];
  write(folder, "hotline.source.json", source);
  const muster = (...argv: readonly string[]) => run([...argv, "--db", db, "--wait", "0"]);
  const set = await muster("init", folder, "--tenant", "town", "--prefix", "T");
  assert.is(set.code, 0, set.stdout + set.stderr);
  const intake = (input: string, ...argv: readonly string[]) => run(["intake", "hotline", ...argv, "--as", "ann", "--db", db], { input });
  return { muster, intake, db };
}

test("records are taken in from standard input, one, a list or a line each, and each is reported once", async () => {
  const { intake } = await withHotline();
  const one = await intake('{"no": "1", "what": "东巷口井盖破损"}');
  assert.is(one.code, 0, one.stderr);
  assert.match(one.stdout, /^1: reported as ticket T/);
  assert.match((await intake('[{"no": "1", "what": "x"}]')).stdout, /^1: known already, as ticket T/);
  const many = await intake('{"no": "2", "what": "路灯不亮"}\n\n{"no": "3", "what": "垃圾"}\n', "--json");
  assert.equal(
    lines(many.stdout).map(({ ok, outcome }) => [ok, outcome]),
    [
      [true, "reported"],
      [true, "reported"],
    ],
  );
});

test("a dry run writes nothing, a record that does not fit is refused and the others are taken in", async () => {
  const { intake, muster } = await withHotline();
  assert.match((await intake('{"no": "1", "what": "井盖"}', "--dry-run")).stdout, /nothing was written/);
  const mixed = await intake('[{"no": "1"}, {"no": "2", "what": "井盖"}]');
  assert.is(mixed.code, 1);
  assert.match(mixed.stderr, /refused: "what" must have a value/);
  assert.match(mixed.stdout, /^2: reported/);
  assert.match((await muster("list", "--as", "ann")).stdout, /T/);
});

test("what is no JSON, and a source that nobody published, are told with what to do", async () => {
  const { intake, muster } = await withHotline();
  const broken = await intake('{"no": 1}\n{"no": ');
  assert.is(broken.code, 2);
  assert.match(broken.stderr, /Standard input:2:\d+ is not JSON/);
  const unknown = await muster("intake", "nobody", write(tempFolder(), "r.json", { no: "1" }), "--as", "ann");
  assert.is(unknown.code, 1);
  assert.match(unknown.stderr, /No source nobody is published; publish its mapping first/);
});

test("a file is imported by the mapping of a published source", async () => {
  const { muster } = await withHotline({ ...hotline, report: { ...hotline.report, as: "imp", at: "at" } });
  const file = join(tempFolder(), "old.csv");
  writeFileSync(file, "no,what,at\n7,井盖,2024-03-01T08:00:00+08:00\n");
  const { code, stdout, stderr } = await muster("import", file, "--source", "hotline");
  assert.is(code, 0, stderr);
  assert.match(stdout, /1 row read; 1 command/);
  assert.match(
    (await muster("import", file, "--source", "nobody")).stderr + (await muster("import", file, "--source", "nobody")).stdout,
    /No source nobody is published/,
  );
  assert.is((await muster("import", file)).code, 2);
});

test("a source that says neither who nor when is for live records only", async () => {
  const { muster } = await withHotline();
  const file = join(tempFolder(), "old.csv");
  writeFileSync(file, "no,what,at\n7,井盖,\n");
  const { code, stdout, stderr } = await muster("import", file, "--source", "hotline");
  assert.is(code, 1);
  assert.match(stdout + stderr, /it must say who reported a row/);
});

test("likely duplicates are told of a ticket and of a text, with show and offers while it can be merged", async () => {
  const { intake, muster } = await withHotline();
  await intake('[{"no": "1", "what": "东巷口井盖破损"}, {"no": "2", "what": "东巷口的井盖碎了"}]');
  const of = await muster("duplicates", "hotline/2");
  assert.match(of.stdout, /\d+ %.*same area · same category · both say 东巷口/);
  assert.match((await muster("duplicates", "--text", "东巷口井盖坏了", "--area", "g1", "--lang", "zh")).stdout, /都提到 东巷口/);
  assert.match((await muster("show", "hotline/2")).stdout, /Likely duplicates:/);
  assert.match((await muster("offers", "hotline/2", "--as", "ann")).stdout, /likely duplicates, to merge into:/);
  const { duplicates } = JSON.parse((await muster("duplicates", "hotline/2", "--json")).stdout) as {
    duplicates: readonly { score: number }[];
  };
  assert.is(duplicates.length, 1);
  assert.is((await muster("duplicates")).code, 2);
  assert.is((await muster("duplicates", "hotline/2", "--text", "x")).code, 2);
  assert.is((await muster("duplicates", "--text", "x", "--from", "2")).code, 2);
  assert.match((await muster("duplicates", "--text", "没有这回事")).stdout, /Nothing likely was found/);
  assert.match((await muster("reindex")).stdout, /Done for 2 tickets/);
});

test.run();
