import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Measurement, measurement, median } from "./measure.ts";

const muster = fileURLToPath(new URL("../packages/server/bin/muster.js", import.meta.url));
const program = fileURLToPath(new URL("first-ticket.js", import.meta.url));
const definitions = fileURLToPath(new URL("../examples/district/definitions", import.meta.url));

/** From starting a process to its first durable ticket: the command line (to its end), and a program that embeds the library. */
export function start(): Promise<Record<string, Measurement>> {
  const folder = mkdtempSync(join(tmpdir(), "muster-start-"));
  try {
    const file = join(folder, "district.db");
    run([muster, "init", definitions, "--db", file]);
    const report = ["--as", "liuhu-east-1-chief", "--field", "description=路灯不亮", "--field", "area=liuhu-east-1"];
    const times = Array.from({ length: 9 });
    const command = times.map(() => milliseconds(() => run([muster, "report", "--db", file, ...report])));
    const library = times.map(() => embedded(join(folder, "embedded.db")));
    return Promise.resolve({
      "muster report, the whole process": measurement(median(command), null, "ms"),
      "a program that embeds the library, to its first durable ticket": measurement(median(library), null, "ms"),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The program prints the instant at which its ticket was durable. */
function embedded(file: string): number {
  const started = performance.timeOrigin + performance.now();
  return Number(run([program, file])) - started;
}

function milliseconds(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function run(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}
