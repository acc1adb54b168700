import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { chineseHolidays, closedLoop, createEngine, openLibsqlStore, readDrafts, type Engine } from "@muster/engine";
import { play, samples, tenant } from "./play.ts";

const folder = mkdtempSync(join(tmpdir(), "muster-district-"));
test.after(() => rmSync(folder, { recursive: true, force: true }));
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const muster = here("../../packages/server/test/cli/start.ts");
const everyone = { kind: "system", tenant: tenant.id } as const;

async function played(engine: Engine): Promise<Record<string, number>> {
  await play(engine, () => {});
  await engine.work();
  const counts = await engine.count(everyone, "stage");
  return Object.fromEntries(counts.map(({ value, tickets }) => [value, tickets]));
}

test("the district plays its reports end to end, and playing again changes nothing", async () => {
  const engine = createEngine({
    store: openLibsqlStore({ file: join(folder, "district.db") }),
    handlers: { "in-app": () => Promise.resolve() },
  });
  await engine.setTenant(tenant);
  const defined = await engine.define(
    tenant.id,
    [...(await readDrafts(new URL("definitions", import.meta.url))), chineseHolidays, ...closedLoop],
    "test",
  );
  assert.equal(defined.findings, []);
  const first = await played(engine);
  assert.equal(first, { close: 7, handle: 3, dispatch: 1, report: 1 });
  const { entries, faults } = await engine.verify(tenant.id);
  assert.equal(faults, []);
  assert.equal(await played(engine), first);
  assert.is((await engine.verify(tenant.id)).entries, entries);
  const period = new Date().toISOString().slice(0, 4);
  for (const evaluation of ["handler-score", "unit-score"]) {
    const filed = async (by?: "unit") => {
      const answer = await engine.evaluation.figures({ evaluation, period, by }, everyone);
      return answer.ok ? answer.rows.reduce((sum, { tallies }) => sum + (tallies["filed"] ?? 0), 0) : 0;
    };
    assert.is(await filed("unit"), await filed(), evaluation);
    assert.ok((await filed()) > 0, evaluation);
  }
  await engine.close();
});

test("the reorganisation beside it is shown as what it changes, and no row is rejected", () => {
  const file = join(folder, "district.db");
  const cli = (...argv: readonly string[]) =>
    spawnSync(process.execPath, ["--import", "tsx", "--conditions=@muster/source", muster, ...argv, "--db", file, "--json"], {
      encoding: "utf8",
    });
  const [units, people, mapping] = ["单位.csv", "人员.csv", "org.mapping.json"].map((name) => here(name));
  const { stdout, stderr } = cli("org", "import", units ?? "", people ?? "", "--mapping", mapping ?? "");
  const { changes, rejected } = JSON.parse(stdout || stderr) as {
    readonly changes: { readonly units: readonly { readonly type: string; readonly code: string }[]; readonly people: readonly object[] };
    readonly rejected: readonly object[];
  };
  assert.equal(
    changes.units.map(({ type, code }) => `${type} ${code}`),
    ["moved liuhu-east-2", "merged nanyuan-mill-2"],
  );
  assert.equal([changes.people.length, rejected.length], [3, 0]);
});

test("a community is paired with a bureau, and at weekends its neighbour's inspector is on duty for it", async () => {
  const engine = createEngine({ store: openLibsqlStore({ file: join(folder, "district.db") }) });
  const { organisation, duty } = await engine.world(tenant.id);
  assert.equal(organisation.resolveAll("paired:community", { area: "liuhu-east-1" }), [{ unit: "finance", via: "pairing" }]);
  assert.is(organisation.resolve("category:responsible", { area: "nanyuan-mill-1", category: "1003" }), "nanyuan-city-management");
  const onDuty = (at: string) => duty.onDuty("inspector", "liuhu-east-1", Date.parse(at));
  assert.equal(onDuty("2026-11-27T10:00+08:00"), { people: ["liuhu-east-inspector"], unit: "liuhu-east", via: "duty" });
  assert.equal(onDuty("2026-11-28T10:00+08:00"), { people: ["liuhu-west-inspector"], unit: "liuhu-west", via: "neighbour" });
  assert.is(onDuty("2026-11-28T20:00+08:00").via, "role");
  await engine.close();
});

test("all three tiers are there, and the samples cover most of the ten kinds", async () => {
  const engine = createEngine({ store: openLibsqlStore({ file: join(folder, "district.db") }) });
  assert.equal((await engine.count(everyone, "tier")).map(({ value }) => String(value)).toSorted(), ["1", "2", "3"]);
  const kinds = new Set((await engine.count(everyone, "category")).map(({ value }) => value?.slice(0, 2)));
  assert.ok(kinds.size >= 7, [...kinds].join(" "));
  assert.is((await samples()).length, 12);
  await engine.close();
});

test("what npm start plays is told in the language of the run, by labels", () => {
  const told = (language: string) => {
    const flags = ["--import", "tsx", "--conditions=@muster/source", fileURLToPath(new URL("run.ts", import.meta.url))];
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, join(folder, `${language}.db`), language], { encoding: "utf8" });
    assert.is(stderr, "");
    return stdout.split("\n");
  };
  const english = told("en").filter((line) => !/^SF\d/.test(line));
  for (const line of english) assert.not.match(line, /\p{Script=Han}/u);
  assert.ok(english.includes("    centre-acceptor: File → Assigned, owner Liuhu emergency squad"), english.join("\n"));
  assert.ok(english.includes("Verified: 12 tickets, 56 journal entries, 0 faults"));
  const chinese = told("zh-CN");
  for (const line of chinese.filter((each) => each !== "")) assert.match(line, /\p{Script=Han}/u);
  assert.ok(chinese.includes("    centre-acceptor 立案 → 待签收，主办 柳湖应急中队"), chinese.join("\n"));
  assert.ok(chinese.includes("按层级：2 级 9 件、3 级 2 件、1 级 1 件"));
  assert.ok(chinese.includes("校验：案卷 12 件，日志 56 条，问题 0 处"));
});

test.run();
