import { openLibsqlStore, type Delivery } from "@muster/engine";
import { copyFileSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";
import { person, tenant } from "../../fixtures/town.ts";
import { photo, townOn, type TownEngine } from "../conformance/town-engine.ts";
import { start, tenant as t } from "../conformance/writing.ts";

const test = suite("store: libsql, erase");

test.after(removeTempFolders);

/** What Rob said, in all its places; each is found only there. */
const secrets = ["罗伯特·某某", "13900000001", "某某路一号", "井盖坏了摔伤了我", "答复罗伯特", "IMG_罗伯特.jpg", "exception for 罗伯特"];

test("nothing of what was erased is left in the file, in its log, or in a backup made since", async () => {
  const file = join(tempFolder(), "muster.db");
  const store = openLibsqlStore({ file });
  const handler = async ({ ticket }: Delivery) => {
    const by = (await store.tickets.get(tenant.id, ticket))?.reporter ?? "";
    const [known] = await store.people.get(tenant.id, [by]);
    throw new Error(known?.phone === undefined ? "line busy" : "exception for 罗伯特");
  };
  const town = await townOn(store, { handlers: { "in-app": handler } });
  await town.engine.putPeople(tenant.id, [
    { id: "rob", kind: "reporter", name: "罗伯特·某某", phone: "13900000001", address: "某某路一号" },
    { id: "ron", kind: "reporter", name: "Ron" },
  ]);
  await work(town, 60);
  for (const secret of secrets) assert.ok(traces(file, secret) > 0, `${secret} is there before`);
  await town.engine.erase(tenant.id, "rob");
  assert.is(statSync(`${file}-wal`).size, 0);
  for (const secret of secrets) assert.is(traces(file, secret), 0, secret);
  assert.ok(traces(file, "Ron's own words") > 0);
  await work(town, 5, "ron");
  const copy = `${file}-copy`;
  await town.engine.backup(copy);
  for (const secret of secrets) assert.equal([traces(file, secret), traces(copy, secret)], [0, 0], secret);
  assert.equal((await town.engine.verify(tenant.id)).faults, []);
  await town.engine.close();
  for (const secret of secrets) assert.is(traces(file, secret), 0, secret);
});

test("a log that another process still reads is emptied when that is done", async () => {
  const file = join(tempFolder(), "muster.db");
  const store = openLibsqlStore({ file });
  const { engine, reported } = await townOn(store);
  await reported({ description: "井盖坏了摔伤了我" }, { reporter: "rob" });
  const reader = openLibsqlStore({ file, readOnly: true });
  assert.is((await reader.tickets.list(tenant.id, { all: true }, {}, { limit: 9 })).length, 1);
  await engine.erase(tenant.id, "rob");
  assert.ok(traces(file, "井盖坏了摔伤了我") > 0, "whoever reads the older state can go on reading it");
  await reader.close();
  for (let i = 0; i < 50 && traces(file, "井盖坏了摔伤了我") > 0; i += 1) await pause(100);
  assert.is(traces(file, "井盖坏了摔伤了我"), 0);
  await engine.close();
});

test("a log that a killed process left is emptied when the file is opened again", async () => {
  const folder = tempFolder();
  const file = join(folder, "muster.db");
  const store = openLibsqlStore({ file });
  await store.people.put(t, [{ id: "rob", kind: "reporter", name: "罗伯特·某某" }]);
  await store.people.put(t, [{ id: "rob", kind: "reporter" }]);
  const left = join(folder, "left.db");
  for (const suffix of ["", "-wal"]) copyFileSync(`${file}${suffix}`, `${left}${suffix}`);
  await store.close();
  assert.ok(traces(left, "罗伯特·某某") > 0);
  const again = openLibsqlStore({ file: left });
  assert.is(traces(left, "罗伯特·某某"), 0);
  await again.people.erase(t, "rob", start);
  await again.close();
});

test.run();

/** Reports, some of Rob's, worked on, with a delivery that fails; enough of them that pages split. */
async function work({ engine, done, reported, clock }: TownEngine, reports: number, by = "rob"): Promise<void> {
  for (let i = 0; i < reports; i += 1) {
    const reporter = i % 3 === 0 ? by : "ron";
    const rob = reporter === "rob";
    const [words, name] = rob ? ["井盖坏了摔伤了我", "IMG_罗伯特.jpg"] : ["Ron's own words", "b.jpg"];
    const form = { description: `${words}，`.repeat(1 + ((i * 7) % 40)), category: "0101" };
    const ticket = await reported(form, { reporter, attachments: photo.map((each) => ({ ...each, name })) });
    await done({ type: "file", ticket }, "ann", `file-${by}-${i}`);
    await done({ type: "dispatch", ticket }, "dan");
    await done({ type: "comment", ticket, form: { comment: rob ? "答复罗伯特" : "noted" } }, "ann", `comment-${by}-${i}`);
  }
  await engine.work();
  clock.now += 60_000;
  await engine.work();
  assert.ok((await engine.list(person("ann"))).length > 0);
}

/** How often the bytes of a text stand in a database and its log. */
function traces(file: string, text: string): number {
  return [file, `${file}-wal`].reduce(
    (sum, each) => sum + (existsSync(each) ? readFileSync(each).toString("latin1").split(latin(text)).length - 1 : 0),
    0,
  );
}

function latin(text: string): string {
  return Buffer.from(text).toString("latin1");
}
