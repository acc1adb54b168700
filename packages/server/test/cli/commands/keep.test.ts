import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { openLibsqlStore } from "@muster/engine";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { connect } from "../../../../engine/src/store/libsql/connection.ts";
import { lines, run } from "../run.ts";
import { town, write } from "../town-folder.ts";

test.after(removeTempFolders);

const { db, muster, report } = await town();
const number = await report();
await muster("send", number, "file", "--as", "ann");

/** A copy of the town in which something was changed behind the engine's back. */
function tampered(sql: string): string {
  const copy = join(tempFolder(), "tampered.db");
  copyFileSync(db, copy);
  const database = connect(copy, "rwc");
  database.exec(sql);
  database.close();
  return copy;
}

test("a whole database verifies, in words and in JSON", async () => {
  const { code, stdout } = await muster("verify");
  assert.is(code, 0);
  assert.match(stdout, "town: tickets 1, entries 2, faults 0");
  const json = JSON.parse((await muster("verify", "--json", "--tenant", "town")).stdout) as { readonly ok: boolean };
  assert.is(json.ok, true);
  assert.is((await muster("verify", "--tenant", "none")).code, 2);
});

test("a changed entry is found: exit code 4 and the fault by name, in both languages", async () => {
  const copy = tampered("UPDATE journal SET entry = replace(entry, 'ann', 'bob') WHERE seq = 2");
  const { code, stdout } = await run(["verify", "--db", copy]);
  assert.is(code, 4);
  assert.match(stdout, "#2  the chain of hashes breaks here");
  assert.match((await run(["verify", "--db", copy, "--lang", "zh-CN"])).stdout, "哈希链在此断开");
});

test("a fault says where it is and what to do, in both languages", async () => {
  const copy = tampered("UPDATE text SET body = '路灯坏了'; UPDATE tenant SET last_number = 0; UPDATE ticket SET owner = 'g2'");
  const { code, stdout, stderr } = await run(["verify", "--db", copy]);
  assert.is(code, 4);
  assert.match(stdout, /#1 {2}the text was changed: it does not fit the entry's commitment: [-0-9a-f]{36} \[text-differs\]/);
  assert.match(stdout, "new tickets would collide: 0 < 1 [number-behind]");
  assert.match(stdout, "lists go wrong: owner [column-differs]");
  assert.match(stderr, "restore the last backup that verified");
  const chinese = await run(["verify", "--db", copy, "--lang", "zh-CN"]);
  for (const said of ["文字被改动", "新案卷会撞号", "列表字段与案卷内容不一致"]) assert.match(chinese.stdout, said);
  assert.match(chinese.stderr, "请保留此文件供查证");
});

test("a tenant that was taken off the list of tenants does not escape", async () => {
  const { code, stdout } = await run(["verify", "--db", tampered("DELETE FROM tenant")]);
  assert.is(code, 4);
  assert.match(stdout, "was never set up: town [no-tenant]");
});

test("a deleted ticket is found", async () => {
  assert.is((await run(["verify", "--db", tampered("DELETE FROM ticket")])).code, 4);
});

test("an export holds everything, in order, and says that it is complete", async () => {
  const { code, stdout } = await muster("export");
  assert.is(code, 0);
  const records = lines(stdout);
  const { feed, ...header } = records[0] ?? {};
  assert.equal(header, { type: "header", format: 1, tenant: { id: "town", zone: "Asia/Shanghai", numberPrefix: "T" }, lastNumber: 1 });
  assert.is((feed as { readonly entries: number }).entries, 2);
  const types = records.map((record) => record["type"]).filter((type) => type !== "definition");
  assert.equal(types, ["header", "ticket", "entry", "text", "entry", "end"]);
  assert.is(records.find((record) => record["type"] === "text")?.["body"], "井盖缺失");
  assert.equal(records.at(-1), {
    type: "end",
    definitions: 8,
    tickets: 1,
    entries: 2,
    texts: 1,
    attachments: 0,
    deliveries: 0,
    proposals: 0,
  });
  assert.not.match(stdout, "安");
  const people = lines((await muster("export", "--people")).stdout).filter((record) => record["type"] === "person");
  assert.equal(people, [{ type: "person", id: "ann", kind: "staff", name: "安" }]);
});

test("an export goes to a new file, whole or not at all", async () => {
  const out = join(tempFolder(), "town.ndjson");
  assert.is((await muster("export", "--out", out)).code, 0);
  assert.is(readFileSync(out, "utf8"), (await muster("export")).stdout);
  assert.is((await muster("export", "--out", out)).code, 1);
  const stopped = join(tempFolder(), "stopped.ndjson");
  const { code } = await run(["export", "--db", db, "--out", stopped], { signal: AbortSignal.abort() });
  assert.is(code, 3);
  assert.equal(readdirSync(dirname(stopped)), []);
  assert.is((await muster("export", "--out", "/nowhere/x.ndjson")).code, 3);
});

test("a folder that is not there is blamed, not the database, and the advice is the same wherever a file is written", async () => {
  const none = join(tempFolder(), "none");
  assert.is((await muster("seal", "--new-key", join(dirname(none), "key.pem"))).code, 0);
  for (const argv of [
    ["backup", join(none, "copy.db")],
    ["export", "--out", join(none, "town.ndjson")],
    ["seal", "--new-key", join(none, "key.pem")],
    ["seal", join(none, "seals.ndjson"), "--key", join(dirname(none), "key.pem")],
    ["backup", join(db, "copy.db")],
  ]) {
    const { code, stderr } = await muster(...argv);
    assert.is(code, 3, stderr);
    const why = argv[1] === join(db, "copy.db") ? "a part of the path is no folder (ENOTDIR)" : "there is no such file or folder (ENOENT)";
    assert.ok(stderr.includes(`cannot be written: ${why}; name a folder that is there`), stderr);
    assert.match((await muster(...argv, "--lang", "zh")).stderr, "不能写入");
    assert.match((await muster(...argv, "--lang", "zh")).stderr, "请指定已存在、可写的文件夹。");
  }
  assert.equal(readdirSync(dirname(none)).toSorted(), ["key.pem", "key.pub.pem"]);
});

test("an export waits for a slow reader", async () => {
  let most = 0;
  const slow = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => void setImmediate(done) });
  const take = slow.write.bind(slow) as (chunk: string, done: () => void) => boolean;
  slow.write = ((chunk: string, done: () => void) => {
    const ready = take(chunk, done);
    most = Math.max(most, slow.writableLength - Buffer.byteLength(chunk));
    return ready;
  }) as typeof slow.write;
  assert.is((await run(["export", "--db", db], { stdout: slow })).code, 0);
  assert.ok(most <= 16, `${most} bytes waited`);
});

