import { test } from "uvu";
import * as assert from "uvu/assert";
import { secondLoop } from "../../../../engine/test/fixtures/second-loop.ts";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { standards } from "../../../../engine/test/fixtures/town.ts";
import { run } from "../run.ts";
import { town, write } from "../town-folder.ts";

test.after(removeTempFolders);

interface Told {
  readonly ok: boolean;
  readonly error?: { readonly code: string };
  readonly moved?: number;
  readonly plan: { readonly moves: { readonly tickets: number }; readonly unmapped: readonly { readonly state: string }[] };
  readonly tickets?: readonly { readonly type: string; readonly number: string; readonly due?: object }[];
}

const mapped = ["--map", "handle.handling=handle.working"] as const;

/** The town with one ticket reported and one being handled, and another version of the process published. */
async function townToMove() {
  const { db, muster, report } = await town();
  const [first, second] = [await report(), await report()];
  for (const [command = "", person = "", ...more] of [
    ["file", "ann"],
    ["dispatch", "dan"],
    ["sign", "wen"],
  ]) {
    const sent = await muster("send", second, command, "--as", person, ...more);
    assert.is(sent.code, 0, sent.stderr);
  }
  const file = write(tempFolder(), "closed-loop.process.json", secondLoop().document);
  const published = await muster("init", file);
  assert.is(published.code, 0, published.stdout + published.stderr);
  const move = (...words: readonly string[]) => muster("move", "closed-loop", ...words);
  return {
    db,
    first,
    second,
    muster,
    move,
    told: async (...words: readonly string[]) => JSON.parse((await move(...words, "--json")).stdout) as Told,
  };
}

test("a dry run tells from where to where, and which states have gone, with the tickets behind each count", async () => {
  const { first, second, move } = await townToMove();
  const missing = await move("--dry-run", "--lang", "en");
  assert.is(missing.code, 1);
  for (const part of [
    "closed-loop → @2 · clocks: kept · 1 to move, of 2 open tickets\n",
    `  @1  Reported  → Reported  1  ${first}\n`,
    `  @1  Being handled (handle.handling)  --map handle.handling=…  1  ${second}\n`,
  ])
    assert.match(missing.stdout, part);
  assert.match(missing.stderr, "map each with --map. No ticket was moved.");
  const whole = await move("--dry-run", ...mapped, "--lang", "zh", "--tickets");
  assert.is(whole.code, 0);
  for (const part of [
    `${second}  @1 处置中 → @2 处置中  `,
    "closed-loop → @2 · 时限：保持不变 · 移动 2 件，共查看未结案卷 2 件\n",
    "  不变  2  ",
    "试运行，什么也没有写入。",
  ])
    assert.match(whole.stdout, part);
});

test("without --yes nothing is moved; with it, once, and the story and the clocks say so in both languages", async () => {
  const { second, muster, move, told } = await townToMove();
  const asked = await told(...mapped, "--tickets");
  assert.equal([asked.ok, asked.error?.code, asked.plan.moves.tickets], [false, "unconfirmed", 2]);
  const done = await told(...mapped, "--yes", "--tickets", "--as", "ann");
  assert.equal([done.ok, done.moved, done.tickets?.map(({ type }) => type)], [true, 2, ["moves", "moves"]]);
  assert.match((await move(...mapped, "--yes", "--lang", "en")).stdout, "0 tickets moved.");
  const [shown, zh, explained] = [
    await muster("show", second),
    await muster("show", second, "--lang", "zh"),
    await muster("explain", second),
  ];
  assert.match(
    shown.stdout,
    /system {2}Moved to another version \(repin\) {2}Being handled → Being handled\n +version 1 → 2 · limits kept as they were · done by ann\n/,
  );
  assert.match(shown.stdout, "states: handle.handling → handle.working");
  assert.match(shown.stdout, "Sign (sign)  Assigned → Being handled");
  assert.match(
    zh.stdout,
    /系统 {2}换版 \(repin\).*\n +版本 1 → 2 · 时限保持不变 · 由 ann 执行\n +状态对应：handle\.handling → handle\.working/,
  );
  assert.match(explained.stdout, /Moved to another version {2}version 1 → 2 · limits kept as they were/);
  assert.is((await muster("verify")).code, 0);
});

test("today's limits reach tickets of the same version", async () => {
  const { muster, move, told } = await townToMove();
  assert.ok((await told(...mapped, "--yes")).ok);
  const list = standards.standards.map((each) => (each.code === "0101-1" ? { ...each, limit: { amount: 1, unit: "urgent-hour" } } : each));
  const file = write(tempFolder(), "town.standards.json", { ...standards, standards: list });
  assert.is((await muster("init", file)).code, 0);
  const shown = await move("--clocks", "retarget", "--dry-run", "--lang", "en");
  assert.match(shown.stdout, /2 to move, of 2 open tickets\n(.*\n)+ {2}unchanged {2}1 .*\n {2}earlier {4}1 /);
  // What is only reported has no clock yet: the limits that it was filed under are today's too from now on.
  assert.is((await told("--clocks", "retarget", "--yes")).moved, 2);
  assert.is((await told("--clocks", "retarget", "--yes")).moved, 0);
  const restarted = await move("--from", "2", "--to", "2", "--clocks", "restart", "--yes", "--lang", "en");
  assert.match(restarted.stderr, /run it again with --since \d{4}-/);
  assert.match(restarted.stdout, "1 ticket moved.");
});

const slips: readonly (readonly [words: readonly string[], code: number, said: RegExp])[] = [
  [["--map", "handle.handling"], 2, /--map takes OLD=NEW/],
  [["--map", "handling=handle.working"], 2, /has a state handling; write its path/],
  [["--clocks", "later"], 2, /--clocks takes one of keep, retarget, restart/],
  [["--to", "7"], 1, /has the versions 1 to 2, and no version 7/],
  [["--from", "x"], 2, /--from takes a whole number/],
  [["--since", "yesterday"], 2, /--since takes an ISO 8601 instant/],
];

test("a slip of the hand is told in words", async () => {
  const { move, db } = await townToMove();
  for (const [words, code, said] of slips) {
    const ran = await move(...words, "--lang", "en");
    assert.is(ran.code, code, words.join(" "));
    assert.match(ran.stderr, said);
  }
  assert.match((await run(["move", "nothing", "--db", db, "--lang", "zh"])).stderr, /没有已发布的流程 nothing/);
});

test.run();
