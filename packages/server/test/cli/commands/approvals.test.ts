import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders } from "../../../../engine/test/fixtures/temp.ts";
import { town } from "../town-folder.ts";

test.after(removeTempFolders);

test("a request, who must agree, whose inbox it waits in and what became of it are told in both languages", async () => {
  const { muster, report } = await town();
  const number = await report();
  await muster("send", number, "file", "--as", "ann");
  await muster("send", number, "dispatch", "--as", "dan", "--field", "owner=s1-squad");
  const offered = await muster("offers", number, "--as", "hal", "--lang", "en");
  assert.match(offered.stdout, /extend {2}Extend, to be agreed by supervisor → dispatcher/);
  const fields = ["--field", "amount=1", "--field", "unit=urgent-hour", "--field", "reason=等待配件"];
  const asked = await muster("send", number, "extend", "--as", "hal", ...fields, "--lang", "en");
  assert.match(asked.stdout, /\n {2}request: Extend \(extend\), to be agreed by supervisor → dispatcher\n/);
  assert.match((await muster("inbox", "--as", "sue", "--lang", "en")).stdout, /approval: supervisor · First Street squad/);
  assert.match((await muster("show", number, "--lang", "en")).stdout, /Next:\n[^]*approve +Approve \(depends on the form\) +sue/);
  assert.is((await muster("send", number, "approve", "--as", "sue", "--field", "request=extend", "--field", "opinion=属实")).code, 0);
  const half = (await muster("show", number, "--lang", "zh-CN")).stdout;
  assert.match(half, /\n {2}申请延期 \(extend\)，待 dispatcher 同意\n/);
  const done = await muster("send", number, "approve", "--as", "dan", "--field", "request=extend", "--lang", "en");
  assert.is(done.code, 0);
  assert.not.match(done.stdout, "request:");
  const english = (await muster("show", number, "--lang", "en")).stdout;
  assert.match(english, /hal {2}Request: Extend \(extend\)/);
  assert.match(english, /sue {2}Approve \(approve\)\n {7}Opinion: 属实\n {7}Request: extend/);
  assert.match(english, /dan {2}Approve \(approve\)[^]*Reason: 等待配件/);
  assert.match((await muster("show", number, "--lang", "zh-CN")).stdout, /hal {2}申请延期 \(extend\)/);
  assert.match((await muster("explain", number, "--lang", "en")).stdout, /limit: 2 urgent hours[^]*extension: 1 urgent hour/);
});

test("an order is told until it has been answered", async () => {
  const { muster, report } = await town();
  const number = await report();
  await muster("send", number, "file", "--as", "ann");
  await muster("send", number, "dispatch", "--as", "dan", "--field", "owner=s1-squad");
  await muster("send", number, "sign", "--as", "hal");
  const replyBy = new Date(Date.now() + 86_400_000).toISOString();
  const ordered = await muster(
    "send",
    number,
    "supervise",
    "--as",
    "sue",
    "--field",
    "order=限期",
    "--field",
    `replyBy=${replyBy}`,
    "--lang",
    "en",
  );
  assert.match(ordered.stdout, /\n {2}order \(supervise\), to be answered \(reply\) by \d{4}-/);
  assert.match((await muster("explain", number, "--lang", "zh-CN")).stdout, /\n {2}督办 \(supervise\)，须在 .* 前答复 \(reply\)\n/);
  const replied = await muster("send", number, "reply", "--as", "hal", "--field", "reply=已办", "--lang", "en");
  assert.is(replied.code, 0, replied.stderr);
  assert.not.match(replied.stdout, "order");
  const more = await muster(
    "send",
    number,
    "supervise",
    "--as",
    "sue",
    "--field",
    "order=再办",
    "--field",
    `replyBy=${replyBy}`,
    "--lang",
    "en",
  );
  assert.match(more.stdout, "to be answered");
  const ended = await muster("send", number, "void", "--as", "sue", "--field", "reason=误报", "--lang", "en");
  assert.is(ended.code, 0, ended.stderr);
  assert.not.match(ended.stdout, "to be answered");
});

test.run();
