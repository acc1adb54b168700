import { spawnSync } from "node:child_process";
import { closeSync, openSync, statSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { createEngine, EngineError, openLibsqlStore } from "@muster/engine";
import { person, tenant } from "../fixtures/town.ts";
import { removeTempFolders, tempFolder } from "../fixtures/temp.ts";
import { townEngine } from "../fixtures/town-engine.ts";

test.after(removeTempFolders);

const report = { type: "report", process: "closed-loop", form: { description: "乱停车".repeat(300), area: "g1" } } as const;
const fill = fileURLToPath(new URL("../fixtures/fill.js", import.meta.url));

/** Runs the filling process with a bound on the size of any file it writes, as a full disk would set one. */
function fillUnderLimit(file: string, blocks: number) {
  const command = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`;
  return spawnSync("sh", ["-c", command, process.execPath, fill, file], { encoding: "utf8" });
}

test("a disk that takes no more is a clear error, nothing is half-written, and the work goes on when there is room", async () => {
  const { engine, file } = await townEngine();
  await engine.close();
  // 512-byte blocks: a little more than what stands there already.
  const { stdout, stderr } = fillUnderLimit(file, Math.ceil((statSync(file).size + 400_000) / 512));
  const told = JSON.parse(stdout || "{}") as { acknowledged?: number; code?: string; message?: string };
  assert.ok(told.code === "store-full" || told.code === "store-failed", `${stdout}${stderr}`);
  assert.match(told.message ?? "", "nothing was half-written");
  const again = createEngine({ store: openLibsqlStore({ file }) });
  const { faults, tickets } = await again.verify(tenant.id);
  assert.equal(faults, []);
  assert.is(tickets, told.acknowledged);
  assert.ok((await again.execute(report, person("che"))).ok);
  await again.close();
});

test("a damaged page is reported as damage, never read as wrong rows", async () => {
  const { engine, file } = await townEngine();
  for (let i = 0; i < 200; i += 1) await engine.execute(report, person("che"));
  await engine.close();
  const { size } = statSync(file);
  const opened = openSync(file, "r+");
  for (let at = 4096 * 20; at < size; at += 4096) writeSync(opened, Buffer.alloc(64, 0xff), 0, 64, at);
  closeSync(opened);
  const reading = async (): Promise<void> => {
    const again = createEngine({ store: openLibsqlStore({ file }) });
    await again.verify(tenant.id).finally(() => void again.close());
  };
  await reading().then(
    () => assert.unreachable("a damaged file was read without complaint"),
    (error: unknown) => assert.is(error instanceof EngineError && error.code, "store-damaged", String(error)),
  );
});

test("a file cut short under an open engine is an error, not missing tickets", async () => {
  const { engine, file } = await townEngine();
  for (let i = 0; i < 200; i += 1) await engine.execute(report, person("che"));
  await engine.close();
  const again = createEngine({ store: openLibsqlStore({ file }) });
  await again.world(tenant.id);
  truncateSync(file, 4096 * 30);
  await again.verify(tenant.id).then(
    () => assert.unreachable("a truncated file was read without complaint"),
    (error: unknown) => assert.ok(error instanceof EngineError, String(error)),
  );
  await again.close().catch(() => undefined);
});

test("what is not a database, and one of a newer version, are refused untouched", async () => {
  const { file, engine } = await townEngine();
  await engine.close();
  const text = join(tempFolder(), "notes.txt");
  writeFileSync(text, "a text of some length, and no database at all\n".repeat(100));
  assert.throws(
    () => openLibsqlStore({ file: text }),
    (error: unknown) => error instanceof EngineError && error.code === "store-damaged",
  );
  const { connect } = await import("../../src/store/libsql/connection.ts");
  const raw = connect(file, "rwc");
  raw.exec("INSERT INTO migration (step, hash) VALUES (99, 'future')");
  raw.close();
  assert.throws(
    () => openLibsqlStore({ file }),
    (error: unknown) => error instanceof EngineError && error.code === "newer-schema",
  );
});

test.run();
