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
  assert.is((await muster("send", number, "extend", "--as", "hal", ...fields)).code, 0);
  assert.match((await muster("inbox", "--as", "sue", "--lang", "en")).stdout, /approval: supervisor · First Street squad/);
  assert.match((await muster("show", number, "--lang", "en")).stdout, /Next:\n[^]*approve +Approve \(depends on the form\) +sue/);
  assert.is((await muster("send", number, "approve", "--as", "sue", "--field", "request=extend", "--field", "opinion=属实")).code, 0);
  assert.is((await muster("send", number, "approve", "--as", "dan", "--field", "request=extend")).code, 0);
  const english = (await muster("show", number, "--lang", "en")).stdout;
  assert.match(english, /hal {2}Request: Extend \(extend\)/);
  assert.match(english, /sue {2}Approve \(approve\)\n {7}Opinion: 属实\n {7}Request: extend/);
  assert.match(english, /dan {2}Approve \(approve\)[^]*Reason: 等待配件/);
  assert.match((await muster("show", number, "--lang", "zh-CN")).stdout, /hal {2}申请延期 \(extend\)/);
  assert.match((await muster("explain", number, "--lang", "en")).stdout, /limit: 2 urgent hours[^]*extension: 1 urgent hour/);
});

test.run();
