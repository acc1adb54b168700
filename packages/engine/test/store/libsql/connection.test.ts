import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { connect, type Connection } from "../../../src/store/libsql/connection.ts";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";

const test = suite("store: libsql, connection");

test.after(removeTempFolders);

test("a text asked for lately is prepared once, and one pushed out by others anew", () => {
  const connection = connect(join(tempFolder(), "a.db"), "rwc");
  const [first, second] = [connection.prepare("SELECT 1"), connection.prepare("SELECT 2")];
  for (let i = 0; i < 300; i += 1) {
    connection.prepare(`SELECT 'other ${i}'`).get();
    assert.is(connection.prepare("SELECT 2"), second, "what is used again and again stays");
  }
  assert.is.not(connection.prepare("SELECT 1"), first);
  assert.equal(first.get(), [1], "a statement that somebody holds goes on working");
  connection.close();
});

test("however many texts there are, the statements open in the database are bounded", async () => {
  const connection = connect(join(tempFolder(), "a.db"), "rwc");
  connection.exec("CREATE TABLE t (a)");
  for (let i = 0; i < 2000; i += 1) connection.prepare(`SELECT a, ${i} FROM t WHERE a = ?`).all(i);
  await collected();
  const open = openStatements(connection);
  assert.ok(open > 1 && open <= 257, `${open} statements are open`);
  connection.close();
});

test.run();

function openStatements(connection: Connection): number {
  return Number(connection.prepare("SELECT count(*) FROM sqlite_stmt").get()?.[0]);
}

async function collected(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let i = 0; i < 3; i += 1) {
    collect();
    await turn();
  }
}
