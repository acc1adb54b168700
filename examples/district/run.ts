import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { chineseHolidays, closedLoop, createEngine, openLibsqlStore, readDrafts } from "@muster/engine";
import { play, tenant } from "./play.ts";

const file = process.argv[2] ?? ".muster/district.db";
const print = (line = ""): void => void process.stdout.write(`${line}\n`);

await mkdir(dirname(file), { recursive: true });
const delivered: string[] = [];
const inApp = ({ topic }: { readonly topic: string }): Promise<void> => Promise.resolve(void delivered.push(topic));
const engine = createEngine({ store: openLibsqlStore({ file }), handlers: { "in-app": inApp } });
await engine.setTenant(tenant);
const drafts = await readDrafts(new URL("definitions", import.meta.url));
const defined = await engine.define(tenant.id, [...drafts, chineseHolidays, closedLoop], "setup");
if (!defined.ok) throw new Error(defined.findings.map(({ id, finding }) => `${id}${finding.place}: ${finding.message.en}`).join("\n"));
print(`Definitions: ${defined.published.map(({ kind, id, version }) => `${kind} ${id}@${version}`).join(", ")}`);
print();

await play(engine, print);
const { attempts } = await engine.work();
print();
print(`Delivered: ${attempts}${delivered.length === 0 ? "" : ` (${[...new Set(delivered)].join(", ")})`}`);

const everyone = { kind: "system", tenant: tenant.id } as const;
for (const by of ["tier", "stage", "owner"] as const) {
  const counts = await engine.count(everyone, by);
  print(
    `By ${by}: ${counts.map(({ value, tickets, late }) => `${value ?? "—"} ${tickets}${late > 0 ? ` (${late} late)` : ""}`).join(", ")}`,
  );
}
const { tickets, entries, faults } = await engine.verify(tenant.id);
print(`Verified: ${tickets} tickets, ${entries} journal entries, ${faults.length} faults`);
await engine.close();
if (faults.length > 0) process.exitCode = 1;
