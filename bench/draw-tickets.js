// Moves tickets drawn at random, by 64 callers, in a process of its own; prints the rate and the memory it holds then.
// Not the maximum: that counts what its parent held when it was forked.
import { createEngine, openLibsqlStore } from "@muster/engine";
import { connect } from "../packages/engine/dist/store/libsql/connection.js";

const [file, from] = process.argv.slice(2);
const times = 10_000;
const reading = connect(file, "ro");
const open = reading
  .prepare("SELECT id FROM ticket ORDER BY id DESC LIMIT 10000")
  .all()
  .map(([id]) => String(id));
const copies = from === "all" ? Number(reading.prepare("SELECT count(*) FROM ticket").get()?.[0]) - open.length : 0;
reading.close();

const engine = createEngine({ store: openLibsqlStore({ file }) });
const hal = { kind: "person", tenant: "bench", id: "hal" };
await engine.world("bench");
const started = performance.now();
let left = times;
await Promise.all(
  Array.from({ length: 64 }, async () => {
    for (; left > 0; left -= 1) {
      const answer = await engine.execute({ type: "go", ticket: drawn() }, hal);
      if (!answer.ok) throw new Error(answer.refusal.detail.en);
    }
  }),
);
const rate = (times / (performance.now() - started)) * 1000;
process.stdout.write(JSON.stringify({ rate, megabytes: process.memoryUsage().rss / 1e6 }));
await engine.close();

function drawn() {
  const i = Math.floor(Math.random() * (open.length + copies));
  return open[i] ?? `00000000-0000-7000-8000-${String(i - open.length + 1).padStart(12, "0")}`;
}
