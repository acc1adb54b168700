import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders } from "../../../../engine/test/fixtures/temp.ts";
import { town } from "../town-folder.ts";

test.after(removeTempFolders);

test("the arithmetic of a ticket's clocks is printed line by line, in both languages and as JSON", async () => {
  const { muster, report } = await town();
  const number = await report();
  const before = await muster("explain", number, "--lang", "en");
  assert.match(before.stdout, /No time limit has been counted for it yet/);
  await muster("send", number, "file", "--as", "ann");
  await muster("send", number, "dispatch", "--as", "dan", "--field", "owner=s1-squad");
  const ran = await muster("explain", number, "--lang", "en");
  assert.match(
    ran.stdout,
    /Handling limit \(running\) {2}First Street squad {2}standard 0101-1\n {2}limit: 2 urgent hours\n .*2 h used, 0 h left\n {2}due /,
    ran.stdout + ran.stderr,
  );
  assert.match((await muster("explain", number, "--lang", "zh-CN")).stdout, /处置时限（计时中）.*\n {2}时限 2 个紧急工作时\n/);
  const told = JSON.parse((await muster("explain", number, "--json")).stdout) as {
    readonly clocks: readonly { readonly name: string; readonly lines: readonly object[] }[];
  };
  assert.equal(
    told.clocks.map(({ name, lines }) => [name, lines.length]),
    [["handle", 3]],
  );
  await muster("send", number, "void", "--as", "sue", "--field", "reason=误报");
  assert.match((await muster("explain", number, "--lang", "en")).stdout, /Handling limit \(ended\)/);
  const other = await report();
  await muster("send", other, "decline", "--as", "ann", "--field", "reason=误报");
  assert.match((await muster("explain", other, "--lang", "en")).stdout, /No time limit was counted for it\./);
});

test("a pause says which state brought it about, an extension when it was granted, also while nothing comes of either", async () => {
  const { muster, report } = await town();
  const number = await report();
  await muster("send", number, "file", "--as", "ann");
  await muster("send", number, "dispatch", "--as", "dan", "--field", "owner=s1-squad");
  await muster("send", number, "sign", "--as", "hal");
  await muster("send", number, "extend", "--as", "hal", "--field", "amount=1", "--field", "unit=urgent-hour", "--field", "reason=远");
  await muster("send", number, "approve", "--as", "sue", "--field", "request=extend");
  await muster("send", number, "approve", "--as", "dan", "--field", "request=extend");
  await muster(
    "send",
    number,
    "suspend",
    "--as",
    "dan",
    "--field",
    `until=${new Date(Date.now() + 86_400_000).toISOString()}`,
    "--field",
    "reason=等件",
  );
  const ran = await muster("explain", number, "--lang", "en");
  assert.match(ran.stdout, /to now paused, does not count \(Suspended\)\n/, ran.stdout);
  assert.match(ran.stdout, /extension: 1 urgent hour \(granted \w{3} [\d-]+ [\d:]+\)\n/);
  assert.match((await muster("explain", number, "--lang", "zh-CN")).stdout, /暂停，不计（挂账）\n/);
});

test("a ticket is also known by its source and the source's own key", async () => {
  const { muster } = await town();
  const fields = ["--field", "description=井盖缺失", "--field", "area=g1"];
  await muster("report", "--as", "ann", ...fields, "--source", "paper", "--source-key", "2025/7");
  assert.is((await muster("explain", "paper/2025/7")).code, 0);
  assert.is((await muster("send", "paper/2025/7", "file", "--as", "ann")).code, 0);
  assert.match((await muster("show", "paper/2025/7", "--lang", "en")).stdout, /File \(file\)/);
  for (const unknown of ["paper/2025/8", "paper/", "/7"])
    assert.match((await muster("explain", unknown, "--lang", "en")).stderr, new RegExp(`There is no ticket ${unknown}`));
});

test("of a ticket that is not there the command says so", async () => {
  const { muster } = await town();
  const ran = await muster("explain", "T0", "--lang", "en");
  assert.is(ran.code, 1);
  assert.match(ran.stderr, /There is no ticket T0/);
});

test.run();
