import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { createEngine, openLibsqlStore } from "@muster/engine";
import { secondLoop, toSecondLoop } from "../../fixtures/second-loop.ts";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";
import { townEngine } from "../../fixtures/town-engine.ts";
import { person, tenant } from "../../fixtures/town.ts";

test.after(removeTempFolders);

const script = fileURLToPath(new URL("../../fixtures/move.js", import.meta.url));
const move = { process: "closed-loop", states: toSecondLoop } as const;
const tickets = 1500;
const kills = 5;

/** A town of so many tickets, half of them in a state that the next version calls otherwise, and when the move is to happen. */
async function townToMove(): Promise<{ readonly file: string; readonly now: number }> {
  const { engine, file, clock } = await townEngine();
  const begin = async (_: unknown, i: number) => {
    const form = { description: "乱停车", area: "g1" };
    const reported = await engine.execute({ type: "report", process: "closed-loop", form }, person("che"));
    assert.ok(reported.ok);
    const ticket = reported.ticket.id;
    assert.ok((await engine.execute({ type: "file", ticket }, person("ann"))).ok);
    if (i % 2 === 0) assert.ok((await engine.execute({ type: "sign", ticket }, person("hal"))).ok);
  };
  await Promise.all(Array.from({ length: tickets }, begin));
  clock.advance({ hours: 1 });
  assert.ok((await engine.define(tenant.id, [secondLoop()], "test")).ok);
  await engine.close();
  return { file, now: clock.now() };
}

/** Moves in a process of its own and kills it without warning after so many pages; answers how many tickets it said it had moved. */
async function killedAfter(pages: number, file: string, now: number): Promise<number> {
  const child = spawn(process.execPath, [script, file, String(now)], { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    out += chunk;
    if (out.split("\n").length > pages) child.kill("SIGKILL");
  });
  const [, signal] = (await once(child, "close")) as [number | null, string | null];
  assert.is(signal, "SIGKILL", "it was done before it was killed");
  return Number(out.split("\n").at(-2));
}

/** Goes on to the end; answers how much was left, and everything that stands there then. */
async function toTheEnd(file: string, now: number) {
  const store = openLibsqlStore({ file });
  const engine = createEngine({ store, now: () => now });
  const done = await engine.moveTickets(tenant.id, move);
  assert.ok(done.ok);
  assert.equal((await engine.verify(tenant.id)).faults, []);
  const all = await engine.list({ kind: "system", tenant: tenant.id }, {}, { limit: tickets + 1 });
  const journals = await Promise.all(all.map(({ id }) => store.journal.of(tenant.id, id)));
  await engine.close();
  return { moved: done.moved, all, journals };
}

test(`kill -9 in the middle of a move, ${kills} times: run again, it ends as if nothing had happened, hash for hash`, async () => {
  const { file, now } = await townToMove();
  const copy = join(tempFolder(), "copy.db");
  copyFileSync(file, copy);
  const whole = await toTheEnd(copy, now);
  assert.is(whole.moved, tickets);
  let moved = 0;
  for (let kill = 0; kill < kills; kill += 1) moved += await killedAfter(1 + (kill % 2), file, now);
  const rest = await toTheEnd(file, now);
  assert.ok(moved > 0 && rest.moved > 0 && moved + rest.moved <= tickets, `${moved} and ${rest.moved}`);
  assert.equal(rest.all, whole.all);
  assert.equal(rest.journals, whole.journals);
});

test.run();
