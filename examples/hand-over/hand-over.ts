import { hash } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closedLoop, createEngine, openLibsqlStore, readDrafts, type TicketCommand } from "@muster/engine";

const file = process.argv[2] ?? join(await mkdtemp(join(tmpdir(), "muster-hand-over-")), "both.db");
const engine = createEngine({ store: openLibsqlStore({ file }) });
const drafts = (folder: string) => readDrafts(new URL(`definitions/${folder}`, import.meta.url));
for (const [id, numberPrefix] of [
  ["district", "D"],
  ["city", "C"],
] as const) {
  await engine.setTenant({ id, zone: "Asia/Shanghai", numberPrefix });
  const defined = await engine.define(id, [...(await drafts("both")), ...(await drafts(id)), ...closedLoop], "me");
  if (!defined.ok) throw new Error(JSON.stringify(defined.findings));
}

const photo = { name: "after.jpg", mediaType: "image/jpeg", size: 48213, sha256: hash("sha256", "…") };
const desk = { kind: "person", tenant: "district", id: "desk" } as const;
const reported = await engine.execute(
  { type: "report", process: "closed-loop", form: { description: "界河大桥护栏破损", area: "riverside" } },
  desk,
);
if (!reported.ok) throw new Error(reported.refusal.detail.en);
const here = reported.ticket.id;

await send("district", "desk", { type: "file", ticket: here });
// The bridge is the city's: it goes there as a ticket of the city's own, with the words of the report and nothing else.
await send("district", "dispatcher", { type: "hand-over", ticket: here, form: { partner: "city", reason: "桥梁由市桥梁管理处养护" } });
await engine.work();
const [there] = await engine.list({ kind: "person", tenant: "city", id: "desk" }, {});
if (!there) throw new Error("nothing arrived in the city");

await send("city", "desk", { type: "file", ticket: there.id });
await send("city", "engineer", { type: "sign", ticket: there.id });
await send("city", "engineer", {
  type: "submit",
  ticket: there.id,
  form: { result: "已更换护栏", publicAnswer: "护栏已换新" },
  attachments: [photo],
});
await send("city", "inspector", { type: "pass", ticket: there.id });
await send("city", "desk", { type: "close", ticket: there.id, form: { closing: "恢复" } });
// Its end comes back as a command, and the district looks for itself.
await engine.work();
await show("district", here);
await send("district", "inspector", { type: "pass", ticket: here });
await send("district", "desk", { type: "close", ticket: here });
for (const tenant of ["district", "city"]) console.log(tenant, await engine.verify(tenant));
await engine.close();

async function send(tenant: string, who: string, command: TicketCommand): Promise<void> {
  const answer = await engine.execute(command, { kind: "person", tenant, id: who });
  if (!answer.ok) throw new Error(answer.refusal.detail.en);
  console.log(tenant, who, command.type, JSON.stringify(answer.ticket.state));
}

async function show(tenant: string, id: string): Promise<void> {
  const ticket = await engine.ticket(id, { kind: "person", tenant, id: "desk" });
  console.log(tenant, "answered", JSON.stringify(ticket?.state), ticket?.handedTo?.outcome);
}
