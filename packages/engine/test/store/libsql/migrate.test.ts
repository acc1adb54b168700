import { openLibsqlStore } from "@muster/engine";
import { join } from "node:path";
import { suite } from "uvu";
import { connect } from "../../../src/store/libsql/connection.ts";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";
import { assertBroughtUp, firstDatabase } from "../first-database.ts";

const test = suite("store: libsql, migrate");

test.after(removeTempFolders);

test("a file of the first version is brought up, and its reporters can list their tickets", async () => {
  const file = join(tempFolder(), "old.db");
  const old = connect(file, "rwc");
  for (const statement of firstDatabase("libsql")) old.exec(statement);
  old.close();
  const store = openLibsqlStore({ file });
  await assertBroughtUp(store);
  await store.close();
});

test.run();
