import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readDrafts } from "@muster/engine";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";

test.after(removeTempFolders);

function reading(content: string | Uint8Array) {
  const folder = tempFolder();
  writeFileSync(join(folder, "town.categories.json"), content);
  return readDrafts(folder);
}

const failing = (content: string | Uint8Array): Promise<string> =>
  reading(content).then(
    () => "",
    (cause: unknown) => String(cause),
  );

test("a file is read as UTF-8, without its byte order mark", async () => {
  const drafts = [{ kind: "categories", document: { name: "井盖" } }];
  assert.equal(await reading('{ "name": "井盖" }'), drafts);
  assert.equal(await reading('\uFEFF{ "name": "井盖" }'), drafts);
});

test("a file in another encoding, and one that is no JSON, are named", async () => {
  const gbk = Buffer.concat([Buffer.from('{ "name": "'), Buffer.from([0xbe, 0xae, 0xb8, 0xc7]), Buffer.from('" }')]);
  assert.match(await failing(gbk), /town\.categories\.json is not UTF-8; save it as UTF-8$/);
  assert.match(await failing("{"), /town\.categories\.json is not JSON: /);
});

test.run();
