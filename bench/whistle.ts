import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine, openLibsqlStore, type Engine, type TicketCommand } from "@muster/engine";
import { districtDrafts, tenant } from "./fill-district.ts";
import { type Measurement, paired } from "./measure.ts";

const departments = ["emergency-bureau", "police", "health", "environment", "market", "justice", "labour", "civil"] as const;
const attachments = [{ name: "现场.jpg", mediaType: "image/jpeg", size: 180_000, sha256: "00".repeat(32) }];

type Step = readonly [who: string, command: Omit<TicketCommand, "ticket">];

/** What eight called departments do, turn by turn, each its own leg. */
const legSteps: readonly Step[] = (
  [{ type: "sign" }, { type: "contact" }, { type: "arrive", attachments }, { type: "finish", form: { result: "已办" } }] as const
).flatMap((command) => departments.map((unit): Step => [`${unit}-1`, { ...command, leg: unit }]));

/** What is done to a ticket without a whistle, from the file to its end. */
const plainSteps: readonly Step[] = [
  ["centre-acceptor", { type: "file", form: { tier: 3 } }],
  ["centre-dispatcher", { type: "dispatch", form: { owner: "labour" } }],
  ["labour-1", { type: "sign" }],
  ["labour-1", { type: "submit", attachments, form: { result: "已办" } }],
  ["liuhu-east-inspector", { type: "pass" }],
  ["centre-acceptor", { type: "close", form: { closing: "恢复" } }],
];

/** Events of legs on tickets with eight of them, beside plain transitions of the same process. */
export async function whistle(): Promise<Record<string, Measurement>> {
  const folder = mkdtempSync(join(tmpdir(), "muster-bench-"));
  const engine = createEngine({ store: openLibsqlStore({ file: join(folder, "whistle.db") }) });
  try {
    await engine.setTenant(tenant);
    const defined = await engine.define(tenant.id, await districtDrafts(), "bench");
    if (!defined.ok) throw new Error(JSON.stringify(defined.findings));
    const rates = async (callers: number, tickets: number, rounds: number) =>
      paired(
        rounds,
        () => rate(engine, legSteps, callers, tickets, true),
        () => rate(engine, plainSteps, callers, tickets * 5, false),
        "events/s",
      );
    return {
      "leg events on tickets with 8 legs, 64 callers, beside plain transitions": await rates(64, 64, 9),
      "leg events on tickets with 8 legs, 1 caller, beside plain transitions": await rates(1, 6, 9),
    };
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Steps a second: each caller takes tickets of its own through all of them; reporting and blowing the whistle is not counted. */
async function rate(engine: Engine, steps: readonly Step[], callers: number, tickets: number, blown: boolean): Promise<number> {
  const ids: string[] = [];
  for (let i = 0; i < tickets; i += 64)
    ids.push(...(await Promise.all(Array.from({ length: Math.min(64, tickets - i) }, () => reported(engine, blown)))));
  let next = 0;
  const caller = async (): Promise<void> => {
    for (let ticket = ids[next++]; ticket !== undefined; ticket = ids[next++])
      for (const [who, command] of steps) await sent(engine, who, { ...command, ticket });
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  return ((tickets * steps.length) / (performance.now() - started)) * 1000;
}

async function reported(engine: Engine, blown: boolean): Promise<string> {
  const form = { description: "工地拖欠工资三个月", area: "liuhu-east-1" };
  const { ticket } = await sent(engine, "centre-acceptor", { type: "report", process: "closed-loop", form });
  const calls = departments.map((unit) => ({ unit, role: "lead" }));
  if (blown)
    await sent(engine, "centre-dispatcher", {
      type: "whistle",
      ticket: ticket.id,
      form: { kind: "daily", purpose: "enforcement", calls, ask: "联合处置" },
    });
  return ticket.id;
}

async function sent(engine: Engine, who: string, command: Parameters<Engine["execute"]>[0]) {
  const answer = await engine.execute(command, { kind: "person", tenant: tenant.id, id: who });
  if (!answer.ok) throw new Error(`${command.type} by ${who}: ${answer.refusal.detail.en}`);
  return answer;
}
