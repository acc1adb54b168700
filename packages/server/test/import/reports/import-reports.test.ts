import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "@muster/engine";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { tenant } from "../../../../engine/test/fixtures/town.ts";
import { header, importedTown, mapping, system, type ImportedTown } from "../imported-town.ts";

test.after(removeTempFolders);

const closed = "a,2024-03-01 08:00,2024-03-02 09:00,井盖缺失,east,Li\n";
const open = "b,2024-03-01 10:00,,井盖破损,west,\n";
const backwards = "c,2024-03-03 08:00,2024-03-02 08:00,井盖弹跳,east,\n";

const ended = ({ imported, flagged, unchanged, rejected }: Awaited<ReturnType<ImportedTown["load"]>>) => [
  imported,
  flagged,
  unchanged,
  rejected,
];

async function storyOf({ engine }: ImportedTown, key: string) {
  const ticket = await engine.bySourceKey("books", key, system);
  const story = ticket ? await engine.story(ticket.id, system) : [];
  return story.map(
    ({ entry }) => `${entry.type} ${entry.actor.kind === "person" ? entry.actor.id : "?"} ${new Date(entry.at).toISOString().slice(0, 16)}`,
  );
}

test("each row becomes a ticket that went as far as the row says, at its own times and by the people named", async () => {
  const town = await importedTown();
  const summary = await town.load(header + closed + open + backwards);
  assert.equal(ended(summary), [2, 1, 0, 0]);
  assert.equal(await storyOf(town, "a"), [
    "report imp 2024-03-01T00:00",
    "file ann 2024-03-01T00:00",
    "dispatch dan 2024-03-01T00:00",
    "sign wen 2024-03-01T00:30",
    "submit wen 2024-03-02T01:00",
    "pass ina 2024-03-02T01:00",
    "close ann 2024-03-02T01:00",
  ]);
  assert.equal((await storyOf(town, "b")).at(-1), "sign wen 2024-03-01T02:30");
  assert.equal((await storyOf(town, "c")).length, 3);
  assert.is(summary.commands, 14);
  await town.engine.close();
});

test("nothing is armed and nothing is sent for the past, and every journal is whole", async () => {
  const town = await importedTown();
  await town.load(header + closed + open);
  assert.equal(await town.engine.work(), { fired: 0, attempts: 0, scheduled: { published: 0, failed: 0 } });
  assert.equal(await town.engine.deliveries(tenant.id, "pending"), []);
  assert.is(await town.store.timers.next(), undefined, "no timer has a row");
  for (const { timers } of await town.engine.list(system)) assert.ok(Object.values(timers).every(({ asleep }) => asleep));
  assert.equal((await town.engine.verify(tenant.id)).faults, []);
  await town.engine.close();
});

test("the reporter's name goes to the personal data, once", async () => {
  const town = await importedTown();
  await town.load(header + closed);
  const name = async () => (await town.store.people.get(tenant.id, ["caller-Li"]))[0]?.name;
  assert.is(await name(), "Li");
  await town.engine.erase(tenant.id, "caller-Li");
  assert.equal(ended(await town.load(header + closed)), [0, 0, 1, 0]);
  assert.not(await name(), "an import that is run again brings nobody back who was erased");
  await town.engine.close();
});

test("a second run changes nothing", async () => {
  const town = await importedTown();
  await town.load(header + closed + open + backwards);
  const before = await town.entries();
  const again = await town.load(header + closed + open + backwards);
  assert.equal(ended(again), [0, 0, 3, 0]);
  assert.equal([again.commands, again.noted], [0, 1]);
  assert.is(await town.entries(), before);
  await town.engine.close();
});

test("an import that broke off in the middle of a row is carried on from there, to the same journal", async () => {
  const town = await importedTown();
  for (const sent of [1, 2, 4, 5, 6]) {
    const row = closed.replace("a,", `a${sent},`);
    let left = sent;
    const breaking: Engine = {
      ...town.engine,
      execute: (...given) => (left-- > 0 ? town.engine.execute(...given) : Promise.reject(new Error("killed"))),
    };
    let thrown: unknown;
    await town.load(header + row, { engine: breaking }).catch((cause: unknown) => (thrown = cause));
    assert.match(String(thrown), "killed");
    assert.is((await storyOf(town, `a${sent}`)).length, sent);
    const again = await town.load(header + row);
    assert.equal([...ended(again), again.commands], [1, 0, 0, 0, 7 - sent]);
    assert.equal((await storyOf(town, `a${sent}`)).length, 7);
  }
  await town.engine.close();
});

test("a later file that says more of a ticket carries it on, one that says otherwise is not applied", async () => {
  const town = await importedTown();
  await town.load(header + open);
  const more = open.replace(",,井盖", ",2024-03-05 10:00,井盖");
  assert.equal(ended(await town.load(header + more)), [1, 0, 0, 0]);
  assert.is((await storyOf(town, "b")).at(-1), "close ann 2024-03-05T02:00");
  const before = await town.entries();
  for (const other of [more.replace("破损", "弹跳"), more.replace("10:00,2024", "11:00,2024"), more.replace("03-05", "03-06")]) {
    const summary = await town.load(header + other);
    assert.equal([...ended(summary), summary.reasons[0]?.code], [0, 0, 0, 1, "differs"]);
  }
  assert.is(await town.entries(), before);
  await town.engine.close();
});

test("a ticket that people have worked on since the import is left to them", async () => {
  const town = await importedTown();
  await town.load(header + open);
  const ticket = await town.engine.bySourceKey("books", "b", system);
  const done = await town.engine.execute(
    { type: "comment", ticket: ticket?.id ?? "", form: { comment: "on it" } },
    { kind: "person", tenant: tenant.id, id: "ann" },
  );
  assert.ok(done.ok);
  assert.equal(ended(await town.load(header + open)), [0, 0, 1, 0]);
  await town.engine.close();
});

