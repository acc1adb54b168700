import { test } from "uvu";
import * as assert from "uvu/assert";
import { EngineError } from "@muster/engine";
import { storeError as libsqlError } from "../../src/store/libsql/store-error.ts";
import { storeError as postgresError } from "../../src/store/postgres/store-error.ts";

const stores = [
  {
    name: "SQLite",
    say: libsqlError,
    codes: ["SQLITE_BUSY", "SQLITE_FULL", "SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_READONLY", "SQLITE_CANTOPEN"].concat([
      "SQLITE_IOERR_READ",
      "SQLITE_ERROR",
      "UNKNOWN_SQLITE_ERROR_8458",
    ]),
  },
  {
    name: "PostgreSQL",
    say: postgresError,
    codes: ["ECONNREFUSED", "ENOTFOUND", "ECONNRESET", "ETIMEDOUT", "28P01", "3D000", "42501", "25006", "25P03", "57P01", "53100"].concat([
      "53300",
      "40001",
      "55P03",
      "XX001",
      "XX002",
      "42601",
      "",
    ]),
  },
];
for (const { name, say, codes } of stores) {
  test(`whatever ${name} answers is said in Chinese and in English, with the place and its own words`, () => {
    for (const code of codes) {
      const error = say(Object.assign(new Error("its own words"), { code, severity: "ERROR" }), "town");
      assert.instance(error, EngineError);
      if (!(error instanceof EngineError)) return;
      const { detail, message } = error;
      assert.is(message, detail.en);
      assert.match(detail["zh-CN"], /^town：.*\p{Script=Han}/u, code);
      assert.match(detail.en, /^town: [ -~]*$/);
      for (const each of Object.values(detail)) assert.match(each, "its own words");
    }
  });
}

test("a page that could not be read sends nobody to an old backup before the disk was looked at", () => {
  const said = (code: string) => String(libsqlError(Object.assign(new Error("its own words"), { code }), "town"));
  assert.match(said("SQLITE_CORRUPT"), /check the disk, then run muster verify; restore a backup only where that fails too/);
  assert.match(said("UNKNOWN_SQLITE_ERROR_8458"), /the disk answered with an error; nothing was half-written/);
});

test.run();
