import { test } from "uvu";
import * as assert from "uvu/assert";
import { createEngine, openLibsqlStore } from "@muster/engine";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { townEvaluation } from "../../../../engine/test/fixtures/town-evaluation.ts";
import { town, write } from "../town-folder.ts";

test.after(removeTempFolders);

const { db, muster, report } = await town();
const file = write(tempFolder(), "town.evaluation.json", townEvaluation);

test("without an evaluation there is nothing to tell, and that is said", async () => {
  const { code, stderr, stdout } = await muster("evaluate");
  assert.equal([code, stderr, stdout], [0, "No evaluation is published.\n", ""]);
  assert.is((await muster("evaluate", "recompute", "--lang", "zh-CN")).stderr, "还没有发布任何综合评价。\n");
});

test("an evaluation is published like any definition; what does not add up is told with its place and is not", async () => {
  const [score] = townEvaluation.scores;
  const wrong = { ...townEvaluation, scores: [{ ...score, total: 90 }] };
  const { code, stdout } = await muster("init", write(tempFolder(), "town.evaluation.json", wrong));
  assert.is(code, 1);
  assert.match(stdout, /town\.evaluation\.json:\d+ +error +\/scores\/0\/parts +The weights of overall add up to 100, its total is 90/);
  assert.is((await muster("init", file)).code, 0);
});

test("figures are counted up to now before they are told, in both languages, with as of when they are true", async () => {
  const first = await report();
  await report();
  await muster("send", first, "file", "--as", "ann");
  const { code, stdout, stderr } = await muster("evaluate", "town", "--unit", "c1");
  assert.equal([code, stderr], [0, ""]);
  assert.match(stdout, /^The town {2}First community {2}\d{4}-\d{2}\n/);
  assert.match(stdout, /\n {2}Number +2 +reported\n/);
  assert.match(stdout, /\n {2}Number +60 B \/ 100 +Number 60 \/ 60, Number 0 \/ 40\n/);
  assert.match(stdout, /\n {2}as of \d{4}-\d{2}-\d{2} \d{2}:\d{2} \(feed position 3\)\n$/);
  assert.match((await muster("evaluate", "town", "--lang", "zh-CN")).stdout, /^镇综合评价 {2}全部[^]*截至 .*（日志位置 3）\n$/);
});

test("a row for each unit, category, person … stands side by side", async () => {
  const { stdout } = await muster("evaluate", "town", "--unit", "s1", "--by", "unit");
  assert.match(stdout, /\n {2}First community +2 +100 % +0 % +60 B\n/);
  const byCategory = ["evaluate", "town", "--by", "category"];
  assert.match(
    (await muster(...byCategory, "--category", "01")).stdout,
    /^The town {2}all units {2}.+ {2}\d{4}-\d{2}\n[^]*\n {2}Manhole covers +2 /,
  );
  assert.match((await muster(...byCategory, "--category", "0101")).stdout, /\n {2}Manhole covers \(itself\) +2 /);
  assert.match((await muster(...byCategory, "--category", "0101", "--lang", "zh-CN")).stdout, /\n {2}井盖（本级） +2 /);
  assert.match((await muster("evaluate", "town", "--unit", "g1", "--by", "unit")).stdout, /\n {2}Grid 1 \(itself\) +2 /);
  assert.match((await muster("evaluate", "town", "--by", "colour")).stderr, /--by .*unit, category, source, person, month/);
});

test("with --json one document: of one evaluation its figures, of all of them a list", async () => {
  const one = JSON.parse((await muster("evaluate", "town", "--json")).stdout) as {
    readonly ok: boolean;
    readonly rows: readonly { readonly tallies: { readonly filed: number } }[];
  };
  assert.is(one.ok, true);
  assert.is(one.rows[0]?.tallies.filed, 1);
  assert.is((JSON.parse((await muster("evaluate", "--json")).stdout) as readonly unknown[]).length, 1);
});

test("the tickets behind a number are listed page by page", async () => {
  const { stdout, stderr } = await muster("evaluate", "cases", "town", "reported", "--unit", "g1", "--limit", "1");
  assert.match(stdout, /T\d+-\d+ +1 +Grid 1 +\d{4}-\d{2} +— +To be dispatched/);
  const after = /--after (\S+)/.exec(stderr)?.[1] ?? "";
  const next = JSON.parse((await muster("evaluate", "cases", "town", "reported", "--unit", "g1", "--after", after, "--json")).stdout) as {
    readonly cases: readonly object[];
    readonly next?: string;
  };
  assert.equal([next.cases.length, next.next], [1, undefined]);
  assert.match((await muster("evaluate", "cases", "town", "reported", "--category", "01", "--own", "unit")).stderr, /There are no tickets/);
  assert.is((await muster("evaluate", "cases", "town", "reported", "--period", "2001-01")).stderr, "There are no tickets.\n");
});

test("what is not there or not theirs to see is refused", async () => {
  const refused = async (...argv: readonly string[]) => {
    const { code, stderr } = await muster("evaluate", ...argv);
    return `${code} ${/\(.*\)\n$/.exec(stderr)?.[0].trim()}`;
  };
  assert.is(await refused("city"), "1 (bad-input /evaluation)");
  assert.is(await refused("town", "--period", "last week"), "1 (bad-input /period)");
  assert.is(await refused("town", "--unit", "water", "--as", "che"), "1 (not-allowed /unit)");
  assert.is(await refused("cases", "town", "nothing"), "1 (bad-input /tally)");
  assert.is(await refused("--category", "0110"), "1 (bad-input /category)");
  assert.is(await refused("cases", "town", "reported", "--category", "0110"), "1 (bad-input /category)");
  assert.is(await refused("cases", "town", "reported", "--source", "grdi"), "1 (bad-input /source)");
  assert.is(await refused("cases", "town", "reported", "--person", "hall"), "1 (bad-input /person)");
});

test("while another process holds the file the figures are told as it has counted them", async () => {
  const holder = createEngine({ store: openLibsqlStore({ file: db }) });
  try {
    const form = { description: "井盖", area: "g1" };
    assert.ok((await holder.execute({ type: "report", process: "closed-loop", form }, { kind: "person", tenant: "town", id: "ann" })).ok);
    const { code, stdout } = await muster("evaluate", "town");
    assert.is(code, 0);
    assert.match(stdout, /Number +2 +reported/);
    assert.match(stdout, /Note: newer entries are not counted yet\./);
    assert.is((await muster("evaluate", "recompute")).code, 3);
  } finally {
    await holder.close();
  }
});

test("counting anew says how many tickets it was, and changes nothing", async () => {
  const before = (await muster("evaluate", "town")).stdout.split("as of")[0];
  assert.is((await muster("evaluate", "recompute")).stdout, "3 tickets were counted anew.\n");
  assert.is((await muster("evaluate", "town")).stdout.split("as of")[0], before);
  assert.is((await muster("verify")).code, 0);
});

test.run();