test("a backup is a database of its own, and never overwrites", async () => {
  const file = join(tempFolder(), "copy.db");
  const { code, stdout } = await muster("backup", file, "--json");
  assert.is(code, 0);
  assert.is((JSON.parse(stdout) as { readonly ok: boolean }).ok, true);
  assert.match((await run(["list", "--db", file])).stdout, number);
  assert.is((await muster("backup", file)).code, 1);
});

test("show, list, offers, verify, export and backup work while another process holds the file", async () => {
  const held = openLibsqlStore({ file: db });
  try {
    const commands = [
      ["show", number],
      ["list"],
      ["offers", number, "--as", "dan"],
      ["inbox", "--as", "dan"],
      ["verify"],
      ["export"],
      ["backup", join(tempFolder(), "held.db")],
    ];
    for (const argv of commands) assert.is((await muster(...argv)).code, 0, argv.join(" "));
    assert.is((await muster("work")).code, 3);
    assert.is((await muster("init")).code, 3);
  } finally {
    await held.close();
  }
});

test("a reader does not write: its store refuses", async () => {
  const store = openLibsqlStore({ file: db, readOnly: true });
  try {
    await store.definitions.putTenant({ id: "x", zone: "UTC", numberPrefix: "" }).then(
      () => assert.unreachable(),
      (error: unknown) => assert.is((error as { readonly code: string }).code, "store-closed"),
    );
  } finally {
    await store.close();
  }
});

test("a backup comes back as a database that works", async () => {
  const [backup, restored] = [join(tempFolder(), "b.db"), join(tempFolder(), "new", "r.db")];
  await muster("backup", backup);
  const { code, stdout } = await run(["restore", backup, "--db", restored]);
  assert.is(code, 0);
  assert.match(stdout, "Restored to");
  assert.match((await run(["list", "--db", restored])).stdout, number);
  assert.is((await run(["report", "--db", restored, "--as", "ann", "--field", "description=x", "--field", "area=g1"])).code, 0);
  assert.not.ok(readdirSync(dirname(restored)).some((name) => name.includes("restoring")));
});

test("restoring overwrites only when told to, and then the log of the old database is gone with it", async () => {
  const other = await town();
  const backup = join(tempFolder(), "b.db");
  await muster("backup", backup);
  const mine = await other.report();
  const refused = await other.muster("restore", backup);
  assert.is(refused.code, 1);
  assert.match(refused.stderr, "--force");
  assert.match((await other.muster("list", "--json")).stdout, `"${mine}"`);
  assert.is((await other.muster("restore", backup, "--force")).code, 0);
  assert.is((await other.muster("list", "--stage", "dispatch", "--json")).stdout.split("\n").length, 2);
  assert.is((await other.muster("verify")).code, 0);
});

