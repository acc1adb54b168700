import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { EngineError, openLibsqlStore } from "@muster/engine";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";

const test = suite("store: libsql, open");

test.after(removeTempFolders);

type Options = Parameters<typeof openLibsqlStore>[0];

/** Opens, and answers what the refusal says. */
function refusal(options: unknown): string {
  try {
    void openLibsqlStore(options as Options).close();
  } catch (thrown) {
    assert.is(thrown instanceof EngineError && thrown.code, "store-failed", String(thrown));
    return String(thrown);
  }
  return assert.unreachable(JSON.stringify(options)) as never;
}

for (const readOnly of [false, true]) {
  test(`what is no name of a file is refused as such, readOnly: ${readOnly}`, () => {
    for (const file of ["", "a\0b", undefined, null, 7, {}, new URL("file:///tmp/town.db")])
      assert.match(refusal({ file, readOnly }), "is a path, such as data/town.db");
  });

  test(`a folder is no database, also behind a link, and nothing is put beside it, readOnly: ${readOnly}`, () => {
    const parent = tempFolder();
    const [folder, link] = [join(parent, "folder"), join(parent, "link")];
    mkdirSync(folder);
    symlinkSync(folder, link);
    for (const file of [folder, `${folder}/`, link]) assert.match(refusal({ file, readOnly }), "is a folder");
    assert.equal(readdirSync(parent).toSorted(), ["folder", "link"]);
  });
}

test("options that are none, and a readOnly that is neither true nor false, are refused", () => {
  const file = join(tempFolder(), "town.db");
  for (const options of [undefined, null, file, { file, readOnly: "false" }, { file, readOnly: null }])
    assert.match(refusal(options), "{ file, readOnly }");
  assert.not(existsSync(file));
});

test.run();
