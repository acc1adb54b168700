import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { routing } from "../../../../engine/test/fixtures/town.ts";
import { lines, run } from "../run.ts";
import { town, write, type Town } from "../town-folder.ts";

test.after(removeTempFolders);

const toSquad = () =>
  write(tempFolder(), "routing.table.json", {
    ...routing,
    rows: routing.rows.map((row) => (row.id === "r3" ? { ...row, then: ['"area:street/city-management"', "false"] } : row)),
  });

/** Three covers, of which one was dispatched and signed. */
async function covers({ muster, report }: Town): Promise<readonly string[]> {
  const numbers = [await report(), await report(), await report()];
  const [first = ""] = numbers;
  for (const [command, who] of [
    ["file", "ann"],
    ["dispatch", "dan"],
    ["sign", "wen"],
  ] as const)
    assert.is((await muster("send", first, command, "--as", who)).code, 0);
  return numbers;
}

test("a backtest says what changes from what to what with the tickets behind it, and how far it can be believed", async () => {
  const here = await town();
  const [first = ""] = await covers(here);
  const ran = await here.muster("backtest", toSquad());
  assert.is(ran.code, 0, ran.stderr);
  assert.match(
    ran.stdout,
    /^3 tickets reported from .* to .*, taken through what is published and through the drafts:\n {2}1 \(33\.3 %\) come out otherwise/,
  );
  assert.match(
    ran.stdout,
    new RegExp(`Owner\\n {2}Water bureau \\(water\\) \\(of 1\\) → First Street squad \\(s1-squad\\) +1 +${first}\\n`),
  );
  assert.match(ran.stdout, /Self-check: all 3 journals come out as recorded/);
  assert.match(ran.stdout, new RegExp(`1 went on with somebody else .*: ${first}`));
  assert.match(ran.stdout, new RegExp(`Look at these first:\\n {2}${first} +Owner Water bureau`));
  assert.is(ran.stderr, "");
  const chinese = await here.muster("backtest", toSquad(), "--lang", "zh-CN");
  assert.match(chinese.stdout, /自检：3 件的日志按当时的版本重走，全部与记录一致/);
  const verified = await here.muster("verify");
  assert.is(verified.code, 0);
});

test("no tickets are said to be none, and a time that ends before it begins is refused", async () => {
  const { muster } = await town();
  assert.match((await muster("backtest", toSquad(), "--lang", "en")).stdout, /^No ticket was reported from .* to .*\.\n$/);
  const backwards = await muster("backtest", toSquad(), "--since", "2030-01-01", "--until", "2020-01-01", "--lang", "en");
  assert.is(backwards.code, 2);
  assert.match(backwards.stderr, "a backtest begins before it ends");
});

test("in JSON it is the whole result with every ticket named, and --out writes a line for each ticket", async () => {
  const here = await town();
  const numbers = await covers(here);
  const out = join(tempFolder(), "tickets.ndjson");
  const ran = await here.muster("backtest", toSquad(), "--days", "2", "--out", out, "--json");
  const [answer] = lines(ran.stdout) as readonly {
    readonly result: { readonly tickets: number; readonly changed: { readonly total: number } };
  }[];
  assert.equal([answer?.result.tickets, answer?.result.changed.total], [3, 1]);
  const written = lines(readFileSync(out, "utf8")) as unknown as readonly {
    readonly number: string;
    readonly differences: readonly unknown[];
  }[];
  assert.equal(
    written.map(({ number, differences }) => [number, differences.length > 0]),
    numbers.map((number, i) => [number, i === 0]),
  );
  const twice = await here.muster("backtest", toSquad(), "--out", out);
  assert.is(twice.code, 1);
  assert.match(twice.stderr, /exists already/);
});

test("--decisions only asks the tables again", async () => {
  const here = await town();
  await covers(here);
  const ran = await here.muster("backtest", toSquad(), "--decisions");
  assert.is(ran.code, 0, ran.stderr);
  assert.match(ran.stdout, /^1 decision on 3 tickets, asked again; another answer on 1 ticket /);
  assert.match(ran.stdout, /routing: 1 decision, otherwise on 1 ticket; what is published answers 1 as recorded/);
  assert.match(ran.stdout, /owner: Water bureau \(water\) → area:street\/city-management/);
});

test("what cannot be backtested ends with a line that says what to do, and an interruption leaves no file", async () => {
  const here = await town();
  await covers(here);
  const folder = tempFolder();
  const broken = write(folder, "routing.table.json", { ...routing, rows: [{ id: "r", when: ["-", "-"], then: ['"nowhere"', "true"] }] });
  const draft = toSquad();
  const cases: readonly (readonly [argv: readonly string[], code: number, said: RegExp])[] = [
    [[broken], 1, /The drafts have errors/],
    [[draft, "--days", "3", "--since", "2026-01-01"], 2, /either --days or --since/],
    [[draft, "--days", "none"], 2, /--days takes a whole number/],
    [[draft, "--since", "yesterday"], 2, /--since takes a day \(2026-11-23\) or an instant/],
    [[draft, "--decisions", "--out", join(folder, "x")], 2, /goes without --out/],
    [[], 2, /files/],
  ];
  for (const [argv, code, said] of cases) {
    const ran = await here.muster("backtest", ...argv);
    assert.is(ran.code, code, `${argv.join(" ")}: ${ran.stderr}`);
    assert.match(ran.stderr, said);
  }
  const out = join(folder, "tickets.ndjson");
  const stopped = await run(["backtest", draft, "--out", out, "--db", here.db], { signal: AbortSignal.abort() });
  assert.is(stopped.code, 3);
  assert.match(stopped.stderr, /Interrupted; nothing was written/);
  assert.not(existsSync(out));
});

test.run();