test("a row with any step that cannot be taken is rejected before its first command", async () => {
  const town = await importedTown();
  const summary = await town.load(`${header}a,2024-03-01 08:00,2999-03-02 09:00,井盖,east,
b,2024-03-01 08:00,,井盖,north,
c,,,井盖,east,
`);
  assert.equal(ended(summary), [0, 0, 0, 3]);
  assert.equal(Object.fromEntries(summary.reasons.map(({ code, line }) => [line, code])), {
    2: "refused-time-order",
    3: "unknown-value",
    4: "missing",
  });
  assert.is(await town.entries(), 0);
  await town.engine.close();
});

test("a year before 1970 is rejected with its column, in words for people", async () => {
  const town = await importedTown();
  const summary = await town.load(`${header}a,1968-03-01 08:00,,井盖,east,\nb,2024-03-01 08:00,1924-03-01 08:00,井盖,east,\n`);
  assert.equal(ended(summary), [0, 1, 0, 1]);
  const { code, column, message } = summary.reasons.find(({ outcome }) => outcome === "rejected") ?? {};
  assert.equal([code, column], ["before-1970", "created"]);
  assert.match(
    message?.en ?? "",
    'The command report is of 1968-03-01, before 1970, which cannot be recorded; look at the year in "created".',
  );
  assert.match(message?.["zh-CN"] ?? "", "早于 1970 年");
  const steps = [{ command: "file", as: "ann", at: "closed" }];
  const late = await town.load(`${header}c,2024-03-01 08:00,1924-03-01 08:00,井盖,east,\n`, { mapping: { ...mapping, flags: [], steps } });
  assert.equal(
    late.reasons.map((reason) => [reason.code, reason.column]),
    [["before-1970", "closed"]],
  );
  await town.engine.close();
});

test("a key that stands in the file twice is taken once", async () => {
  const town = await importedTown();
  const summary = await town.load(header + open + open);
  assert.equal([...ended(summary), summary.reasons[0]?.code], [1, 0, 0, 1, "key-twice"]);
  await town.engine.close();
});

test("a dry run says what would happen and writes nothing, no rejects file either", async () => {
  const town = await importedTown();
  const rejects = join(tempFolder(), "x.rejects.csv");
  const summary = await town.load(header + closed + backwards, { dryRun: true, rejects });
  assert.equal([...ended(summary), summary.commands], [1, 1, 0, 0, 10]);
  assert.is(await town.entries(), 0);
  assert.not(existsSync(rejects));
  await town.engine.close();
});

test("rejected and flagged rows are listed with line, column, reasons and themselves, and corrected there they can be imported", async () => {
  const town = await importedTown();
  const rejects = join(tempFolder(), "x.rejects.csv");
  await town.load(header + open + '"d ""q""",2024-03-01 08:00,,"a,\nb",north,\n' + backwards, { rejects });
  const text = readFileSync(rejects, "utf8");
  assert.match(
    text,
    "\uFEFFmuster_line,muster_outcome,muster_column,muster_reason_zh,muster_reason_en,no,created,closed,what,area,caller\r\n",
  );
  assert.match(
    text,
    '3,rejected,area,"无法识别“area”的值 ""north""。","""area"" has ""north"", which the mapping does not know.","d ""q""",2024-03-01 08:00,,"a,\nb",north,',
  );
  assert.match(text, "5,flagged,,时间倒置,closed before it was created,c,");
  assert.equal(ended(await town.load(text.replace(",north,", ",east,"))), [1, 0, 1, 0]);
  await town.load(header + open, { rejects });
  assert.not(existsSync(rejects), "with nothing to list there is no list");
  await town.engine.close();
});

test("a file that is no rejects file is never overwritten", async () => {
  const town = await importedTown();
  const precious = join(tempFolder(), "precious.csv");
  writeFileSync(precious, "a,b\n");
  let thrown: unknown;
  await town.load(header + open, { rejects: precious }).catch((cause: unknown) => (thrown = cause));
  assert.match(String(thrown), "not-rejects");
  assert.is(readFileSync(precious, "utf8"), "a,b\n");
  assert.is(await town.entries(), 0);
  await town.engine.close();
});

test("a file without the mapping's columns, and a tenant without its process, are findings and not a thousand rejected rows", async () => {
  const town = await importedTown();
  const codes = (csv: string, more: object = {}) => town.load(csv, { mapping: { ...mapping, ...more } }).then(() => "", String);
  assert.match(await codes("no,created\n1,2\n"), "no-column no-column");
  assert.match(await codes(header + open, { process: "other" }), "no-process");
  await town.engine.close();
});

test("progress is told for every row, a limit is kept, and whoever asks to stop is heard between rows", async () => {
  const town = await importedTown();
  const rows = Array.from({ length: 200 }, (_, i) => open.replace("b,", `r${i},`)).join("");
  const seen: number[] = [];
  const some = await town.load(header + rows, { limit: 90, progress: ({ done }) => void seen.push(done) });
  assert.equal([some.imported, seen.length, seen.at(-1)], [90, 90, 90]);
  const stop = new AbortController();
  const stopped = await town.load(header + rows, { signal: stop.signal, progress: ({ done }) => void (done === 100 && stop.abort()) });
  assert.ok(stopped.left > 0 && stopped.rows >= 100, JSON.stringify([stopped.left, stopped.rows]));
  const rest = await town.load(header + rows);
  assert.equal([rest.rows, rest.imported + rest.unchanged, await town.entries()], [200, 200, 800]);
  await town.engine.close();
});

test.run();
