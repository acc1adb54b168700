// Prints the instant at which the first ticket of this process was durable.
import { chineseHolidays, closedLoop, createEngine, openLibsqlStore, readDrafts } from "@muster/engine";

const engine = createEngine({ store: openLibsqlStore({ file: process.argv[2] }) });
if ((await engine.tenants()).length === 0) {
  await engine.setTenant({ id: "district", zone: "Asia/Shanghai", numberPrefix: "B" });
  await engine.define(
    "district",
    [...(await readDrafts(new URL("../examples/district/definitions", import.meta.url))), chineseHolidays, ...closedLoop],
    "bench",
  );
}
const form = { description: "路灯不亮", area: "liuhu-east-1" };
const answer = await engine.execute(
  { type: "report", process: "closed-loop", form },
  { kind: "person", tenant: "district", id: "liuhu-east-1-chief" },
);
if (!answer.ok) throw new Error(answer.refusal.detail.en);
process.stdout.write(String(performance.timeOrigin + performance.now()));
await engine.close();
