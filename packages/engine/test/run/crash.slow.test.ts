import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { createEngine, openLibsqlStore, type Delivery, type Entry } from "@muster/engine";
import { connect } from "../../src/store/libsql/connection.ts";
import { tenant } from "../fixtures/town.ts";
import { removeTempFolders } from "../fixtures/temp.ts";
import { townEngine } from "../fixtures/town-engine.ts";

test.after(removeTempFolders);

const cycles = Number(process.env["MUSTER_CRASH_CYCLES"] ?? 100);
const load = fileURLToPath(new URL("../fixtures/load.js", import.meta.url));

/** Lets a process work for a while and kills it without warning; answers what it had acknowledged. */
async function killedUnderLoad(file: string, run: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [load, file, String(run)], { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    if (out === "") setTimeout(() => child.kill("SIGKILL"), Math.random() * 150);
    out += chunk;
  });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  assert.is(signal, "SIGKILL", `the load ended by itself with ${code}`);
  // The last line may have been cut by the kill; it was not heard whole, so it was not acknowledged.
  return out.split("\n").slice(0, -1);
}

test(`kill -9 at random moments under load, ${cycles} times: no acknowledged command lost or doubled, every journal verifies`, async () => {
  const { engine, file } = await townEngine();
  await engine.close();
  const acknowledged: string[] = [];
  for (let run = 0; run < cycles; run += 1) acknowledged.push(...(await killedUnderLoad(file, run)));
  assert.ok(
    acknowledged.length > cycles * 10,
    `only ${acknowledged.length} commands were acknowledged: the load is too light to prove anything`,
  );

  const kept = openLibsqlStore({ file });
  const again = createEngine({ store: kept });
  const { faults, entries, tickets } = await again.verify(tenant.id);
  assert.equal(faults, []);
  const seen = new Set<string>();
  for (const line of acknowledged) {
    const [who = "", key = "", ticket = "", seq = "", type, recordedAt] = line.split(" ");
    assert.not(seen.has(`${ticket} ${seq}`), `two commands were acknowledged as ${ticket} #${seq}`);
    seen.add(`${ticket} ${seq}`);
    const entry = JSON.parse((await kept.journal.of(tenant.id, ticket, Number(seq))).at(-1)?.body ?? "{}") as Partial<Entry>;
    assert.equal(
      [entry.seq, entry.type, String(entry.recordedAt), entry.actor],
      [Number(seq), type, recordedAt, { kind: "person", id: who }],
      "what was acknowledged is what stands in the journal",
    );
    // The same key again, with whatever command: the store still knows it, so it was not lost and will not be done twice.
    const answer = await again.execute(
      { type: "comment", ticket, form: { comment: "?" } },
      { kind: "person", tenant: tenant.id, id: who },
      { key },
    );
    assert.is(answer.ok ? "accepted" : answer.refusal.code, "key-reused", line);
  }
  const after = await again.verify(tenant.id);
  assert.equal([after.entries, after.tickets], [entries, tickets]);
  await again.close();
  // Every command had a key of its own: one that was done twice would be an entry without an answer.
  const database = connect(file, "ro");
  assert.is(database.prepare("SELECT count(*) FROM answer").get()?.[0], entries);
  database.close();

  const delivered = new Set<string>();
  const deliver = ({ id }: Delivery): Promise<void> => Promise.resolve(void delivered.add(id));
  // A minute on: the leases of the killed processes have run out.
  const store = openLibsqlStore({ file });
  const last = createEngine({ store, handlers: { "in-app": deliver }, now: () => Date.now() + 60_000 });
  const waiting = await last.deliveries(tenant.id, "pending", 1_000_000);
  await last.work();
  assert.equal(
    waiting.filter(({ id }) => !delivered.has(id)),
    [],
  );
  assert.equal(await last.deliveries(tenant.id, "pending"), []);
  await last.close();
  process.stdout.write(
    `crash loop: ${cycles} kills, ${acknowledged.length} commands acknowledged, ${entries} entries of ${tickets} tickets verified\n`,
  );
});

test.run();
