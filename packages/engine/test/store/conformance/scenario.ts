import type { Store } from "@muster/engine";
import type { JournalRow } from "../../../src/store/journal.ts";
import { person, tenant } from "../../fixtures/town.ts";
import { photo, townOn } from "./town-engine.ts";

/** A working week, one command after another, refused ones among them; answers every journal, the rows beside it and the numbers. */
export async function scenario(store: Store): Promise<{ readonly journals: readonly JournalRow[]; readonly beside: readonly unknown[] }> {
  const { engine, clock, done, reported } = await townOn(store, { handlers: { "in-app": () => Promise.resolve() } });
  const rob = { kind: "reporter", tenant: tenant.id, id: "rob" } as const;
  const first = await reported({ address: "一街道 1 号 “😀”" }, { source: "hotline", sourceKey: "h-1" });
  await engine.execute(
    { type: "report", process: "closed-loop", form: { description: "重复" }, source: "hotline", sourceKey: "h-1" },
    person("ann"),
  );
  await engine.execute({ type: "report", process: "closed-loop", form: {} }, person("ann"));
  const own = await engine.execute({ type: "report", process: "closed-loop", form: { description: "乱停车", area: "g2" } }, rob, {
    key: "k1",
  });
  await engine.execute({ type: "report", process: "closed-loop", form: { description: "乱停车", area: "g2" } }, rob, { key: "k1" });
  const second = own.ok ? own.ticket.id : "";
  clock.now += 60_000;
  for (const ticket of [first, second]) await done({ type: "file", ticket }, "ann");
  await done({ type: "dispatch", ticket: first }, "dan");
  await done({ type: "sign", ticket: first }, "wen");
  await done({ type: "suspend", ticket: first, form: { until: clock.now + 3_600_000, reason: "等配件" } }, "dan");
  await engine.work();
  clock.now += 3_600_000;
  await engine.work();
  await done({ type: "submit", ticket: first, form: { result: "已更换" }, attachments: photo }, "wen");
  await engine.execute({ type: "pass", ticket: first }, person("wen"));
  await done({ type: "pass", ticket: first }, "ina");
  await done({ type: "close", ticket: first, form: { solved: true } }, "ann");
  const third = await reported({ priority: 1.5 });
  await done({ type: "merge", ticket: third, form: { mergedInto: second } }, "ann");
  clock.now += 16 * 86_400_000;
  await engine.work();
  const stored = await store.audit.page(tenant.id, "", 99);
  const journals = await Promise.all(stored.map(({ id }) => store.journal.of(tenant.id, id)));
  // Each store gives its positions and reads tables without an order of their own in its own way; everything else is the same.
  const beside = stored.map(({ entries, ...kept }) => [entries.map(({ position: _given, ...entry }) => entry), sorted(kept)]);
  return { journals: journals.flat(), beside };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => JSON.stringify(sorted(each))).toSorted();
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([name]) => name !== "position");
  return Object.fromEntries(members.map(([name, each]) => [name, sorted(each)]).toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}
