import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { createEngine, openLibsqlStore, type Figures } from "@muster/engine";
import { removeTempFolders } from "../../fixtures/temp.ts";
import { townEngine } from "../../fixtures/town-engine.ts";
import { person, tenant } from "../../fixtures/town.ts";
import { evaluationDraft } from "../../fixtures/town-evaluation.ts";

test.after(removeTempFolders);

const script = fileURLToPath(new URL("../../fixtures/follow.js", import.meta.url));
const tickets = 1500;
const system = { kind: "system", tenant: tenant.id } as const;

/** A town whose evaluations were counted up to its first entry, and have fallen behind since. */
async function townBehind(): Promise<{ readonly file: string; readonly year: string }> {
  const { engine, file, clock } = await townEngine();
  assert.ok((await engine.define(tenant.id, [evaluationDraft], "test")).ok);
  await engine.evaluation.follow(tenant.id);
  const begin = async (_: unknown, i: number) => {
    const form = { description: "乱停车", area: i % 3 === 0 ? "g2" : "g1" };
    const reported = await engine.execute({ type: "report", process: "closed-loop", form }, person("ann"));
    assert.ok(reported.ok);
    const ticket = reported.ticket.id;
    if (i % 2 === 0) assert.ok((await engine.execute({ type: "file", ticket }, person("ann"))).ok);
    if (i % 4 === 0) assert.ok((await engine.execute({ type: "sign", ticket }, person("hal"))).ok);
  };
  await Promise.all(Array.from({ length: tickets }, begin));
  await engine.close();
  return { file, year: new Date(clock.now()).toISOString().slice(0, 4) };
}

/** Counts in a process of its own and kills it without warning so many milliseconds after its first step; answers whether it came that far. */
async function killedAfter(milliseconds: number, file: string, how: "follow" | "recompute"): Promise<boolean> {
  const child = spawn(process.execPath, [script, file, how], { stdio: ["ignore", "pipe", "inherit"] });
  let lines = 0;
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    const before = lines;
    lines += chunk.split("\n").length - 1;
    if (before <= 1 && lines > 1) setTimeout(() => child.kill("SIGKILL"), milliseconds);
  });
  const [, signal] = (await once(child, "close")) as [number | null, string | null];
  return signal === "SIGKILL";
}

/** Goes on to the end; answers the figures that stand there then. */
async function toTheEnd(file: string, year: string): Promise<{ readonly rows: Figures["rows"] }> {
  const engine = createEngine({ store: openLibsqlStore({ file }) });
  await engine.evaluation.follow(tenant.id);
  assert.equal((await engine.verify(tenant.id)).faults, []);
  const answer = await engine.evaluation.figures({ evaluation: "town", period: year, by: "unit" }, system);
  assert.ok(answer.ok);
  await engine.close();
  return { rows: answer.rows };
}

test("kill -9 while evaluations are counted, from the feed and from the start: run again, nothing is counted twice or missed", async () => {
  const { file, year } = await townBehind();
  let killed = 0;
  for (const milliseconds of [0, 7, 13]) killed += Number(await killedAfter(milliseconds, file, "follow"));
  assert.ok(killed > 0, "none was killed on its way");
  const followed = await toTheEnd(file, year);
  assert.is(followed.rows[0]?.tallies["reported"], tickets);
  let begun = 0;
  for (const how of ["recompute", "recompute", "follow", "follow"] as const) begun += Number(await killedAfter(5, file, how));
  assert.ok(begun > 0, "none was killed on its way");
  assert.equal((await toTheEnd(file, year)).rows, followed.rows);
});

test.run();
