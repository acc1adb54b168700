import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { createEngine, openLibsqlStore, type Engine, type Entry, type Ticket } from "@muster/engine";
import { jointEngine, doOn } from "../fixtures/joint-engine.ts";
import { fay, hal, wen, wholeLeg } from "../fixtures/joint-town.ts";
import { removeTempFolders } from "../fixtures/temp.ts";
import { tenant } from "../fixtures/town.ts";

test.after(removeTempFolders);

const cycles = Number(process.env["MUSTER_CRASH_CYCLES"] ?? 20);
const load = fileURLToPath(new URL("../fixtures/whistles.js", import.meta.url));
const system = { kind: "system", tenant: tenant.id } as const;

/** Lets a process blow whistles for a while and kills it without warning; answers what it had acknowledged. */
async function killedUnderLoad(file: string, run: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [load, file, String(run)], { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  let isTimed = false;
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    out += chunk;
    // Once the first leg has been acknowledged on.
    if (isTimed || !/ 1\.\S+\n/.test(out)) return;
    isTimed = true;
    setTimeout(() => child.kill("SIGKILL"), Math.random() * 300);
  });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  assert.is(signal, "SIGKILL", `the load ended by itself with ${code}`);
  return out.split("\n").slice(0, -1);
}

/** What every ticket with legs is held to, whenever it is looked at. */
function lawful({ number, open, state, whistle, legs = {}, timers }: Ticket): void {
  const all = Object.entries(legs);
  const isJoint = typeof state === "object" && state["handle"] === "joint";
  for (const [key, leg] of all) {
    assert.is(leg.open, leg.outcome === undefined, `${number} ${key}: open or with an outcome`);
    if (leg.open) assert.ok(open && isJoint && leg.whistle === whistle?.no, `${number} ${key}: open in a joint state only`);
  }
  const isDone = all.length > 0 && all.every(([, { outcome }]) => outcome === "done");
  if (isJoint) assert.not(isDone, `${number}: all are done and nobody was told`);
  const waiting = Object.keys(timers).flatMap((timer) => (timer.startsWith("leg/") ? [timer.split("/")[1]] : []));
  for (const key of waiting) assert.ok(legs[key ?? ""]?.open, `${number}: a timer of ${key}, which has ended`);
}

/** Every leg that is open goes on from where it stood when the process died. */
async function finished(engine: Engine, ticket: Ticket): Promise<void> {
  const who = { "1.s1-squad": hal, "1.water": wen, "1.fire": fay };
  for (const [key, actor] of Object.entries(who)) {
    const { open, state } = ticket.legs?.[key] ?? {};
    const left = ["called", "signed", "contacted", "arrived"].findIndex((each) => each === state);
    if (open) await doOn(engine, ticket.id, ...wholeLeg(actor, key).slice(left));
  }
}

test(`kill -9 between the steps of legs, ${cycles} times: none lost or done twice, and every leg goes on where it stood`, async () => {
  const { engine, file } = await jointEngine();
  await engine.close();
  const acknowledged: string[] = [];
  for (let run = 0; run < cycles; run += 1) acknowledged.push(...(await killedUnderLoad(file, run)));
  const onLegs = acknowledged.filter((line) => !line.endsWith(" -"));
  assert.ok(onLegs.length > cycles * 5, `only ${onLegs.length} steps of legs were acknowledged: the load is too light to prove anything`);

  const kept = openLibsqlStore({ file });
  const again = createEngine({ store: kept });
  assert.equal((await again.verify(tenant.id)).faults, []);
  const seen = new Set<string>();
  for (const line of acknowledged) {
    const [who = "", key = "", ticket = "", seq = "", type, leg] = line.split(" ");
    assert.not(seen.has(`${ticket} ${seq}`), `two commands were acknowledged as ${ticket} #${seq}`);
    seen.add(`${ticket} ${seq}`);
    const entry = JSON.parse((await kept.journal.of(tenant.id, ticket, Number(seq))).at(-1)?.body ?? "{}") as Partial<Entry>;
    assert.equal([entry.seq, entry.type, entry.leg?.key ?? "-", entry.actor], [Number(seq), type, leg, { kind: "person", id: who }]);
    const repeated = await again.execute(
      { type: "comment", ticket, form: { comment: "?" } },
      { kind: "person", tenant: tenant.id, id: who },
      { key },
    );
    assert.is(repeated.ok ? "accepted" : repeated.refusal.code, "key-reused", line);
  }
  let open = 0;
  for (let after: string | undefined; ;) {
    const tickets = await again.list(system, {}, { limit: 100, after });
    for (const ticket of tickets) {
      lawful(ticket);
      if (!ticket.whistle || ticket.whistle.endedAt !== undefined) continue;
      open += 1;
      await finished(again, ticket);
      const joined = (await again.ticket(ticket.id, system)) as Ticket;
      lawful(joined);
      assert.equal(joined.state, { verify: "verifying" }, ticket.number);
    }
    after = tickets.at(-1)?.id;
    if (tickets.length < 100) break;
  }
  assert.ok(open > 0, "no whistle was open when its process died");
  const { faults, entries } = await again.verify(tenant.id);
  assert.equal(faults, []);
  await again.close();
  process.stdout.write(
    `crash loop: ${cycles} kills, ${onLegs.length} steps of legs acknowledged, ${open} whistles gone on with, ${entries} entries verified\n`,
  );
});

test.run();
