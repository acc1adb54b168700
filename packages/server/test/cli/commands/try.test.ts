import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { routing } from "../../../../engine/test/fixtures/town.ts";
import { lines } from "../run.ts";
import { town, write } from "../town-folder.ts";

test.after(removeTempFolders);

const toSquad = {
  ...routing,
  rows: routing.rows.map((row) => (row.id === "r3" ? { ...row, then: ['"area:street/city-management"', "true"] } : row)),
};
const ladder = {
  id: "handling",
  label: { "zh-CN": "处置升级", en: "Handling" },
  clocks: [{ process: "closed-loop", clock: "handle" }],
  rungs: [
    {
      id: "late",
      label: { "zh-CN": "超期", en: "Late" },
      at: "due",
      when: "ticket.tier = 3",
      actions: [{ type: "notify", params: { topic: "late", role: "supervisor", at: "owner" } }],
    },
  ],
};

const cover = ["--field", "description=井盖缺失", "--field", "area=g1", "--as", "ann", "--at", "2026-03-02T09:00+08:00"];

test("a report is tried through drafts: rules, clocks, what comes by itself and for whom, and the difference; nothing is written", async () => {
  const { muster } = await town();
  const folder = tempFolder();
  const draft = write(folder, "routing.table.json", toSquad);
  const climbing = write(folder, "handling.ladder.json", ladder);
  const ran = await muster("try", ...cover, "--draft", draft, "--draft", climbing);
  assert.is(ran.code, 0, ran.stderr);
  assert.match(ran.stdout, /Classification \(classification@1\): row c1/);
  assert.match(ran.stdout, /描述|Description: contains\(\?, "井盖"\) {3}← "井盖缺失"/);
  assert.match(ran.stdout, /Routing \(routing@2\): row r3/);
  assert.match(ran.stdout, /File \(taken to be done at once\) {2}→ Assigned .*owner First Street squad \(s1-squad\) · due /);
  assert.match(ran.stdout, /Then, if nobody does anything, until /);
  assert.match(ran.stdout, /Late {2}ladder handling@1 · late/);
  assert.match(ran.stdout, /where ticket\.tier = 3/);
  assert.match(ran.stdout, /tells late in-app → sue/);
  assert.match(ran.stdout, /Owner +Water bureau \(water\) → First Street squad \(s1-squad\)/);
  assert.match((await muster("list")).stdout + (await muster("list")).stderr, /No ticket fits/);
  const chinese = await muster("try", ...cover, "--draft", draft, "--lang", "zh-CN");
  assert.match(chinese.stdout, /立案（假定随即办理）/);
  assert.match(chinese.stdout, /与已发布的规则不同之处：/);
});

test("a real ticket is tried again, a report from a file, and steps at their times; in JSON the whole trial", async () => {
  const { muster, report } = await town();
  const number = await report();
  const again = await muster("try", "--ticket", number, "--stay", "--json");
  const [told] = lines(again.stdout) as readonly { readonly trial: { readonly steps: readonly { readonly type: string }[] } }[];
  assert.equal(
    told?.trial.steps.map(({ type }) => type),
    ["report"],
  );
  const folder = tempFolder();
  const file = write(folder, "report.json", { form: { description: "停车", area: "g1" } });
  const steps = write(folder, "steps.json", [
    { command: "file", as: "ann", at: "2026-03-02T10:00+08:00", form: { standard: "0101-1" } },
    { command: "sign", as: "dan", at: "2026-03-02T11:00+08:00" },
  ]);
  const ran = await muster("try", file, "--as", "ann", "--at", "2026-03-02T09:00+08:00", "--steps", steps, "--why");
  assert.is(ran.code, 0, ran.stderr);
  assert.match(ran.stdout, /✗ c1 {2}Description: contains\(\?, "井盖"\)/);
  assert.match(ran.stdout, /standard 0101-1/);
  assert.match(ran.stdout, /dan {2}sign: refused, /);
});

test("a report that is refused is told, and a script can see that it was", async () => {
  const { muster } = await town();
  const ran = await muster("try", "--field", "description=井盖", "--field", "area=nowhere", "--as", "ann");
  assert.is(ran.code, 1, ran.stderr);
  assert.match(ran.stdout, /report: refused, /);
  const told = await muster("try", "--field", "description=井盖", "--field", "area=nowhere", "--as", "ann", "--json");
  assert.is(told.code, 1);
  assert.is((lines(told.stdout)[0] as { readonly ok: boolean }).ok, true);
});

test("what cannot be tried ends with a line that says what to do", async () => {
  const { muster } = await town();
  const folder = tempFolder();
  const broken = write(folder, "routing.table.json", { ...routing, rows: [{ id: "r", when: ["-", "-"], then: ['"nowhere"', "true"] }] });
  const cases: readonly (readonly [argv: readonly string[], code: number, said: RegExp])[] = [
    [["try"], 2, /Name a report file, or use --field or --ticket/],
    [["try", "--field", "area=g1"], 2, /--as/],
    [["try", "--ticket", "nothing"], 1, /There is no ticket nothing/],
    [["try", "--ticket", "x", "--field", "area=g1"], 2, /--ticket goes without/],
    [["try", ...cover, "--draft", broken], 1, /nothing can be tried/],
    [["try", write(folder, "list.json", []), "--as", "ann"], 2, /must hold a JSON object/],
    [["try", ...cover, "--steps", write(folder, "steps.json", [{ command: "file" }])], 2, /Step 1 of .* needs command and as/],
    [["try", ...cover, "--steps", write(folder, "half.json", "[")], 2, /is not JSON/],
    [["try", ...cover, "--until", "tomorrow"], 2, /--until takes a day/],
    [["try", ...cover, "--at", "2026-03-02T09:00+08:00", "--until", "2026-03-01"], 2, /--until is before the report/],
    [["try", ...cover, "--until", "2020-01-01"], 2, /--until is before the report/],
  ];
  for (const [argv, code, said] of cases) {
    const ran = await muster(...argv);
    assert.is(ran.code, code, `${argv.join(" ")}: ${ran.stderr}`);
    assert.match(ran.stderr, said);
  }
});

test.run();