test("restoring over a database that is in use is refused by its lock", async () => {
  const other = await town();
  const backup = join(tempFolder(), "b.db");
  await muster("backup", backup);
  const held = openLibsqlStore({ file: other.db });
  assert.is((await other.muster("restore", backup, "--force")).code, 3);
  await held.close();
  assert.is((await other.muster("list")).code, 0);
});

test("a backup with faults, one that is no database, and one that is not there are not restored", async () => {
  const target = join(tempFolder(), "r.db");
  const faulty = tampered("UPDATE journal SET entry = replace(entry, 'ann', 'bob') WHERE seq = 2");
  assert.is((await run(["restore", faulty, "--db", target])).code, 4);
  const text = write(tempFolder(), "no.db", "x".repeat(5000));
  assert.is((await run(["restore", text, "--db", target])).code, 3);
  assert.is((await run(["restore", "nowhere.db", "--db", target])).code, 2);
  assert.is((await run(["restore", db, "--db", db, "--force"])).code, 2);
  assert.not.ok(existsSync(target));
});

const broken: readonly (readonly [string, (whole: Buffer) => Buffer])[] = [
  ["with flipped bytes in its first page", (whole) => flipped(whole, 30, 200)],
  ["with flipped bytes in every later page", (whole) => pages(whole).reduce((bytes, at) => flipped(bytes, at, 12), whole)],
  ["cut in the middle", (whole) => whole.subarray(0, Math.floor(whole.length / 2))],
  ["cut in its first page", (whole) => whole.subarray(0, 1000)],
  ["that is empty", () => Buffer.alloc(0)],
  ["that is a text", () => Buffer.from("# Not a backup\n".repeat(500))],
];
for (const [what, damage] of broken) {
  test(`of a backup ${what} it is said that the backup is bad, and the database stays as it was`, async () => {
    const other = await town();
    await other.report();
    const before = (await other.muster("export")).stdout;
    const folder = tempFolder();
    const [whole, bad] = [join(folder, "whole.db"), join(folder, "bad.db")];
    await muster("backup", whole);
    writeFileSync(bad, damage(readFileSync(whole)));
    const { code, stdout, stderr } = await other.muster("restore", bad, "--force", "--json");
    assert.is(code, 3, stdout);
    assert.is((JSON.parse(stdout) as { readonly error: { readonly code: string } }).error.code, "bad-backup");
    assert.match(stderr, `The backup ${bad} cannot be restored`);
    assert.not.match(stderr, "restore the last backup");
    assert.match((await other.muster("restore", bad, "--force", "--lang", "zh")).stderr, /错误：备份 .* 无法恢复.*数据库保持原样/);
    assert.is((await other.muster("export")).stdout, before);
    assert.equal(
      readdirSync(dirname(other.db)).filter((name) => name.includes("restoring")),
      [],
    );
  });
}

test("a backup of a newer schema is named as such, and so is the database of another program", async () => {
  const target = join(tempFolder(), "r.db");
  const newer = await run(["restore", tampered("INSERT INTO migration (step, hash) VALUES (999, 'x')"), "--db", target]);
  assert.is(newer.code, 3);
  assert.match(newer.stderr, "another version of Muster wrote it");
  const foreign = join(tempFolder(), "foreign.db");
  for (const sql of ["CREATE TABLE notes (id INTEGER)", "CREATE TABLE ticket (id INTEGER)", "CREATE TABLE migration (id INTEGER)"]) {
    const database = connect(foreign, "rwc");
    database.exec(sql);
    database.close();
    const { code, stderr } = await run(["restore", foreign, "--db", target]);
    assert.is(code, 3);
    assert.match(stderr, `The backup ${foreign} cannot be restored`);
  }
  assert.not.ok(existsSync(target));
});

function flipped(bytes: Buffer, from: number, count: number): Buffer {
  const copy = Buffer.from(bytes);
  for (let i = from; i < Math.min(from + count, copy.length); i += 1) copy[i] = (copy[i] ?? 0) ^ 0xff;
  return copy;
}

function pages(whole: Buffer): readonly number[] {
  const size = whole.readUInt16BE(16);
  return Array.from({ length: Math.floor(whole.length / size) - 1 }, (_, i) => (i + 1) * size);
}

test("a damaged database can be restored over", async () => {
  const backup = join(tempFolder(), "b.db");
  await muster("backup", backup);
  const damaged = write(tempFolder(), "d.db", "x".repeat(5000));
  const ran = await run(["restore", backup, "--db", damaged, "--force", "--json"]);
  assert.is(ran.code, 0);
  assert.is((await run(["verify", "--db", damaged])).code, 0);
  const { aside } = JSON.parse(ran.stdout) as { readonly aside: string };
  assert.is(readFileSync(aside, "utf8"), "x".repeat(5000), "what is no database is kept, whatever it was");
});

test.run();
