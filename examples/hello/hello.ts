import { hash } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closedLoop, createEngine, openLibsqlStore, readDrafts } from "@muster/engine";

const file = process.argv[2] ?? join(await mkdtemp(join(tmpdir(), "muster-hello-")), "hello.db");
// begin
const engine = createEngine({ store: openLibsqlStore({ file }) });
await engine.setTenant({ id: "town", zone: "Asia/Shanghai", numberPrefix: "H" });
await engine.define("town", [...(await readDrafts(new URL("definitions", import.meta.url))), ...closedLoop], "me");
const send = async (who: string, command: Parameters<typeof engine.execute>[0]) => {
  const answer = await engine.execute(command, { kind: "person", tenant: "town", id: who });
  if (!answer.ok) throw new Error(answer.refusal.detail.en);
  console.log(who, command.type, JSON.stringify(answer.ticket.state), answer.ticket.owner ?? "");
  return answer.ticket.id;
};
const ticket = await send("chief", { type: "report", process: "closed-loop", form: { description: "路灯不亮", area: "grid" } });
await send("desk", { type: "file", ticket }); //       desk file {"handle":"assigned"} squad  ← classified, routed, dispatched
await send("worker", { type: "sign", ticket }); //     worker sign {"handle":"handling"} squad
const photo = { name: "after.jpg", mediaType: "image/jpeg", size: 48213, sha256: hash("sha256", "…") };
await send("worker", { type: "submit", ticket, form: { result: "已更换灯泡" }, attachments: [photo] });
await send("inspector", { type: "pass", ticket }); //  inspector pass {"verify":"follow-up"} squad  ← never the handler
await send("desk", { type: "close", ticket }); //      desk close "closed" squad
console.log(await engine.verify("town")); //           { tickets: 1, entries: 6, faults: [] }
// end
await engine.close();
