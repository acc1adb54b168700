import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { openLibsqlStore, type Answer } from "@muster/engine";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { run } from "../run.ts";
import { town, write } from "../town-folder.ts";

test.after(removeTempFolders);

const { db, muster } = await town();
const cover = ["report", "--as", "ann", "--field", "description=井盖缺失", "--field", "area=g1"];

test("a report is classified and told with its number", async () => {
  const { code, stdout, stderr } = await muster(...cover);
  assert.is(code, 0, stderr);
  assert.match(stdout, /T\d{8}-\d{5} {2}Report · Reported · tier 3 · Manhole covers/);
});

test("with --json the answer is one document", async () => {
  const { stdout } = await muster(
    ...cover,
    "--source",
    "grid",
    "--source-key",
    "G-1",
    "--point",
    "115.78,33.85",
    "--reporter",
    "r1",
    "--json",
  );
  const answer = JSON.parse(stdout) as Answer;
  assert.ok(answer.ok);
  if (!answer.ok) return;
  const { source, sourceKey, point, reporter, category } = answer.ticket;
  assert.equal(
    { source, sourceKey, point, reporter, category },
    { source: "grid", sourceKey: "G-1", point: { lng: 115.78, lat: 33.85 }, reporter: "r1", category: "0101" },
  );
});

test("fields become values of their types", async () => {
  const due = "2026-12-01T18:00+08:00";
  const { stdout } = await muster(...cover, "--field", "tier=2", "--field", "priority=1", "--field", `due=${due}`, "--json", "--dry-run");
  const answer = JSON.parse(stdout) as Answer;
  assert.ok(answer.ok);
  assert.is(answer.ok && answer.ticket.due, Date.parse(due));
  assert.is(answer.ok && answer.entry.form?.["tier"], 2);
});

test("a form comes as JSON, from a file or from standard input, and a field overrides it", async () => {
  const form = { description: "乱停车", area: "g1", priority: 2 };
  const file = write(tempFolder(), "form.json", form);
  const tries = [
    { form: JSON.stringify(form), input: "" },
    { form: `@${file}`, input: "" },
    { form: "-", input: JSON.stringify(form) },
  ];
  for (const { form: given, input } of tries) {
    const { stdout } = await run(["report", "--db", db, "--as", "ann", "--form", given, "--field", "priority=1", "--json"], { input });
    const answer = JSON.parse(stdout) as Answer;
    assert.is(answer.ok && answer.ticket.category, "0201");
    assert.is(answer.ok && answer.ticket.priority, 1);
  }
});

test("a dry run decides and writes nothing", async () => {
  const before = (await muster("list", "--json")).stdout;
  const { code, stdout } = await muster(...cover, "--dry-run");
  assert.is(code, 0);
  assert.match(stdout, "nothing was written");
  assert.is((await muster("list", "--json")).stdout, before);
});

test("the same key twice is done once, with another command it is refused", async () => {
  const first = JSON.parse((await muster(...cover, "--key", "k", "--json")).stdout) as Answer;
  const second = JSON.parse((await muster(...cover, "--key", "k", "--json")).stdout) as Answer;
  assert.ok(first.ok && second.ok && second.replayed);
  assert.is(first.ok && first.ticket.id, second.ok && second.ticket.id);
  const other = await muster(...cover, "--field", "priority=3", "--key", "k");
  assert.is(other.code, 1);
  assert.match(other.stderr, "key-reused");
});

test("a refusal says why on standard error, in JSON on standard output, and exits with 1", async () => {
  const plain = await muster("report", "--as", "ann");
  assert.is(plain.code, 1);
  assert.is(plain.stdout, "");
  assert.match(plain.stderr, "(bad-input /form/description)");
  const json = await muster("report", "--as", "ann", "--json", "--lang", "zh-CN");
  assert.is((JSON.parse(json.stdout) as Answer).ok, false);
  assert.match(json.stderr, "必须填写");
});

const wrong = [
  { title: "nobody acting", argv: ["report"], says: "--as" },
  { title: "somebody unknown", argv: ["report", "--as", "nobody"], says: "nobody" },
  { title: "a number that is none", argv: [...cover, "--field", "priority=high"], says: "priority takes a number" },
  { title: "an instant without an offset", argv: [...cover, "--field", "due=2026-12-01T18:00"], says: "ISO 8601" },
  { title: "a field without a value", argv: [...cover, "--field", "priority"], says: "NAME=VALUE" },
  { title: "a form that is no JSON", argv: ["report", "--as", "ann", "--form", '{"description": }'], says: "column 17" },
  { title: "a form that is no object", argv: ["report", "--as", "ann", "--form", "[]"], says: "JSON object" },
  { title: "a form file that is not there", argv: ["report", "--as", "ann", "--form", "@nowhere.json"], says: "nowhere.json" },
  { title: "a point that is none", argv: [...cover, "--point", "115.78"], says: "LNG,LAT" },
  { title: "an attachment that is not there", argv: [...cover, "--attach", "nowhere.jpg"], says: "nowhere.jpg" },
  { title: "an unknown option", argv: [...cover, "--colour"], says: "--colour" },
];
for (const { title, argv, says } of wrong) {
  test(`${title} is wrong usage`, async () => {
    const { code, stdout, stderr } = await muster(...argv);
    assert.is(code, 2, stderr);
    assert.is(stdout, "");
    assert.match(stderr, says);
  });
}

test("who leaves the ground open is told so, and a reporter reports for nobody else", async () => {
  const open = await muster("report", "--as", "che", "--field", "description=x", "--lang", "en");
  assert.match(open.stderr, "The ground is not named");
  const other = await muster("report", "--as", "reporter:r1", "--reporter", "r2", "--field", "description=x", "--lang", "en");
  assert.match(other.stderr, "The reporter r1 cannot report for r2");
});

test("an unknown process and an unknown field are refused by the engine", async () => {
  assert.match((await muster(...cover, "--process", "none")).stderr, "unknown-process");
  const { code, stderr } = await muster(...cover, "--field", "colour=red");
  assert.is(code, 1);
  assert.match(stderr, "There is no field colour");
});

test("a file that another process holds is a failure that says so", async () => {
  const held = openLibsqlStore({ file: db });
  try {
    const { code, stderr } = await muster(...cover);
    assert.is(code, 3);
    assert.match(stderr, "in use by another process");
    assert.match((await muster(...cover, "--lang", "zh-CN")).stderr, "被另一个进程占用");
  } finally {
    await held.close();
  }
});

test("a command that meets another waits a moment for it", async () => {
  const held = openLibsqlStore({ file: db });
  const reporting = run([...cover, "--db", db, "--wait", "5"]);
  await new Promise((resolve) => setTimeout(resolve, 150));
  await held.close();
  assert.is((await reporting).code, 0);
});

test("a database that is not there is a failure that names muster init", async () => {
  const { code, stderr } = await run([...cover, "--db", join(tempFolder(), "none.db")]);
  assert.is(code, 3);
  assert.match(stderr, "muster init");
});

test("a file that is no database is a failure", async () => {
  const file = write(tempFolder(), "no.db", "this is not a database, only a text that is long enough to be read as one page would");
  const { code, stderr } = await run([...cover, "--db", file]);
  assert.is(code, 3);
  assert.match(stderr, "damaged");
});

test.run();
