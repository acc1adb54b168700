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
});

test("of a ticket that is not there the command says so", async () => {
  const { muster } = await town();
  const ran = await muster("explain", "T0", "--lang", "en");
  assert.is(ran.code, 1);
  assert.match(ran.stderr, /There is no ticket T0/);
});

test.run();
