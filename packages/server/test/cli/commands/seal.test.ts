import { appendFileSync, copyFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { openLibsqlStore, type SignedSeal } from "@muster/engine";
import { connect } from "../../../../engine/src/store/libsql/connection.ts";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { run } from "../run.ts";
import { town } from "../town-folder.ts";

test.after(removeTempFolders);

const { db, muster, report } = await town();
const folder = tempFolder();
const [key, publicKey] = [join(folder, "key.pem"), join(folder, "key.pub.pem")];

function sealsIn(file: string): readonly SignedSeal[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as SignedSeal);
}

/** A copy of the town with its seals, in which something was done behind the engine's back. */
function tampered(sql: string): readonly string[] {
  const copy = join(tempFolder(), "tampered.db");
  copyFileSync(db, copy);
  const database = connect(copy, "rwc");
  database.exec(sql);
  database.close();
  return ["--db", copy];
}

test("a new key is for its owner alone, its other half stands beside it, and neither is ever printed or overwritten", async () => {
  const { code, stdout, stderr } = await run(["seal", "--new-key", key]);
  assert.is(code, 0, stderr);
  assert.is(statSync(key).mode & 0o777, 0o600);
  assert.match(readFileSync(key, "utf8"), "PRIVATE KEY");
  assert.match(readFileSync(publicKey, "utf8"), "PUBLIC KEY");
  const secret = readFileSync(key, "utf8").split("\n")[1] ?? "";
  assert.ok(secret.length > 40 && !stdout.includes(secret));
  assert.match(stdout, publicKey);
  const before = readFileSync(key, "utf8");
  assert.is((await run(["seal", "--new-key", key])).code, 1);
  assert.is(readFileSync(key, "utf8"), before);
  const json = await run(["seal", "--new-key", join(folder, "other"), "--json"]);
  assert.equal(JSON.parse(json.stdout), { ok: true, privateKey: join(folder, "other"), publicKey: join(folder, "other.pub.pem") });
});

test("sealing appends one line each time, each going on from the last; verifying compares the journal with all of them", async () => {
  const file = join(folder, "seals.ndjson");
  await report();
  const first = await muster("seal", file, "--key", key);
  assert.is(first.code, 0, first.stderr);
  assert.match(first.stdout, "town: sealed 1 entries (1 new)");
  await report();
  await report();
  const second = await muster("seal", file, "--key", key, "--json");
  const said = JSON.parse(second.stdout) as { readonly ok: boolean; readonly seal: SignedSeal };
  assert.equal(
    sealsIn(file).map(({ entries }) => entries),
    [1, 3],
  );
  assert.equal(sealsIn(file)[1], said.seal);
  assert.match((await run(["seal", file, "--key", key, "--db", db, "--lang", "zh-CN"])).stdout, "封存 3 条日志（新增 0 条）");
  const verified = await muster("verify", "--seals", file, "--public-key", publicKey);
  assert.is(verified.code, 0, verified.stdout);
  assert.match(verified.stdout, "town: tickets 3, entries 3, seals 3, faults 0");
  await report();
  assert.is((await muster("verify", "--seals", file, "--public-key", publicKey)).code, 0, "what came after the last seal is no fault");
});

const gone = ["journal", "part", "ticket_unit", "text", "decision", "likeness", "likeness_word"].map(
  (table) => `DELETE FROM ${table} WHERE ticket = (SELECT id FROM ticket ORDER BY id LIMIT 1 OFFSET 1)`,
);
const deleted = [...gone, "DELETE FROM ticket WHERE id = (SELECT id FROM ticket ORDER BY id LIMIT 1 OFFSET 1)"].join(";");

test("a ticket that was deleted with everything of it is found by the seals, in both languages, and no further seal is made", async () => {
  const file = join(folder, "seals.ndjson");
  const copy = tampered(deleted);
  assert.is((await run(["verify", ...copy])).code, 0, "without seals nobody could tell");
  const found = await run(["verify", ...copy, "--seals", file, "--public-key", publicKey]);
  assert.is(found.code, 4);
  assert.match(found.stdout, "cut or rewritten between these positions: 2–3 [seal-differs]");
  assert.match((await run(["verify", ...copy, "--lang", "zh-CN", "--seals", file, "--public-key", publicKey])).stdout, "日志与封印不一致");
  const before = readFileSync(file, "utf8");
  const refused = await run(["seal", file, "--key", key, ...copy]);
  assert.is(refused.code, 4);
  assert.match(refused.stderr, "Nothing was appended");
  assert.match((await run(["seal", file, "--key", key, ...copy, "--json"])).stdout, '"ok":false');
  assert.is(readFileSync(file, "utf8"), before);
});

