import { createHash } from "node:crypto";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Answer } from "@muster/engine";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { town, write } from "../town-folder.ts";

test.after(removeTempFolders);

const { muster, report } = await town();

test("a ticket is taken through the whole loop by its number", async () => {
  const number = await report();
  const photo = write(tempFolder(), "after.jpg", "not really a photo");
  const steps = [
    ["file", "--as", "ann"],
    ["dispatch", "--as", "dan", "--field", "owner=s1-squad", "--field", "coHandlers=water, d"],
    ["sign", "--as", "hal"],
    ["submit", "--as", "hal", "--field", "result=已更换", "--attach", photo],
    ["pass", "--as", "ina"],
    ["close", "--as", "ann", "--field", "closing=已恢复"],
  ];
  for (const [command = "", ...rest] of steps) {
    const { code, stdout, stderr } = await muster("send", number, command, ...rest, "--json");
    assert.is(code, 0, stderr);
    const answer = JSON.parse(stdout) as Answer;
    if (command === "dispatch") assert.equal(answer.ok && answer.ticket.coHandlers, ["water", "d"]);
    if (command === "submit") assert.is(answer.ok && answer.entry.attachments?.length, 1);
  }
  assert.match((await muster("list", "--closed")).stdout, "Closed");
  assert.is((await muster("verify")).code, 0);
});

test("a form names another ticket by its number", async () => {
  const [master, other] = [await report(), await report()];
  const merged = await muster("send", other, "merge", "--as", "ann", "--field", `mergedInto=${master}`, "--json");
  assert.is(merged.code, 0, merged.stdout + merged.stderr);
});

test("an attachment is recorded by name, type, size and hash", async () => {
  const { readAttachment } = await import("../../../src/cli/read-attachment.ts");
  const file = write(tempFolder(), "before.PNG", "井");
  const sha256 = createHash("sha256").update("井").digest("hex");
  assert.equal(await readAttachment(file), { name: "before.PNG", mediaType: "image/png", size: 3, sha256 });
});

test("a dry run, a stale revision and a repeated key", async () => {
  const number = await report();
  assert.match((await muster("send", number, "file", "--as", "ann", "--dry-run")).stdout, "nothing was written");
  const stale = await muster("send", number, "file", "--as", "ann", "--if-revision", "7");
  assert.is(stale.code, 1);
  assert.match(stale.stderr, "stale-revision");
  assert.is((await muster("send", number, "file", "--as", "ann", "--key", "f")).code, 0);
  assert.match((await muster("send", number, "file", "--as", "ann", "--key", "f")).stdout, "was done before");
});

test("an unknown ticket, and one that is not the actor's to see, are refused alike", async () => {
  const unknown = await muster("send", "T-none", "file", "--as", "ann");
  assert.is(unknown.code, 1);
  assert.match(unknown.stderr, "unknown-ticket");
  const hidden = await muster("send", await report(), "file", "--as", "off");
  assert.match(hidden.stderr, "unknown-ticket");
});

test("a command that is not possible now, unknown, or somebody else's is refused with the reason", async () => {
  const number = await report();
  assert.match((await muster("send", number, "sign", "--as", "ann")).stderr, "not-now");
  assert.match((await muster("send", number, "explode", "--as", "ann")).stderr, "unknown-command");
  assert.match((await muster("send", number, "file", "--as", "ina", "--lang", "zh-CN")).stderr, "被拒绝");
});

test("missing arguments, a missing actor and a bad revision are wrong usage", async () => {
  assert.is((await muster("send")).code, 2);
  assert.is((await muster("send", "T1", "file")).code, 2);
  assert.is((await muster("send", "T1", "file", "--as", "ann", "--if-revision", "0")).code, 2);
  assert.is((await muster("send", "T1", "file", "--as", "ann", "--at", "yesterday")).code, 2);
});

test.run();
