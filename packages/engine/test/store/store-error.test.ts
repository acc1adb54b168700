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

test("a missing permission is told as one, in whatever shape the driver tells it", () => {
  const said = (code: string, message: string) => {
    const error = libsqlError(Object.assign(new Error(message), { code }), "town") as EngineError;
    return [error.code, ...Object.values(error.detail)].join("\n");
  };
  const unopened = said("", 'ConnectionFailed("Unable to open connection to local database file:///town?vfs=unix&mode=rwc: 14")');
  assert.match(
    unopened,
    "town: the file cannot be opened; check that it, and the folder it is in, may be read and written (SQLITE_CANTOPEN)",
  );
  assert.match(unopened, "请检查它和它所在的文件夹是否可读写（SQLITE_CANTOPEN）");
  assert.not.match(unopened, "ConnectionFailed");
  const folder = said("UNKNOWN_SQLITE_ERROR_1544", "attempt to write a readonly database");
  assert.match(folder, "town: the folder it is in may not be written, and even to read it a file beside it is needed");
  assert.match(folder, "它所在的文件夹不可写");
  assert.match(folder, "(SQLITE_READONLY_DIRECTORY: attempt to write a readonly database)");
  assert.match(
    said("UNKNOWN_SQLITE_ERROR_1288", "its own words"),
    "town: the file is read-only; check its permissions (SQLITE_READONLY 1288: its own words)",
  );
  assert.match(said("UNKNOWN_SQLITE_ERROR_99", "its own words"), "town: the database failed (UNKNOWN_SQLITE_ERROR_99: its own words)");
});

test.run();
