import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Measurement, measurement, median } from "./measure.ts";

const program = fileURLToPath(new URL("first-ticket.js", import.meta.url));

/** From starting the process to the first durable ticket, on a new file and on one that is set up; whole-process wall time. */
export function start(): Promise<Record<string, Measurement>> {
  const folder = mkdtempSync(join(tmpdir(), "muster-start-"));
  try {
    const fresh = Array.from({ length: 5 }, (_, i) => millisecondsTo(join(folder, `fresh-${i}.db`)));
    const ready = Array.from({ length: 5 }, () => millisecondsTo(join(folder, "fresh-0.db")));
    return Promise.resolve({
      "start to first durable ticket, new file": measurement(median(fresh), null, "ms"),
      "start to first durable ticket, file set up": measurement(median(ready), null, "ms"),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function millisecondsTo(file: string): number {
  const started = performance.timeOrigin + performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, [program, file], { encoding: "utf8" });
  const at = Number(stdout);
  if (!(at > started)) throw new Error(`no first ticket: ${stdout}${stderr}`);
  return at - started;
}