test("a tenant that was removed altogether is found by its seals", async () => {
  const tables = [
    "journal",
    "part",
    "ticket_unit",
    "text",
    "decision",
    "likeness",
    "likeness_word",
    "ticket",
    "definition",
    "person",
    "tenant",
  ];
  const copy = tampered(tables.map((table) => `DELETE FROM ${table}`).join(";"));
  const { code, stdout } = await run(["verify", ...copy, "--seals", join(folder, "seals.ndjson"), "--public-key", publicKey]);
  assert.is(code, 4);
  assert.match(stdout, "[no-tenant]");
  assert.match(stdout, "[seal-differs]");
});

test("a file of seals that was cut, edited or signed by another is refused, and nothing is appended", async () => {
  const whole = readFileSync(join(folder, "seals.ndjson"), "utf8");
  const file = join(folder, "changed.ndjson");
  for (const { text, says } of [
    { text: whole.slice(0, -20), says: ":3 is no whole seal" },
    { text: whole.replace('"entries":3', '"entries":2'), says: "[seal-forged]" },
    { text: `${whole}x\n`, says: ":4 is no whole seal" },
  ]) {
    writeFileSync(file, text);
    for (const command of [
      ["verify", "--seals", file, "--public-key", publicKey],
      ["seal", file, "--key", key],
    ]) {
      const { code, stdout, stderr } = await muster(...command);
      assert.is(code, 4, command[0]);
      assert.match(`${stdout}${stderr}`, says);
    }
    assert.is(readFileSync(file, "utf8"), text);
  }
  assert.is((await muster("seal", join(folder, "seals.ndjson"), "--key", join(folder, "other"))).code, 4);
});

test("seals of several tenants may share a file; a tenant without one is told", async () => {
  const file = join(folder, "shared.ndjson");
  appendFileSync(file, readFileSync(join(folder, "seals.ndjson")));
  const copy = tampered("INSERT INTO tenant (id, zone, number_prefix, last_number) VALUES ('two', 'UTC', 'W', 0)");
  const against = ["--seals", file, "--public-key", publicKey];
  assert.match((await run(["verify", ...copy, ...against])).stdout, "the file holds no seal of this tenant: two");
  assert.is((await run(["verify", ...copy, ...against, "--tenant", "town"])).code, 0);
  assert.is((await run(["seal", file, "--key", key, ...copy])).code, 2, "which tenant?");
  assert.is((await run(["seal", file, "--key", key, ...copy, "--tenant", "two"])).code, 0);
  assert.is((await run(["verify", ...copy, ...against])).code, 0);
});

test("sealing and verifying work while another process holds the file", async () => {
  const held = openLibsqlStore({ file: db });
  try {
    const file = join(folder, "seals.ndjson");
    assert.is((await muster("seal", file, "--key", key)).code, 0);
    assert.is((await muster("verify", "--seals", file, "--public-key", publicKey)).code, 0);
  } finally {
    await held.close();
  }
});

test("what is missing or mixed up is wrong usage, and says how it is written", async () => {
  const file = join(folder, "seals.ndjson");
  for (const argv of [
    ["seal"],
    ["seal", file],
    ["seal", "--key", key],
    ["seal", file, "--new-key", join(folder, "x")],
    ["seal", file, "--key", "nowhere.pem"],
    ["seal", file, "--key", publicKey],
    ["verify", "--seals", file],
    ["verify", "--public-key", publicKey],
    ["verify", "--seals", "nowhere", "--public-key", publicKey],
  ]) {
    assert.is((await muster(...argv)).code, 2, argv.join(" "));
  }
  assert.is((await muster("verify", "--seals", file, "--public-key", file)).code, 3);
});

test.run();
