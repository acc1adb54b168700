import { test } from "uvu";
import * as assert from "uvu/assert";
import { EngineError } from "@muster/engine";
import { storeError as libsqlError } from "../../src/store/libsql/store-error.ts";
import { storeError as postgresError } from "../../src/store/postgres/store-error.ts";

const stores = [
  {
    name: "SQLite",
    say: libsqlError,
    codes: ["BUSY", "FULL", "CORRUPT", "NOTADB", "READONLY", "CANTOPEN", "IOERR_READ", "ERROR"].map((code) => `SQLITE_${code}`),
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

test.run();
