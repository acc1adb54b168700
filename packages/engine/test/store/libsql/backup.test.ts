import { EngineError, openLibsqlStore } from "@muster/engine";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";
import { put, tenant } from "../conformance/writing.ts";

const test = suite("store: libsql, backup");

test.after(removeTempFolders);

test("an open store is copied while it goes on, and the copy is a store of its own", async () => {
  const file = join(tempFolder(), "muster.db");
  const store = openLibsqlStore({ file });
  await put(store, "a");
  await Promise.all([store.backup(`${file}-copy`), put(store, "b")]);
  await put(store, "c");
  await store.close();
  const copy = openLibsqlStore({ file: `${file}-copy` });
  assert.ok(await copy.tickets.get(tenant, "a"));
  assert.is(await copy.tickets.get(tenant, "c"), undefined);
  await copy.close();
});

test("a copy over an existing file, or to where none can be, is refused and leaves nothing", async () => {
  const file = join(tempFolder(), "muster.db");
  const store = openLibsqlStore({ file });
  const refused = async (copy: string): Promise<unknown> => store.backup(copy).catch((cause: unknown) => cause);
  assert.instance(await refused(file), EngineError);
  assert.ok(existsSync(file));
  assert.instance(await refused(join(file, "nowhere", "copy")), EngineError);
  await store.close();
});

test("commands are answered while a large file is copied", async () => {
  const file = join(tempFolder(), "muster.db");
  const store = openLibsqlStore({ file });
  const body = "井盖".repeat(100_000);
  for (const id of Array.from({ length: 60 }, (_, i) => `large-${i}`))
    await put(store, id, {}, { texts: [{ id: `text-${id}`, field: "description", body, salt: "" }] });
  const copying = new AbortController();
  const copied = store.backup(`${file}-copy`).finally(() => copying.abort());
  let answered = 0;
  for (; !copying.signal.aborted; answered += 1) await put(store, `live-${answered}`);
  await copied;
  assert.ok(answered > 10, `${answered} commands answered`);
  await store.close();
});

test.run();
