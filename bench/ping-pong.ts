import { rmSync } from "node:fs";
import { createEngine, openLibsqlStore, type Draft, type Engine } from "@muster/engine";

const label = (text: string) => ({ "zh-CN": text, en: text });
const by = [{ role: "handler", at: "anywhere" }];

/** A process of two states and nothing else, so that what is measured is the engine. */
const document = {
  id: "ping-pong",
  initial: "ping",
  meta: { label: label("ping-pong"), report: { by, form: {} } },
  states: {
    ping: {
      meta: { label: label("ping"), stage: "handle", task: { role: "handler", at: "owner" } },
      on: { go: { target: "pong", meta: { label: label("go"), by } } },
    },
    pong: {
      meta: { label: label("pong"), stage: "handle", task: { role: "handler", at: "owner" } },
      on: { go: { target: "ping", meta: { label: label("go"), by } }, end: { target: "done", meta: { label: label("end"), by } } },
    },
    done: { type: "final", meta: { label: label("done"), stage: "close" } },
  },
};

const organisation = {
  kinds: [{ code: "district", label: label("district") }],
  roles: [{ code: "handler", label: label("handler") }],
  units: [{ code: "d", kind: "district", label: label("d") }],
  people: [{ id: "hal", holds: [{ role: "handler", unit: "d" }] }],
  lastResort: "d",
};

export const pingPong: readonly Draft[] = [
  { kind: "organisation", document: organisation },
  { kind: "process", document },
];

export const tenant = { id: "bench", zone: "Asia/Shanghai", numberPrefix: "B" };
export const hal = { kind: "person", tenant: tenant.id, id: "hal" } as const;

/** An engine on a new file with some tickets to move to and fro. */
export async function pingPongEngine(file: string, tickets: number): Promise<{ readonly engine: Engine; readonly ids: readonly string[] }> {
  for (const suffix of ["", "-wal", "-shm", "-owner", "-owner-wal", "-owner-shm"]) rmSync(`${file}${suffix}`, { force: true });
  const engine = createEngine({ store: openLibsqlStore({ file }) });
  await engine.setTenant(tenant);
  const defined = await engine.define(tenant.id, pingPong, "bench");
  if (!defined.ok) throw new Error(JSON.stringify(defined.findings));
  const ids: string[] = [];
  for (let i = 0; i < tickets; i += 64) {
    const answers = await Promise.all(
      Array.from({ length: Math.min(64, tickets - i) }, () => engine.execute({ type: "report", process: "ping-pong" }, hal)),
    );
    for (const answer of answers) if (answer.ok) ids.push(answer.ticket.id);
  }
  return { engine, ids };
}
