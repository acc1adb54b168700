import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { chineseHolidays, closedLoop, createEngine, openLibsqlStore, readDrafts, type Engine } from "@muster/engine";
import { play, samples, tenant } from "./play.ts";

const folder = mkdtempSync(join(tmpdir(), "muster-district-"));
test.after(() => rmSync(folder, { recursive: true, force: true }));
const everyone = { kind: "system", tenant: tenant.id } as const;

async function played(engine: Engine): Promise<Record<string, number>> {
  await play(engine, () => {});
  await engine.work();
  const counts = await engine.count(everyone, "stage");
  return Object.fromEntries(counts.map(({ value, tickets }) => [value, tickets]));
}

test("the district plays its reports end to end, and playing again changes nothing", async () => {
  const engine = createEngine({
    store: openLibsqlStore({ file: join(folder, "district.db") }),
    handlers: { "in-app": () => Promise.resolve() },
  });
  await engine.setTenant(tenant);
  const defined = await engine.define(
    tenant.id,
    [...(await readDrafts(new URL("definitions", import.meta.url))), chineseHolidays, closedLoop],
    "test",
  );
  assert.equal(defined.findings, []);
  const first = await played(engine);
  assert.equal(first, { close: 7, handle: 3, dispatch: 1, report: 1 });
  const { entries, faults } = await engine.verify(tenant.id);
  assert.equal(faults, []);
  assert.equal(await played(engine), first);
  assert.is((await engine.verify(tenant.id)).entries, entries);
  await engine.close();
});

test("all three tiers are there, and the samples cover most of the ten kinds", async () => {
  const engine = createEngine({ store: openLibsqlStore({ file: join(folder, "district.db") }) });
  assert.equal((await engine.count(everyone, "tier")).map(({ value }) => String(value)).toSorted(), ["1", "2", "3"]);
  const kinds = new Set((await engine.count(everyone, "category")).map(({ value }) => value?.slice(0, 2)));
  assert.ok(kinds.size >= 7, [...kinds].join(" "));
  assert.is((await samples()).length, 12);
  await engine.close();
});

test.run();
